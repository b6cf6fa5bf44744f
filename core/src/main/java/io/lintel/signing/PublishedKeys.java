package io.lintel.signing;

import java.util.List;

/// What others verify our signatures with.
public interface PublishedKeys {

    /// The key set (RFC 7517, section 5): first the key that signs, then every other whose signatures may be
    /// met now or within the cache time. Each `kid` occurs once.
    ///
    /// @throws KeysUnavailableException if the keys were never read
    List<Jwk> keys();
}
