package io.lintel.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.oauth2.ClientId;
import io.lintel.secret.Secret;
import io.lintel.storage.Race;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every store of registered clients keeps.
public interface RegisteredClientsContract {

    int MANY = 1000;
    RegisteredClient FIRST = client(1, Secret.of("first-client-secret"));

    /// The store of one replica, empty at the start of each test.
    RegisteredClients clients();

    /// The same store as another replica sees it.
    RegisteredClients replica();

    static RegisteredClient client(int number, @Nullable Secret secret) {
        return RegisteredClient.of(
                new ClientId("client-" + number),
                Instant.parse("2026-01-01T12:00:00Z").plusSeconds(number),
                "{\"client_name\":\"Łódź " + number + "\"}",
                secret,
                Secret.of("registration-token-" + number));
    }

    @Test
    default void clientIsFoundAsItWasAdded() {
        assertThat(clients().add(FIRST, MANY)).isTrue();
        assertThat(clients().add(client(2, null), MANY)).isTrue();

        assertThat(replica().find(FIRST.id())).contains(FIRST);
        assertThat(replica().find(new ClientId("client-2"))).contains(client(2, null));
        assertThat(replica().find(new ClientId("client-3"))).isEmpty();
        assertThat(replica().find(new ClientId("client-1\u0000"))).isEmpty();
        assertThat(replica().find(new ClientId("CLIENT-1"))).isEmpty();
        assertThat(replica().find(new ClientId("x".repeat(100_000)))).isEmpty();
    }

    @Test
    default void idIsTakenOnce() {
        clients().add(FIRST, MANY);

        assertThat(replica().add(FIRST.changed("{}", null), MANY)).isFalse();
        assertThat(clients().find(FIRST.id())).contains(FIRST);
    }

    @Test
    @Tag("SEC-L9")
    default void noMoreAreAddedThanThereMayBe() {
        assertThat(clients().add(client(1, null), 2)).isTrue();
        assertThat(clients().add(client(2, null), 2)).isTrue();
        assertThat(replica().add(client(3, null), 2)).isFalse();

        replica().remove(new ClientId("client-1"));
        assertThat(clients().add(client(3, null), 2)).isTrue();
    }

    @Test
    @Tag("REL-12")
    default void ofManyWhoChangeAtOnceExactlyOneDoes() {
        clients().add(FIRST, MANY);

        var changed = Race.of(
                50, i -> (i % 2 == 0 ? clients() : replica()).replace(FIRST.changed("{\"n\":" + i + "}", null)));

        assertThat(changed).filteredOn(Boolean::booleanValue).hasSize(1);
        assertThat(clients().find(FIRST.id()).orElseThrow().revision()).isEqualTo(1);
        assertThat(clients().find(FIRST.id()).orElseThrow().secret()).isNull();
        assertThat(clients().replace(FIRST.changed("{}", null))).isFalse();
    }

    @Test
    @Tag("SEC-B14")
    @Tag("REL-5")
    default void removedClientIsGoneOnAllReplicasAndForAllWhoWouldChangeIt() {
        clients().add(FIRST, MANY);

        assertThat(replica().remove(FIRST.id())).isTrue();
        assertThat(clients().find(FIRST.id())).isEmpty();
        assertThat(clients().replace(FIRST.changed("{}", null))).isFalse();
        assertThat(clients().remove(FIRST.id())).isFalse();
        assertThat(clients().remove(new ClientId("x\u0000"))).isFalse();
    }
}
