package io.lintel.factor;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// One second factor that an end-user has passed.
///
/// @param enrolled whether it was enrolled by that, and not before
public record PassedFactor(AuthenticatorId authenticator, Method method, boolean enrolled, Instant at) {

    /// As it is known later on: enrolled before.
    public PassedFactor remembered() {
        return new PassedFactor(authenticator, method, false, at);
    }

    /// How it was passed.
    public enum Method {
        /// a code of an application
        CODE("code", "otp"),
        /// a key that is on one device
        BOUND_KEY("bound-key", "hwk"),
        /// a key that may be on several devices
        SYNCHRONIZED_KEY("synchronized-key", "swk"),
        RECOVERY_CODE("recovery-code", "otp");

        private final String word;
        private final String reference;

        Method(String word, String reference) {
            this.word = word;
            this.reference = reference;
        }

        /// In audit events and documents.
        public String word() {
            return word;
        }

        /// The authentication method reference (RFC 8176, section 2).
        public String reference() {
            return reference;
        }

        public static Optional<Method> find(String word) {
            return Stream.of(values()).filter(each -> each.word.equals(word)).findFirst();
        }
    }
}
