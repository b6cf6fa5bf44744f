package io.lintel.authorization;

import static io.lintel.authorization.TestAuthorizations.NOW;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.client.TestClients.THIEF;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.client.Client;
import io.lintel.secret.Secret;
import io.lintel.storage.Race;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every store of pushed requests keeps.
public interface PushedRequestsContract {

    Instant LATER = NOW.plusSeconds(60);
    int MANY = 1_000;

    /// The store of one replica, empty at the start of each test.
    PushedRequests pushed();

    /// The same store as another replica sees it.
    PushedRequests replica();

    static RequestUri uri(int number) {
        return new RequestUri(Secret.of("request-uri-with-enough-random-bits-" + number));
    }

    static PushedRequest request(Client client) {
        return new PushedRequest(
                client.id(),
                Map.of("client_id", client.id().value(), "state", "ü \"'\\\u0001😀", "scope", "openid email"),
                LATER);
    }

    @Test
    @Tag("REL-1")
    @Tag("REL-5")
    default void requestIsTakenOnceOnAllReplicas() {
        assertThat(pushed().add(uri(1), request(SHOP), MANY, NOW)).isTrue();
        pushed().add(uri(2), request(SHOP), MANY, NOW);

        assertThat(replica().take(uri(1), SHOP.id())).contains(request(SHOP));
        assertThat(pushed().take(uri(1), SHOP.id())).isEmpty();
        assertThat(replica().take(uri(1), SHOP.id())).isEmpty();
        assertThat(pushed().take(uri(2), SHOP.id())).isPresent();
        assertThat(pushed().take(uri(3), SHOP.id())).isEmpty();
    }

    @Test
    @Tag("SEC-B4")
    default void otherClientTakesAndChangesNothing() {
        pushed().add(uri(1), request(SHOP), MANY, NOW);

        assertThat(replica().take(uri(1), THIEF.id())).isEmpty();
        assertThat(pushed().take(uri(1), SHOP.id())).isPresent();
    }

    @Test
    @Tag("REL-1")
    @Tag("REL-12")
    default void ofManyWhoTakeAtOnceExactlyOneIsAnswered() {
        for (var round = 0; round < 5; round++) {
            var uri = uri(round);
            pushed().add(uri, request(SHOP), MANY, NOW);

            var answers = Race.of(50, i -> (i % 2 == 0 ? pushed() : replica()).take(uri, SHOP.id()));

            assertThat(answers).filteredOn(Optional::isPresent).hasSize(1);
        }
    }

    @Test
    @Tag("REL-18")
    default void onlySoManyRequestsOfOneClientWait() {
        for (var i = 0; i < 3; i++) {
            assertThat(pushed().add(uri(i), request(SHOP), 3, NOW)).isTrue();
        }

        assertThat(replica().add(uri(3), request(SHOP), 3, NOW)).isFalse();
        assertThat(pushed().take(uri(3), SHOP.id())).isEmpty();
        assertThat(replica().add(uri(4), request(THIEF), 3, NOW)).isTrue();
        assertThat(pushed().add(uri(3), request(SHOP), 3, LATER)).isTrue();
        pushed().take(uri(0), SHOP.id());
        assertThat(pushed().add(uri(5), request(SHOP), 4, NOW)).isTrue();
    }

    @Test
    default void whetherItHasExpiredIsDecidedElsewhere() {
        pushed().add(uri(1), request(SHOP), MANY, LATER.plusSeconds(60));

        assertThat(pushed().take(uri(1), SHOP.id())).contains(request(SHOP));
    }

    @Test
    @Tag("REL-17")
    default void sweepRemovesWhatHasExpiredAndNoMoreThanItMay() {
        for (var i = 0; i < 7; i++) {
            pushed().add(uri(i), request(SHOP), MANY, NOW);
        }

        assertThat(pushed().sweep(LATER, 5)).isZero();
        assertThat(pushed().sweep(LATER.plusMillis(1), 5)).isEqualTo(5);
        assertThat(replica().sweep(LATER.plusMillis(1), 5)).isEqualTo(2);
        assertThat(pushed().sweep(LATER.plusMillis(1), 5)).isZero();
    }
}
