package io.lintel.connector.saml;

import static io.lintel.connector.saml.Message.honest;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// An assertion logs in once.
@Tag("SEC-K8")
final class FirstUseTest {

    private final HashMap<String, Instant> used = new HashMap<>();
    private final FirstUse firstUse = new FirstUse((value, until) -> used.putIfAbsent(value, until) == null);

    @Test
    void assertionIsAcceptedOnceAndRememberedUntilItExpires() {
        var message = honest().signAssertion();

        Judge.accepted(firstUse.of(Judge.verdict(Judge.RULES, message.bytes())));

        assertThat(used).containsExactly(java.util.Map.entry("_assertion", Instant.parse("2026-03-01T12:05:30Z")));
        Judge.refused(Reason.REPLAYED, firstUse.of(Judge.verdict(Judge.RULES, message.bytes())));
    }

    @Test
    void anotherResponseAroundTheSameAssertionIsAReplay() {
        var message = honest().signAssertion();

        Judge.accepted(firstUse.of(Judge.verdict(Judge.RULES, message.bytes())));

        Judge.refused(
                Reason.REPLAYED,
                firstUse.of(Judge.verdict(
                        Judge.RULES, message.with("_response", "_another").bytes())));
    }

    @Test
    void whatIsRefusedUsesUpNothing() {
        var refused = Judge.verdict(Judge.RULES, honest().bytes());

        assertThat(firstUse.of(refused)).isSameAs(refused);
        assertThat(used).isEmpty();
    }
}
