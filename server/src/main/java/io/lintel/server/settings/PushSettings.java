package io.lintel.server.settings;

import java.time.Duration;

/// Authorization requests that clients push (RFC 9126).
///
/// @param required whether every client must push its requests
/// @param lifetime how long a client may take to send the browser
/// @param mostPerClient how many requests of one client may wait at a time
public record PushSettings(boolean required, Duration lifetime, int mostPerClient) {

    private static final Duration LIFETIME = Duration.ofSeconds(90);
    private static final Duration LONGEST_LIFETIME = Duration.ofMinutes(10);
    private static final int MOST = 1_000;

    static PushSettings read(Section section) {
        var lifetime = section.duration("lifetime", LIFETIME);
        if (lifetime.compareTo(Duration.ofSeconds(5)) < 0 || lifetime.compareTo(LONGEST_LIFETIME) > 0) {
            section.mistake("lifetime", "must be from 5s to 10m");
            lifetime = LIFETIME;
        }
        return new PushSettings(
                section.flag("required", false), lifetime, section.number("mostPerClient", MOST, 1, 100_000));
    }
}
