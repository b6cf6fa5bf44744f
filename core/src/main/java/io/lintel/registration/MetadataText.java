package io.lintel.registration;

import java.util.SequencedMap;

/// JSON objects as text, and the key sets that stand in them.
public interface MetadataText {

    String write(SequencedMap<String, ?> object);

    /// Reads strictly: each member once, bounded in size and depth. A member that is null is left out.
    ///
    /// @throws IllegalArgumentException if it is no such object; the message may be told
    SequencedMap<String, Object> read(String text);

    /// Checks that a JWK Set can be read and has a usable key.
    ///
    /// @throws IllegalArgumentException if not; the message may be told
    void requireUsableKeys(String jwkSet);
}
