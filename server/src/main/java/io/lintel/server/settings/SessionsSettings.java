package io.lintel.server.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.secret.Secret;
import java.time.Duration;
import java.util.Locale;

/// How long a browser stays signed on.
///
/// @param validIfNotUsedFor at most `absoluteLifetime`
/// @param cookieEncryptionKey 16, 24 or 32 bytes in UTF-8, or empty
public record SessionsSettings(
        String cookieName,
        Duration absoluteLifetime,
        Duration validIfNotUsedFor,
        boolean rememberMeCheckedByDefault,
        Secret cookieEncryptionKey,
        Sharing ssoSharedWithDefault) {

    /// Which clients share a session unless they say otherwise.
    public enum Sharing {
        /// each has its own
        NONE,
        /// all have one
        ALL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static SessionsSettings read(Section section) {
        var absolute = positive(section, "absoluteLifetime", Duration.ofHours(24));
        var idle = positive(section, "validIfNotUsedFor", Duration.ofHours(1));
        if (idle.compareTo(absolute) > 0) {
            section.mistake("validIfNotUsedFor", "must not be longer than absoluteLifetime");
        }
        var key = section.secret("cookieEncryptionKey");
        var length = key.reveal().getBytes(UTF_8).length;
        if (length != 0 && length != 16 && length != 24 && length != 32) {
            section.mistake("cookieEncryptionKey", "must be 16, 24 or 32 bytes long");
        }
        return new SessionsSettings(
                section.text("cookieName", "dex_session"),
                absolute,
                idle,
                section.flag("rememberMeCheckedByDefault", true),
                key,
                section.choice("ssoSharedWithDefault", Sharing.NONE, Sharing::word));
    }

    private static Duration positive(Section section, String key, Duration otherwise) {
        var duration = section.duration(key, otherwise);
        if (duration.isZero()) {
            section.mistake(key, "must be more than 0");
            return otherwise;
        }
        return duration;
    }
}
