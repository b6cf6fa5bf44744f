/// Tests of the answers of security keys.
@NullMarked
package io.lintel.server.webauthn;

import org.jspecify.annotations.NullMarked;
