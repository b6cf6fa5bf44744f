package io.lintel.logout;

import static io.lintel.client.TestClients.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.client.Client;
import io.lintel.client.FakeClients;
import io.lintel.client.LogoutSettings;
import io.lintel.client.Provenance;
import io.lintel.client.TestSubjects;
import io.lintel.logout.LogoutDelivery.Outcome;
import io.lintel.logout.LogoutNotices.Count;
import io.lintel.logout.LogoutReceivers.Answer;
import io.lintel.memory.InMemoryStores;
import io.lintel.oauth2.Issuer;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import io.lintel.signing.FakeJwts;
import io.lintel.signing.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A client is told of a logout until it has heard.
final class LogoutDeliveryTest {

    private static final URI ADDRESS = URI.create("https://shop.example/backchannel");
    private static final Answer AWAY = new Answer.Unreachable("nobody answers");
    private static final LogoutNotice NOTICE = LogoutNoticesContract.notice(0);

    private final SettableClock clock = new SettableClock(NOTICE.endedAt());
    private final LogoutNotices notices = new InMemoryStores().notices();
    private final FakeClients clients = new FakeClients(at(ADDRESS));
    private final FakeJwts jwts = new FakeJwts();
    private final List<Secret> sent = new ArrayList<>();
    private Answer answer = new Answer.Accepted();
    private final LogoutDelivery delivery = delivery("logout+jwt");

    private static Client at(URI address) {
        return SHOP.with()
                .logout(new LogoutSettings(List.of(), address, true, null, false))
                .build();
    }

    private LogoutDelivery delivery(String type) {
        LogoutReceivers receivers = (address, namedBy, token) -> {
            assertThat(address).isEqualTo(ADDRESS);
            assertThat(namedBy).isEqualTo(Provenance.OPERATOR);
            sent.add(token);
            return answer;
        };
        var policy = new LogoutPolicy(new Issuer("https://id.example/dex"), type);
        return new LogoutDelivery(
                notices, clients, receivers, jwts, TestSubjects.SUBJECTS, policy, new Entropy(), clock);
    }

    /// Back-Channel Logout, section 2.4.
    @Test
    void tokenSaysWhoseSessionHasEndedAndIsForOneClient() {
        notices.add(List.of(NOTICE));

        assertThat(attempt()).isEqualTo(new Outcome.Delivered());

        var jwt = jwts.verify(sent.getFirst().reveal());
        var now = clock.instant().getEpochSecond();
        assertThat(jwt.type()).isEqualTo("logout+jwt");
        assertThat(jwt.claims().asMap())
                .containsOnlyKeys("iss", "sub", "aud", "iat", "exp", "jti", "sid", "events")
                .containsEntry("iss", "https://id.example/dex")
                .containsEntry("sub", NOTICE.subject().encode())
                .containsEntry("aud", "shop")
                .containsEntry("iat", now)
                .containsEntry("exp", now + 120)
                .containsEntry("sid", "session-0")
                .containsEntry("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        assertThat(notices.count()).isEqualTo(new Count(0, 0));
    }

    @Test
    void eachAttemptHasATokenOfItsOwn() {
        notices.add(List.of(NOTICE));
        answer = AWAY;
        attempt();
        clock.advance(LogoutDelivery.FIRST_PAUSE);
        attempt();

        assertThat(sent).hasSize(2);
        assertThat(sent.stream()
                        .map(token -> jwts.verify(token.reveal()).claims().findString("jti")))
                .doesNotHaveDuplicates();
    }

    @Test
    void pausesGrowAndAfterADayItIsGivenUp() {
        notices.add(List.of(NOTICE));
        answer = AWAY;
        var pauses = new ArrayList<Duration>();
        var last = clock.instant();
        Outcome outcome = attempt();
        while (outcome instanceof Outcome.Postponed) {
            last = clock.instant();
            outcome = attemptWhenDue();
            pauses.add(Duration.between(last, clock.instant()));
        }

        assertThat(outcome).isEqualTo(new Outcome.GivenUp("nobody answers"));
        assertThat(pauses.subList(0, 9).stream().map(Duration::toSeconds))
                .containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 320L, 640L, 900L);
        assertThat(pauses.subList(8, pauses.size())).containsOnly(LogoutDelivery.LONGEST_PAUSE);
        assertThat(Duration.between(NOTICE.endedAt(), clock.instant()))
                .isBetween(LogoutDelivery.PATIENCE.minus(LogoutDelivery.LONGEST_PAUSE), LogoutDelivery.PATIENCE);
        assertThat(notices.count()).isEqualTo(new Count(0, 1));
        assertThat(sent).hasSize(pauses.size() + 1);
    }

    /// Back-Channel Logout, section 2.8: what the client says is not good will not be better.
    @Test
    void whatTheClientRefusesIsNotSentAgain() {
        notices.add(List.of(NOTICE));
        answer = new Answer.Refused(400);

        assertThat(attempt()).isEqualTo(new Outcome.GivenUp("the client answered 400"));

        clock.advance(Duration.ofDays(2));
        assertThat(delivery.lease(10)).isEmpty();
        assertThat(notices.count()).isEqualTo(new Count(0, 1));
    }

    @Test
    void whoIsGoneOrWantsToHearNothingIsNotTold() {
        notices.add(List.of(NOTICE));
        clients.put(SHOP);
        assertThat(attempt()).isEqualTo(new Outcome.Unwanted());

        notices.add(List.of(NOTICE));
        clients.remove(SHOP.id());
        assertThat(attempt()).isEqualTo(new Outcome.Unwanted());

        assertThat(sent).isEmpty();
        assertThat(notices.count()).isEqualTo(new Count(0, 0));
    }

    @Test
    void nobodyElseHasItWhileItIsLeased() {
        notices.add(List.of(NOTICE));
        var first = delivery.lease(10);
        clock.advance(LogoutDelivery.LEASE.minusMillis(1));
        assertThat(delivery.lease(10)).isEmpty();

        clock.advance(Duration.ofMillis(1));
        assertThat(delivery.lease(10)).hasSize(1);
        assertThat(delivery.deliver(first.getFirst())).isEqualTo(new Outcome.Lost());
        assertThat(notices.count()).isEqualTo(new Count(1, 0));
    }

    private Outcome attempt() {
        var leased = delivery.lease(10);
        assertThat(leased).hasSize(1);
        return delivery.deliver(leased.getFirst());
    }

    /// Moves the clock to the very moment: a second before, nothing is due.
    private Outcome attemptWhenDue() {
        Instant start = clock.instant();
        for (var seconds : List.of(5, 10, 20, 40, 80, 160, 320, 640, 900)) {
            clock.set(start.plusSeconds(seconds).minusMillis(1));
            assertThat(delivery.lease(10)).isEmpty();
            clock.advance(Duration.ofMillis(1));
            var leased = delivery.lease(10);
            if (!leased.isEmpty()) {
                return delivery.deliver(leased.getFirst());
            }
        }
        throw new AssertionError("never due again");
    }
}
