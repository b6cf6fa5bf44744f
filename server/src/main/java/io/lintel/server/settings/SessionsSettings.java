package io.lintel.server.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.secret.Secret;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How long a browser stays signed on.
///
/// @param validIfNotUsedFor at most `absoluteLifetime`
/// @param cookieEncryptionKey 16, 24 or 32 bytes in UTF-8, or empty
/// @param rememberConsentFor when end-users are asked again for what they have consented to
public record SessionsSettings(
        String cookieName,
        Duration absoluteLifetime,
        Duration validIfNotUsedFor,
        boolean rememberMeCheckedByDefault,
        Secret cookieEncryptionKey,
        Sharing ssoSharedWithDefault,
        Duration rememberConsentFor) {

    private static final String OFF =
            "has no effect while sessions are off: add enabled: true, or set DEX_SESSIONS_ENABLED=true";

    /// RFC 6265, section 4.1.1, what a name of a cookie is made of.
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");

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

    /// Null where there are no sessions: there are if the block says so, or else if the switch of the environment
    /// does. A block that does not say it where the switch is off would be without effect, and is refused as dex
    /// does.
    static @Nullable SessionsSettings readIfOn(Section root, FeatureFlags flags) {
        var isThere = root.has("sessions");
        return Section.<@Nullable SessionsSettings>read(root.mapping("sessions"), root.mistakes(), block -> {
            if (isThere && !block.has("enabled") && !flags.sessionsEnabled()) {
                root.mistake("sessions", OFF);
            }
            var areOn = block.flag("enabled", flags.sessionsEnabled());
            var read = read(block);
            return areOn ? read : null;
        });
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
        var name = section.text("cookieName", "dex_session");
        if (!TOKEN.matcher(name).matches()) {
            section.mistake("cookieName", "is not the name of a cookie: letters, digits, - and _, at most 64");
        }
        return new SessionsSettings(
                name,
                absolute,
                idle,
                section.flag("rememberMeCheckedByDefault", true),
                key,
                section.choice("ssoSharedWithDefault", Sharing.NONE, Sharing::word),
                positive(section, "rememberConsentFor", Duration.ofDays(365)));
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
