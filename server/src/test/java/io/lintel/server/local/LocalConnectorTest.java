package io.lintel.server.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginId;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.secret.Secret;
import io.lintel.storage.Race;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Accounts whose passwords the server checks itself.
final class LocalConnectorTest {

    private static final String LONG = "ü".repeat(35) + "ab";
    private static final LoginRequest REQUEST = new LoginRequest(
            new LoginId("login0123456789abcdef"), URI.create("https://login.example.org/callback"), Set.of());

    private final PasswordHashing hashing = new PasswordHashing();

    @AfterEach
    void close() {
        hashing.close();
    }

    @Test
    @Tag("SEC-H3")
    void only72BytesOfAPasswordCount() {
        assertThat(LONG.getBytes(UTF_8)).hasSize(72);
        var connector = connector(account("alice", 4, LONG));

        assertThat(letsIn(connector, "alice", LONG)).isTrue();
        assertThat(letsIn(connector, "alice", LONG + "anything")).isTrue();
        assertThat(letsIn(connector, "alice", LONG.substring(0, 36))).isFalse();
        assertThat(letsIn(connector, "alice", LONG.substring(0, 36) + "x")).isFalse();
    }

    @Test
    @Tag("SEC-H3")
    void hashIsPrintedNowhere() {
        var account = account("alice", 4, "secret");

        assertThat(account.toString()).doesNotContain(account.hash().reveal());
        assertThat(account.identity().toString()).doesNotContain("$2a$");
    }

    @Test
    @Tag("SEC-H1")
    void checkOfEveryAccountAndOfNobodyCostsTheSame() {
        var accounts = new ConfiguredAccounts(
                List.of(account("alice", 4, "a"), account("bob", 7, "b"), account("carol", 6, "c")));

        for (var hash : List.of(hash(4, "a"), hash(7, "b"), hash(6, "c"), accounts.hashOfNobody())) {
            assertThat(cost(hash)
                            + accounts.besides(hash).stream()
                                    .mapToLong(LocalConnectorTest::cost)
                                    .sum())
                    .isEqualTo(1 << 7);
        }
        assertThat(accounts.besides(hash(7, "b"))).isEmpty();
    }

    @Test
    @Tag("SEC-H1")
    void nobodyIsCheckedAsLongAsSomebody() {
        var connector = new LocalConnector(new ConfiguredAccounts(List.of(account("alice", 4, "a"))), hashing);
        hashing.close();

        assertThatThrownBy(() -> letsIn(connector, "alice", "a")).isInstanceOf(ConnectorException.class);
        assertThatThrownBy(() -> letsIn(connector, "nobody", "a")).isInstanceOf(ConnectorException.class);
        assertThatThrownBy(() -> letsIn(connector, "nobody", "")).isInstanceOf(ConnectorException.class);
    }

    @Test
    @Tag("SEC-H4")
    void moreChecksThanMayWaitAreRefusedAtOnce() {
        try (var narrow = new PasswordHashing(1, 1)) {
            var hash = hash(13, "a");

            var answers = Race.of(10, i -> {
                try {
                    return narrow.matches(Secret.of("a"), hash, List.of()) ? "right" : "wrong";
                } catch (ConnectorException refused) {
                    return refused.fault().name();
                }
            });

            assertThat(answers).contains("right").contains("UNAVAILABLE").doesNotContain("wrong");
            assertThat(answers).filteredOn("UNAVAILABLE"::equals).hasSizeGreaterThanOrEqualTo(5);
        }
    }

    private LocalConnector connector(LocalAccount account) {
        return new LocalConnector(new ConfiguredAccounts(List.of(account)), hashing);
    }

    private static boolean letsIn(LocalConnector connector, String username, String password) {
        return connector.login(REQUEST, username, Secret.of(password)) instanceof LoginResult.Authenticated;
    }

    private static LocalAccount account(String email, int cost, String password) {
        return new LocalAccount(
                email, hash(cost, password), Identity.of("id-" + email).build());
    }

    private static Secret hash(int cost, String password) {
        return Secret.of(BCrypt.with(LongPasswordStrategies.truncate(BCrypt.Version.VERSION_2A))
                .hashToString(cost, password.toCharArray()));
    }

    private static long cost(Secret hash) {
        return 1L << Integer.parseInt(hash.reveal().substring(4, 6));
    }
}
