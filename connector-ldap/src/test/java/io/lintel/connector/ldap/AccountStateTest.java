package io.lintel.connector.ldap;

import static io.lintel.connector.Refusal.ACCOUNT_DISABLED;
import static io.lintel.connector.Refusal.ACCOUNT_EXPIRED;
import static io.lintel.connector.Refusal.ACCOUNT_LOCKED;
import static io.lintel.connector.Refusal.WRONG_CREDENTIALS;
import static io.lintel.connector.Wanted.OFFLINE_ACCESS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static io.lintel.connector.testkit.LoginResults.refused;

import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Refusal;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// An account that an administrator closed logs nobody in and refreshes nobody, though the password is right.
@Tag("SEC-J8")
final class AccountStateTest {
    /// 2026-07-01T00:00:00Z as a FILETIME.
    private static final String JULY = "134273376000000000";

    private TestDirectory directory;
    private LdapConnector connector;
    private Identity alice;

    @BeforeEach
    void open() throws LDAPException {
        directory = TestDirectory.plain();
        connector = openAt("2026-06-30T23:59:59Z");
        alice = authenticated(logIn(connector));
    }

    @AfterEach
    void close() {
        connector.close();
        directory.close();
    }

    @Test
    void disabledInActiveDirectory() throws LDAPException {
        directory.set(TestDirectory.ALICE, "userAccountControl", "66050");

        refusedAs(ACCOUNT_DISABLED);
    }

    @Test
    void disabledIn389DirectoryServer() throws LDAPException {
        directory.set(TestDirectory.ALICE, "nsAccountLock", "TRUE");

        refusedAs(ACCOUNT_DISABLED);
    }

    @Test
    void lockedForGoodInOpenLdap() throws LDAPException {
        directory.set(TestDirectory.ALICE, "pwdAccountLockedTime", "000001010000Z");

        refusedAs(ACCOUNT_LOCKED);
    }

    @Test
    void expiredInActiveDirectory() throws LDAPException {
        directory.set(TestDirectory.ALICE, "accountExpires", JULY);
        authenticated(logIn(connector));

        try (var later = openAt("2026-07-01T00:00:00Z")) {
            refused(ACCOUNT_EXPIRED, logIn(later));
            refused(ACCOUNT_EXPIRED, later.refresh(alice, Set.of(OFFLINE_ACCESS)));
        }
    }

    @Test
    void openAccountsOfActiveDirectoryAreOpen() throws LDAPException {
        directory.set(TestDirectory.ALICE, "userAccountControl", "66048");
        directory.set(TestDirectory.ALICE, "accountExpires", "9223372036854775807");
        authenticated(logIn(connector));

        directory.set(TestDirectory.ALICE, "accountExpires", "0");
        authenticated(logIn(connector));
    }

    /// Anybody can lock an account with wrong passwords: that must not end the refresh tokens of its owner.
    @Test
    void temporaryLockDoesNotEndARefresh() throws LDAPException {
        directory.set(TestDirectory.ALICE, "pwdAccountLockedTime", "20260630235900Z");

        authenticated(connector.refresh(alice, Set.of(OFFLINE_ACCESS)));
    }

    @Test
    void stateThatCannotBeReadLetsNobodyIn() throws LDAPException {
        directory.set(TestDirectory.ALICE, "userAccountControl", "normal");

        faulty(Fault.INVALID_RESPONSE, () -> logIn(connector));
    }

    @Test
    void strangersDoNotLearnTheState() throws LDAPException {
        directory.set(TestDirectory.ALICE, "userAccountControl", "66050");

        refused(WRONG_CREDENTIALS, connector.login(TestLogins.request(), "alice", Secret.of("a guess")));
    }

    private void refusedAs(Refusal refusal) {
        refused(refusal, logIn(connector));
        refused(refusal, connector.refresh(alice, Set.of(OFFLINE_ACCESS)));
    }

    private static LoginResult logIn(LdapConnector connector) {
        return connector.login(TestLogins.request(OFFLINE_ACCESS), "alice", Secret.of(TestDirectory.PASSWORD));
    }

    private LdapConnector openAt(String now) {
        return TestDirectory.open(directory.configuration(), Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }
}
