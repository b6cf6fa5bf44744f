package io.lintel.connector.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryAfterTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-06T07:08:09Z"), ZoneOffset.UTC);

    @Test
    void secondsAndDatesAreUnderstood() {
        assertThat(RetryAfter.of(reply("Retry-After", "120"), CLOCK)).contains(Duration.ofMinutes(2));
        assertThat(RetryAfter.of(reply("Retry-After", "0"), CLOCK)).contains(Duration.ZERO);
        assertThat(RetryAfter.of(reply("Retry-After", "Wed, 06 May 2026 07:08:19 GMT"), CLOCK))
                .contains(Duration.ofSeconds(10));
        assertThat(RetryAfter.of(reply("Retry-After", "Wed, 06 May 2026 07:08:00 GMT"), CLOCK))
                .contains(Duration.ZERO);
    }

    /// Two clocks are never the same.
    @Test
    void timeOfTheUpstreamCountsIfItIsTold() {
        var reply = TestHttp.reply(
                URI.create("https://upstream.example/"),
                429,
                Map.of(
                        "Retry-After", List.of("Wed, 06 May 2026 09:00:10 GMT"),
                        "Date", List.of("Wed, 06 May 2026 09:00:00 GMT")),
                "");

        assertThat(RetryAfter.of(reply, CLOCK)).contains(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "soon", "99999999999999999999", "١"})
    void anythingElseSaysNothing(String value) {
        assertThat(RetryAfter.of(reply("Retry-After", value), CLOCK)).isEmpty();
        assertThat(RetryAfter.of(reply("Other", "1"), CLOCK)).isEmpty();
    }

    private static Reply reply(String header, String value) {
        return TestHttp.reply(URI.create("https://upstream.example/"), 429, Map.of(header, List.of(value)), "");
    }
}
