package io.lintel.factor;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that an end-user has enrolled.
public sealed interface Enrolment {

    /// Names it among those of its holder, and opens nothing.
    String id();

    AuthenticatorId authenticator();

    /// As its holder calls it.
    String name();

    Instant enrolledAt();

    @Nullable
    Instant lastUsedAt();

    /// An application that shows codes.
    ///
    /// @param lastStep the step of the last code that was used
    record Application(
            String id,
            AuthenticatorId authenticator,
            String name,
            Instant enrolledAt,
            @Nullable Instant lastUsedAt,
            TotpSecret secret,
            long lastStep)
            implements Enrolment {

        Application used(long step, Instant at) {
            return new Application(id, authenticator, name, enrolledAt, at, secret, step);
        }
    }

    /// A security key or a passkey.
    ///
    /// @param key what is needed to check its answers
    record SecurityKey(
            String id,
            AuthenticatorId authenticator,
            String name,
            Instant enrolledAt,
            @Nullable Instant lastUsedAt,
            Credential key)
            implements Enrolment {

        SecurityKey used(Credential next, Instant at) {
            return new SecurityKey(id, authenticator, name, enrolledAt, at, next);
        }
    }

    /// A credential of Web Authentication, level 2, section 4 ("public key credential source", as the relying
    /// party keeps it).
    ///
    /// @param id in base64url
    /// @param attested the attested credential data with the public key, in base64url
    /// @param counter of signatures; 0 for a key that does not count
    /// @param isSynchronized whether it may be on several devices of its holder
    record Credential(String id, String attested, long counter, boolean isSynchronized, List<String> transports) {

        public Credential {
            transports = List.copyOf(transports);
        }

        Credential counted(long next) {
            return new Credential(id, attested, next, isSynchronized, transports);
        }
    }
}
