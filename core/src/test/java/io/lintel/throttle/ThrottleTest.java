package io.lintel.throttle;

import static io.lintel.authorization.TestAuthorizations.NOW;
import static io.lintel.throttle.TestThrottle.CORP;
import static io.lintel.throttle.TestThrottle.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.ConnectorId;
import io.lintel.oauth2.ClientId;
import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.secret.SealingKey;
import io.lintel.secret.Secret;
import io.lintel.signing.SettableClock;
import io.lintel.throttle.Attempts.Answer.Begun;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which attempts are counted together.
@Tag("SEC-H2")
final class ThrottleTest {

    private final Throttle throttle = throttle(asked(Set.of("findAccount")), ThrottlePolicy.STANDARD);

    private static Throttle throttle(Attempts attempts, ThrottlePolicy policy) {
        var sealer = new Sealer(List.of(SealingKey.of(new byte[SealingKey.LENGTH])), new Entropy());
        return new Throttle(attempts, sealer, policy, new SettableClock(NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice@example.org",
                "ALICE@Example.ORG",
                " alice@example.org\t",
                "ali ce@example.org",
                "alice@example.org\u3000",
                "\u200Balice@example.org",
                "\uFF41lice@example.org",
                "alice\uFE6Bexample.org",
                "\u24D0lice@example.org"
            })
    void spellingsOfOneNameAreOneAccount(String spelling) {
        assertThat(account(spelling)).isEqualTo(account("alice@example.org"));
    }

    @ParameterizedTest
    @CsvSource({
        "Jos\u00E9,Jose\u0301",
        "STRASSE,stra\u00DFe",
        "\u03A3\u03AF\u03C3\u03C5\u03C6\u03BF\u03C2," + "\u03C3\u03AF\u03C3\u03C5\u03C6\u03BF\u03C3",
        "I\u0307,i\u0307"
    })
    void formsOfACharacterAreOneCharacter(String one, String other) {
        assertThat(account(one)).isEqualTo(account(other));
    }

    @Test
    void differentNamesAndConnectorsAreDifferentAccounts() {
        assertThat(account("alice")).isNotEqualTo(account("alicf")).isNotEqualTo(account("alice@example.org"));
        assertThat(throttle.password(new ConnectorId("corpa"), "lice", HOME).counters())
                .doesNotContainAnyElementsOf(throttle.password(new ConnectorId("corp"), "alice", HOME)
                        .counters()
                        .subList(0, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.2, false, true",
        "192.0.2.1, 192.0.3.1, false, false",
        "192.0.2.1, ::ffff:192.0.2.1, true, true",
        "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false, true",
        "2001:db8:1:2::1, 2001:db8:2:2::1, false, false"
    })
    void networkIsWhatASubscriberHasAndItsNeighbourhoodWhatIsGivenOutTogether(
            String one, String other, boolean sameNetwork, boolean sameNeighbourhood) {
        var first = throttle.password(CORP, "alice", InetAddress.ofLiteral(one)).counters();
        var second =
                throttle.password(CORP, "alice", InetAddress.ofLiteral(other)).counters();

        assertThat(first.getFirst().equals(second.getFirst())).isEqualTo(sameNetwork);
        assertThat(first.get(1)).isEqualTo(second.get(1));
        assertThat(first.getLast().equals(second.getLast())).isEqualTo(sameNeighbourhood);
    }

    @Test
    @Tag("SEC-L9")
    void anyNumberOfNamesHasAFixedNumberOfCounters() {
        var slots = new HashSet<Long>();
        for (var i = 0; i < 100_000; i++) {
            slots.add(throttle.clientSecret(new ClientId("client-" + i), HOME)
                    .counters()
                    .getFirst()
                    .slot());
        }

        assertThat(slots).hasSizeLessThanOrEqualTo(1 << 16).hasSizeGreaterThan(1 << 15);
    }

    @Test
    void whatIsSwitchedOffAsksNoStore() {
        var off = throttle(
                asked(Set.of()), ThrottlePolicy.of(false, false, 1, Duration.ofMinutes(1), 1, 1, Duration.ofDays(1)));

        for (var attempt : List.of(off.password(CORP, "alice", HOME), off.clientSecret(new ClientId("shop"), HOME))) {
            assertThat(off.look(attempt)).isInstanceOf(Begun.class);
            assertThat(off.begin(attempt)).isInstanceOfSatisfying(Begun.class, begun -> {
                off.succeed(begun);
                off.succeed(begun, Secret.of("alice"));
                off.fail(begun, Secret.of("alice"));
                off.withdraw(begun);
            });
        }
    }

    @Test
    @Tag("SEC-E2")
    void aDayOfGuessingUserCodesHitsOneWithLessThanAChanceInTenThousand() {
        var limit = ThrottlePolicy.STANDARD.userCodes();
        var guesses = limit.burst() + limit.doublings() + Duration.ofDays(1).dividedBy(limit.pace());
        var codes = Math.pow(20, 8);

        assertThat(guesses * 1_000 / codes).isLessThan(1 / 10_000.0);
    }

    private List<Counter> account(String name) {
        return throttle.password(CORP, name, HOME).counters();
    }

    @Test
    void guessDoesNotShowWhatWasTyped() {
        assertThat(throttle.password(CORP, "alice@example.org", HOME).toString())
                .doesNotContain("alice", "example.org");
    }

    /// A store that knows nothing and must not be asked for anything else.
    private static Attempts asked(Set<String> methods) {
        return (Attempts) Proxy.newProxyInstance(
                Attempts.class.getClassLoader(), new Class<?>[] {Attempts.class}, (_, method, _) -> {
                    if (methods.contains(method.getName())) {
                        return Optional.empty();
                    }
                    throw new AssertionError("asked to " + method.getName());
                });
    }
}
