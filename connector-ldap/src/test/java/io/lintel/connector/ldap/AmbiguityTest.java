package io.lintel.connector.ldap;

import static io.lintel.connector.Refusal.WRONG_CREDENTIALS;
import static io.lintel.connector.Wanted.GROUPS;
import static io.lintel.connector.Wanted.OFFLINE_ACCESS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static io.lintel.connector.testkit.LoginResults.neverAuthenticates;
import static io.lintel.connector.testkit.LoginResults.refused;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SEC-J3")
final class AmbiguityTest {
    private static final Secret PASSWORD = Secret.of(TestDirectory.PASSWORD);

    private TestDirectory directory;

    /// Has the same entries, and must never be asked.
    private TestDirectory elsewhere;

    @BeforeEach
    void open() throws LDAPException {
        directory = TestDirectory.plain();
        elsewhere = TestDirectory.plain();
        elsewhere.addGroup("admins", TestDirectory.ALICE);
    }

    @AfterEach
    void close() {
        directory.close();
        elsewhere.close();
    }

    @Test
    void userNameOfTwoEntriesIsRefusedWithEitherPassword() throws LDAPException {
        directory.addPerson("mallory", "mallory's password", "employeeNumber", "alice");

        try (var connector = directory.open(entry("userSearch.username", List.of("uid", "employeeNumber")))) {
            refused(WRONG_CREDENTIALS, connector.login(TestLogins.request(), "alice", PASSWORD));
            assertThat(refused(
                            WRONG_CREDENTIALS,
                            connector.login(TestLogins.request(), "alice", Secret.of("mallory's password"))))
                    .contains("more than one entry");
            assertThat(directory.wire().binds()).containsOnly(TestDirectory.READER);
        }
    }

    @Test
    void directoryThatStopsAtItsSizeLimitIsAmbiguous() {
        directory.wire().failSearches(ResultCode.SIZE_LIMIT_EXCEEDED, "one is enough");

        try (var connector = directory.open()) {
            refused(WRONG_CREDENTIALS, connector.login(TestLogins.request(), "alice", PASSWORD));
        }
    }

    @Test
    void userNameThatBecameAmbiguousRefreshesNobody() throws LDAPException {
        try (var connector = directory.open(entry("userSearch.username", List.of("uid", "employeeNumber")))) {
            var identity = authenticated(connector.login(TestLogins.request(OFFLINE_ACCESS), "alice", PASSWORD));
            directory.addPerson("mallory", "mallory's password", "employeeNumber", "alice");

            faulty(Fault.INVALID_RESPONSE, () -> connector.refresh(identity, Set.of(OFFLINE_ACCESS)));
        }
    }

    @Test
    void searchReferencesAreNotFollowed() throws LDAPException {
        directory.wire().refer("ldap://127.0.0.1:" + elsewhere.port() + "/" + TestDirectory.BASE + "??sub");
        directory.addGroup("crew", TestDirectory.ALICE);

        try (var connector = directory.open()) {
            var identity = authenticated(connector.login(TestLogins.request(GROUPS), "alice", PASSWORD));

            assertThat(identity.groups()).containsExactly("crew");
            directory.delete(TestDirectory.ALICE);
            refused(WRONG_CREDENTIALS, connector.login(TestLogins.request(), "alice", PASSWORD));
        }
        assertNobodyCameElsewhere();
    }

    @Test
    void referralOfABindIsNotFollowed() {
        directory.wire().answerBind(TestDirectory.ALICE, this::referral);

        try (var connector = directory.open()) {
            neverAuthenticates(
                    "the bind was referred elsewhere", () -> connector.login(TestLogins.request(), "alice", PASSWORD));
        }
        assertNobodyCameElsewhere();
    }

    @Test
    void referralOfTheServiceBindIsNotFollowed() {
        directory.wire().answerBind(TestDirectory.READER, this::referral);

        try (var connector = directory.open()) {
            assertThat(faulty(Fault.INVALID_RESPONSE, () -> connector.login(TestLogins.request(), "alice", PASSWORD)))
                    .hasMessageContaining("referrals are not followed");
        }
        assertNobodyCameElsewhere();
    }

    private BindResult referral(BindResult result) {
        var uri = "ldap://127.0.0.1:" + elsewhere.port() + "/" + TestDirectory.ALICE;
        return new BindResult(result.getMessageID(), ResultCode.REFERRAL, null, null, new String[] {uri}, null);
    }

    private void assertNobodyCameElsewhere() {
        assertThat(elsewhere.wire().binds()).isEmpty();
        assertThat(elsewhere.wire().searches()).isEmpty();
    }
}
