package io.lintel.connector;

import io.lintel.secret.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The answer of an upstream provider to the question who somebody is. A wrong password is an answer, not a
/// fault.
public sealed interface LoginResult {

    /// Whether and who: this end-user may come in.
    ///
    /// @param until when what proves it ends, such as a token that was shown; null if that is not known. What is
    ///     made of such a token ends no later
    record Authenticated(Identity identity, @Nullable Instant until) implements LoginResult {}

    /// This end-user may not come in.
    ///
    /// @param detail for the log: which rule or which answer of the upstream; no secrets
    /// @param account whose login was refused, if the upstream has said so: the user id that they would have come
    ///     in with. Wrong passwords are counted by it, whatever name was typed; it is neither shown nor written
    ///     down
    record Refused(Refusal reason, String detail, @Nullable Secret account) implements LoginResult {

        /// One that does not tell whose login was refused.
        public Refused(Refusal reason, String detail) {
            this(reason, detail, null);
        }

        /// The same, of somebody who would have come in with that user id.
        public Refused about(String userId) {
            return new Refused(reason, detail, Secret.of(userId));
        }
    }

    static LoginResult authenticated(Identity identity) {
        return new Authenticated(identity, null);
    }

    /// @param until when the token that proves it expires
    static LoginResult authenticated(Identity identity, Instant until) {
        return new Authenticated(identity, until);
    }

    static LoginResult refused(Refusal reason, String detail) {
        return new Refused(reason, detail);
    }
}
