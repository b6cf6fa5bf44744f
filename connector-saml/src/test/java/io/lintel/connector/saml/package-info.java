/// Messages signed and encrypted by a tool that shares no code with the product, and what becomes of them.
@NullMarked
package io.lintel.connector.saml;

import org.jspecify.annotations.NullMarked;
