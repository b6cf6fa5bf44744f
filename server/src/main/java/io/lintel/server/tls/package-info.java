/// A server's certificate and private key as operators have them: files of PEM (RFC 7468).
///
/// Knows of files and their form, and nothing of listeners, so that the settings can ask whether what they name
/// is any good.
@NullMarked
package io.lintel.server.tls;

import org.jspecify.annotations.NullMarked;
