package io.lintel.client;

/// How a client is told who somebody is, as `sub` (OpenID Connect Core, section 8).
public sealed interface SubjectType {

    /// By the user's id at the connector and the connector's id, in the encoding of dex, which anybody can read.
    record Public() implements SubjectType {}

    /// By a text that tells nothing else, the same for every client of this type.
    record Opaque() implements SubjectType {}

    /// By a text that tells nothing else and is another one for clients of another sector.
    ///
    /// @param sector a host (section 8.1), in lower case
    record Pairwise(String sector) implements SubjectType {
        public Pairwise {
            if (sector.isEmpty()) {
                throw new IllegalArgumentException("a sector has a host");
            }
        }
    }
}
