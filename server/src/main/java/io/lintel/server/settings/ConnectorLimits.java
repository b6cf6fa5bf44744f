package io.lintel.server.settings;

import java.time.Duration;

/// How long and how often a connector may be asked, so that one upstream that hangs slows nobody else.
///
/// @param loginTimeout for checking a password
/// @param callTimeout for every other call
/// @param concurrentCalls how many calls may be under way
/// @param failures how many in a row stop further calls
/// @param pause how long they are stopped until the upstream is asked again
public record ConnectorLimits(
        Duration loginTimeout, Duration callTimeout, int concurrentCalls, int failures, Duration pause) {

    private static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(15);
    private static final int CONCURRENT_CALLS = 64;
    private static final int FAILURES = 5;
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /// What holds if nothing is written.
    public static ConnectorLimits standard() {
        return new ConnectorLimits(LOGIN_TIMEOUT, CALL_TIMEOUT, CONCURRENT_CALLS, FAILURES, PAUSE);
    }

    static ConnectorLimits read(Section section) {
        return new ConnectorLimits(
                positive(section, "loginTimeout", LOGIN_TIMEOUT),
                positive(section, "callTimeout", CALL_TIMEOUT),
                section.number("concurrentCalls", CONCURRENT_CALLS, 1, 10_000),
                section.number("failures", FAILURES, 1, 1_000),
                positive(section, "pause", PAUSE));
    }

    private static Duration positive(Section section, String key, Duration otherwise) {
        var duration = section.duration(key, otherwise);
        if (duration.isZero()) {
            section.mistake(key, "must be longer than nothing");
        }
        return duration;
    }
}
