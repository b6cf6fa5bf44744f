package io.lintel.server.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long things live.
///
/// @param signingKeys the time between two keys where `signer` is absent
/// @param idTokens of ID and access tokens
/// @param authRequests from the first redirect to the code
/// @param deviceRequests of device and user codes
public record ExpirySettings(
        Duration signingKeys,
        Duration idTokens,
        Duration authRequests,
        Duration deviceRequests,
        RefreshTokens refreshTokens) {

    static ExpirySettings read(Section section) {
        var signingKeys = section.duration("signingKeys", Duration.ofHours(6));
        if (signingKeys.isZero()) {
            section.mistake("signingKeys", "must be more than 0: it is the time between two signing keys");
        }
        return new ExpirySettings(
                signingKeys,
                unlessZero(section, "idTokens", Duration.ofHours(24)),
                unlessZero(section, "authRequests", Duration.ofHours(24)),
                unlessZero(section, "deviceRequests", Duration.ofMinutes(5)),
                section.section("refreshTokens", RefreshTokens::read));
    }

    private static Duration unlessZero(Section section, String key, Duration otherwise) {
        var duration = section.duration(key, otherwise);
        return duration.isZero() ? otherwise : duration;
    }

    /// How long refresh tokens live, and what becomes of one that was used.
    ///
    /// @param reuseInterval how long a superseded token still answers with the token that replaced it
    /// @param absoluteLifetime since it was first issued, null for ever
    /// @param validIfNotUsedFor since its last use, null for ever
    public record RefreshTokens(
            boolean disableRotation,
            Duration reuseInterval,
            @Nullable Duration absoluteLifetime,
            @Nullable Duration validIfNotUsedFor) {

        private static final Duration RETRY_WINDOW = Duration.ofSeconds(3);

        static RefreshTokens read(Section section) {
            return new RefreshTokens(
                    section.flag("disableRotation", false),
                    section.duration("reuseInterval", RETRY_WINDOW),
                    limit(section, "absoluteLifetime"),
                    limit(section, "validIfNotUsedFor"));
        }

        private static @Nullable Duration limit(Section section, String key) {
            var duration = section.duration(key, Duration.ZERO);
            return duration.isZero() ? null : duration;
        }
    }
}
