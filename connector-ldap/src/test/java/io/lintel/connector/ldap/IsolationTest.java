package io.lintel.connector.ldap;

import static io.lintel.connector.Refusal.WRONG_CREDENTIALS;
import static io.lintel.connector.Wanted.GROUPS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.refused;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Logins have nothing to do with each other.
@Tag("SEC-J6")
@Timeout(120)
final class IsolationTest {
    private static final int USERS = 100;

    @Test
    void endUsersBindOnConnectionsOfTheirOwn() throws LDAPException {
        try (var directory = TestDirectory.plain();
                var connector = directory.open()) {
            authenticated(connector.login(TestLogins.request(GROUPS), "alice", Secret.of(TestDirectory.PASSWORD)));
            refused(WRONG_CREDENTIALS, connector.login(TestLogins.request(), "alice", Secret.of("a guess")));
            refused(WRONG_CREDENTIALS, connector.login(TestLogins.request(), "nobody", Secret.of("a guess")));

            var bound = directory.wire().bindsByConnection().values();
            assertThat(bound).allSatisfy(names -> assertThat(names).hasSize(1));
            assertThat(bound)
                    .filteredOn(names -> names.contains(TestDirectory.READER))
                    .hasSize(1);
        }
    }

    @Test
    void manyLoginsAtOnceNeverMixIdentities() throws LDAPException, InterruptedException, ExecutionException {
        try (var directory = TestDirectory.plain();
                var connector = directory.open(entry("poolSize", 4))) {
            for (var i = 0; i < USERS; i++) {
                directory.addPerson("user" + i, "password " + i);
                directory.addGroup("group" + i, TestDirectory.person("user" + i));
            }
            var logins = new ArrayList<Future<List<String>>>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                IntStream.range(0, USERS).forEach(i -> logins.add(threads.submit(() -> logIn(connector, i))));
            }

            for (var i = 0; i < USERS; i++) {
                assertThat(logins.get(i).get()).containsExactly("user" + i, "group" + i);
            }
            assertThat(directory.wire().bindsByConnection().values())
                    .allSatisfy(names -> assertThat(names).hasSize(1));
            assertThat(directory.wire().binds())
                    .filteredOn(TestDirectory.READER::equals)
                    .hasSizeLessThanOrEqualTo(4);
        }
    }

    /// Every user is refused with the password of a neighbour first.
    private static List<String> logIn(LdapConnector connector, int i) {
        refused(WRONG_CREDENTIALS, connector.login(TestLogins.request(), "user" + i, Secret.of("password " + (i + 1))));
        var identity =
                authenticated(connector.login(TestLogins.request(GROUPS), "user" + i, Secret.of("password " + i)));
        return List.of(identity.userId(), identity.groups().getFirst());
    }
}
