package io.lintel.factor;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What an operator decides about security keys (Web Authentication, level 2, section 5.4).
///
/// @param id a domain that is the host of every origin, or above it
/// @param origins from where browsers may answer
/// @param attachment null for any
/// @param timeout how long a browser may take; afterwards its answer is refused
public record RelyingParty(
        String id,
        String displayName,
        List<String> origins,
        Attestation attestation,
        UserVerification userVerification,
        @Nullable Attachment attachment,
        Duration timeout) {

    public RelyingParty {
        origins = List.copyOf(origins);
    }

    /// What a key tells of its maker when it is registered. It is shown to nobody and decides nothing.
    public enum Attestation {
        /// nothing
        NONE,
        /// what the browser thinks is fit
        INDIRECT,
        /// everything
        DIRECT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether the key makes sure who uses it, by a PIN or a finger.
    public enum UserVerification {
        /// an answer without it is refused
        REQUIRED,
        /// if the key can
        PREFERRED,
        /// no
        DISCOURAGED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// How a key is attached.
    public enum Attachment {
        /// part of the device
        PLATFORM,
        /// by USB, NFC or radio
        CROSS_PLATFORM;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
