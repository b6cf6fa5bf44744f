/// The provider's metadata (OpenID Connect Discovery, section 3; RFC 8414).
@NullMarked
package io.lintel.discovery;

import org.jspecify.annotations.NullMarked;
