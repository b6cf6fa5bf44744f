package io.lintel.connector.ldap;

import static io.lintel.connector.ConnectorException.Fault.UNAVAILABLE;
import static io.lintel.connector.Refusal.WRONG_CREDENTIALS;
import static io.lintel.connector.Wanted.GROUPS;
import static io.lintel.connector.Wanted.OFFLINE_ACCESS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static io.lintel.connector.testkit.LoginResults.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginResult;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two OpenLDAP servers with one directory, the second a copy of the first. The first crashes.
@Timeout(120)
final class ReplicaIT {
    private static final Secret PASSWORD = Secret.of("the user's password");
    private static final int LOGINS = 60;

    private Slapd provider;
    private Slapd replica;
    private LdapConnector connector;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException, GeneralSecurityException, InterruptedException, LDAPException {
        provider = Slapd.start(Files.createDirectory(folder.resolve("provider")));
        replica = provider.startReplica(Files.createDirectory(folder.resolve("replica")));
        var alice = provider.addPerson("alice", "alice", PASSWORD.reveal());
        replica.await(provider.addGroup("crew", List.of(alice)));
        connector = TestDirectory.open(Map.of(
                "host",
                "127.0.0.1:" + provider.ldapPort() + ",127.0.0.1:" + replica.ldapPort(),
                "insecureNoSSL",
                true,
                "bindDN",
                Slapd.READER,
                "bindPW",
                Slapd.READER_PASSWORD,
                "userSearch",
                Map.of("baseDN", Slapd.PEOPLE, "username", List.of("uid")),
                "groupSearch",
                Map.of(
                        "baseDN",
                        Slapd.GROUPS,
                        "nameAttr",
                        "cn",
                        "userMatchers",
                        List.of(Map.of("userAttr", "DN", "groupAttr", "member")))));
    }

    @AfterEach
    void stop() throws InterruptedException {
        connector.close();
        replica.stop();
        provider.stop();
    }

    @Test
    void nobodyNoticesThatTheFirstServerCrashes() throws InterruptedException, ExecutionException {
        var before = authenticated(logIn());
        var some = new CountDownLatch(LOGINS / 3);
        var logins = new ArrayList<Future<Identity>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < LOGINS; i++) {
                logins.add(threads.submit(() -> {
                    var identity = authenticated(logIn());
                    some.countDown();
                    return identity;
                }));
            }
            some.await();
            provider.kill();
        }

        for (var login : logins) {
            assertThat(login.get()).isEqualTo(before);
        }
        assertThat(authenticated(logIn())).isEqualTo(before);
        assertThat(authenticated(connector.refresh(before, Set.of(GROUPS, OFFLINE_ACCESS))))
                .isEqualTo(before);
        refused(WRONG_CREDENTIALS, connector.login(TestLogins.request(), "alice", Secret.of("a guess")));
    }

    @Test
    void withoutAnyServerTheDirectoryIsUnavailable() {
        authenticated(logIn());
        provider.kill();
        replica.kill();

        faulty(UNAVAILABLE, this::logIn);
    }

    private LoginResult logIn() {
        return connector.login(TestLogins.request(GROUPS, OFFLINE_ACCESS), "alice", PASSWORD);
    }
}
