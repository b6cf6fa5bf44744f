package io.lintel.storage.jdbc;

import static io.lintel.authorization.TestAuthorizations.NOW;
import static io.lintel.authorization.TestAuthorizations.asksAlice;
import static io.lintel.authorization.TestAuthorizations.asksBobForADevice;
import static io.lintel.authorization.TestAuthorizations.code;
import static io.lintel.authorization.TestAuthorizations.grant;
import static io.lintel.authorization.TestAuthorizations.issuedToAlice;
import static io.lintel.authorization.UsedValuesContract.CORP;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.token.TestFamilies.alices;
import static io.lintel.token.TestFamilies.id;
import static io.lintel.token.TestFamilies.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.authorization.AuthorizationCodes;
import io.lintel.authorization.AuthorizationCodesContract;
import io.lintel.authorization.Consents;
import io.lintel.authorization.ConsentsContract;
import io.lintel.authorization.ParkedAuthorizations;
import io.lintel.authorization.ParkedAuthorizationsContract;
import io.lintel.authorization.PushedRequests;
import io.lintel.authorization.PushedRequestsContract;
import io.lintel.authorization.UsedValues;
import io.lintel.authorization.UsedValuesContract;
import io.lintel.client.RegisteredClients;
import io.lintel.client.RegisteredClientsContract;
import io.lintel.client.SubjectSalts;
import io.lintel.client.SubjectSaltsContract;
import io.lintel.device.DeviceRequests;
import io.lintel.device.DeviceRequestsContract;
import io.lintel.device.TestDevices;
import io.lintel.factor.FactorHolders;
import io.lintel.factor.FactorHoldersContract;
import io.lintel.factor.TestFactors;
import io.lintel.logout.LogoutNotices;
import io.lintel.logout.LogoutNoticesContract;
import io.lintel.secret.SealingKeys;
import io.lintel.secret.SealingKeysContract;
import io.lintel.session.Sessions;
import io.lintel.session.SessionsContract;
import io.lintel.session.TestSessions;
import io.lintel.signing.KeyRing;
import io.lintel.signing.SigningKeys;
import io.lintel.signing.SigningKeysContract;
import io.lintel.storage.Race;
import io.lintel.throttle.Attempts;
import io.lintel.throttle.AttemptsContract;
import io.lintel.token.RefreshFamilies;
import io.lintel.token.RefreshFamiliesContract;
import io.lintel.token.RevokedGrants;
import io.lintel.token.RevokedGrantsContract;
import io.lintel.token.StorageFaultsContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// All contracts, for a database that two replicas have open.
abstract class StoreContracts {

    /// The database as the first replica has it open, empty at the start of each test.
    abstract JdbcStorage first();

    /// The same database as another replica has it open.
    abstract JdbcStorage second();

    /// The same database opened once more, as by a replica that starts.
    abstract JdbcStorage reopen();

    /// A connection behind the back of the stores.
    abstract Connection connect() throws SQLException;

    @Test
    @Tag("SEC-B5")
    @Tag("SEC-G5")
    void whatGrantsSomethingIsStoredHashedOrSealed() throws SQLException {
        var stores = firstStores();
        stores.codes().add(code(1), issuedToAlice(1));
        stores.parked().park(asksAlice(2));
        stores.families().start(alices(3));
        stores.pushed().add(PushedRequestsContract.uri(4), PushedRequestsContract.request(SHOP), 10, NOW);
        stores.families().rotate(next(alices(3)));
        stores.clients().add(RegisteredClientsContract.FIRST, 10);
        stores.factors().replace(TestFactors.everything(TestFactors.ALICE));
        stores.sessions().start(TestSessions.alices(4));
        TestDevices.start(stores.devices(), 5);
        stores.devices().approve(TestDevices.id(5), TestDevices.approvedByAlice(5));
        stores.parked().park(asksBobForADevice(6));

        try (var connection = connect()) {
            assertThat(TestTables.allText(connection))
                    .contains("Łukaszewicz")
                    .doesNotContain(code(1).value().reveal())
                    .doesNotContain("upstream-refresh-token")
                    .doesNotContain("first-client-secret")
                    .doesNotContain("registration-token-1")
                    .doesNotContain("gezdgnbvgy3tqojq")
                    .doesNotContain("request-uri-with-enough")
                    .doesNotContain("openid email")
                    .doesNotContain("link-key")
                    .doesNotContain("secret-of-session")
                    .doesNotContain(TestDevices.deviceCode(5).value().reveal())
                    .doesNotContain(TestDevices.userCode(5).value().reveal())
                    .doesNotContain("WDJB-MJHT")
                    .doesNotContain("pkce-verifier");
        }
    }

    @Test
    @Tag("REL-15")
    void usedValueStaysUsedInADatabaseOfTheFirstRelease() throws SQLException {
        try (var connection = connect()) {
            TestTables.change(connection, "DROP TABLE used_values");
            TestTables.change(connection, "DROP TABLE second_factors");
            TestTables.change(connection, "DROP TABLE attempts");
            TestTables.change(connection, "DROP TABLE registered_clients");
            TestTables.change(connection, "DROP TABLE sessions");
            TestTables.change(connection, "DROP TABLE consents");
            TestTables.change(connection, "DROP TABLE device_requests");
            TestTables.change(connection, "DROP INDEX grants_owner");
            TestTables.change(connection, "ALTER TABLE grants DROP COLUMN owner");
            TestTables.change(connection, "DELETE FROM lintel_schema_history WHERE CAST(version AS INTEGER) > 1");
            TestTables.change(connection, "DROP TABLE logout_notices");
            TestTables.change(connection, FirstRelease.FAMILY_ROW);
        }
        try (var reopened = reopen()) {
            var stores = reopened.stores(TestSealer.SEALER);

            assertThat(stores.used().claim(CORP, "assertion", NOW.plusSeconds(60)))
                    .isTrue();
            assertThat(stores.families().find(FirstRelease.FAMILY.id())).contains(FirstRelease.FAMILY);
        }

        assertThat(secondStores().used().claim(CORP, "assertion", NOW.plusSeconds(60)))
                .isFalse();
    }

    @Test
    void redeemedCodeKeepsNothingOfThePerson() throws SQLException {
        firstStores().codes().add(code(1), issuedToAlice(1));
        firstStores().codes().redeem(code(1), NOW);
        firstStores().parked().park(asksAlice(2));
        firstStores().parked().take(asksAlice(2).id());
        firstStores().families().start(alices(3));
        firstStores().revoked().revoke(grant(3), NOW);
        TestDevices.start(firstStores().devices(), 4);
        firstStores().devices().approve(TestDevices.id(4), TestDevices.approvedByAlice(4));
        firstStores().devices().poll(TestDevices.deviceCode(4), NOW);

        try (var connection = connect()) {
            assertThat(TestTables.allText(connection)).doesNotContain("alice").doesNotContain("Gruppe");
        }
    }

    @Test
    @Tag("REL-29")
    void unreadableRowFailsAloneAndIsSwept() throws SQLException {
        var stores = firstStores();
        stores.codes().add(code(1), issuedToAlice(1));
        stores.parked().park(asksAlice(1));
        stores.families().start(alices(1));
        stores.families().start(alices(2));
        try (var connection = connect()) {
            TestTables.change(connection, "UPDATE authorization_codes SET content = '{\"v\":1'");
            TestTables.change(connection, "UPDATE parked_authorizations SET content = 'null'");
            TestTables.change(connection, "UPDATE grants SET content = '{\"v\":2}' WHERE family_id = '" + id(1) + "'");
        }

        assertThatThrownBy(() -> stores.codes().redeem(code(1), NOW))
                .isInstanceOf(UnreadableRowException.class)
                .hasMessageContaining("authorization_codes")
                .hasMessageContaining("not JSON");
        assertThatThrownBy(() -> stores.parked().find(asksAlice(1).id()))
                .isInstanceOf(UnreadableRowException.class)
                .hasMessageContaining("parked_authorizations");
        assertThatThrownBy(() -> stores.families().find(id(1)))
                .isInstanceOf(UnreadableRowException.class)
                .hasMessageContaining("version 2");

        assertThat(stores.families().find(id(2))).contains(alices(2));
        assertThat(stores.codes().sweep(NOW.plusSeconds(3600), 10)).isEqualTo(1);
        assertThat(stores.parked().sweep(NOW.plusSeconds(3600), 10)).isEqualTo(1);
        assertThat(stores.families().sweep(NOW.plusSeconds(3600), 10)).isEqualTo(2);
    }

    @Test
    @Tag("REL-29")
    void rowSealedUnderAnotherKeyFailsAlone() {
        second().stores(TestSealer.newSealer()).families().start(alices(1));
        firstStores().families().start(alices(2));

        assertThatThrownBy(() -> firstStores().families().find(id(1)))
                .isInstanceOf(UnreadableRowException.class)
                .hasMessageContaining(id(1).value())
                .hasMessageContaining("does not open");
        assertThat(firstStores().families().find(id(2))).contains(alices(2));
        firstStores().families().end(id(1));
        assertThat(firstStores().families().find(id(1))).isEmpty();
    }

    /// Releases before this one left the owner in a row when they revoked its grant.
    @Test
    @Tag("REL-29")
    void revokedGrantThatStillHasAnOwnerHidesNoFamily() throws SQLException {
        firstStores().families().start(alices(1));
        firstStores().families().start(alices(2));
        firstStores().revoked().revoke(grant(1), NOW);
        try (var connection = connect()) {
            TestTables.change(
                    connection,
                    "UPDATE grants SET owner = (SELECT owner FROM grants WHERE family_id = '" + id(2)
                            + "') WHERE family_id IS NULL");
        }

        assertThat(secondStores().families().of(alices(2).authentication().subject(), 10))
                .containsExactly(alices(2));
    }

    @Test
    @Tag("SEC-B4")
    void whatIsSealedInOneRowDoesNotOpenInAnother() throws SQLException {
        firstStores().families().start(alices(1));
        firstStores().families().start(alices(2));
        try (var connection = connect()) {
            TestTables.change(
                    connection,
                    "UPDATE grants SET sealed = (SELECT sealed FROM grants WHERE family_id = '" + id(1)
                            + "') WHERE family_id = '" + id(2) + "'");
        }

        assertThatThrownBy(() -> firstStores().families().find(id(2))).isInstanceOf(UnreadableRowException.class);
    }

    @Test
    @Tag("REL-29")
    void rowsOfTheFirstReleaseStayReadableAndMembersOfALaterOneAreSkipped() throws SQLException {
        try (var connection = connect()) {
            TestTables.change(connection, FirstRelease.FAMILY_ROW);
        }

        assertThat(firstStores().families().find(FirstRelease.FAMILY.id())).contains(FirstRelease.FAMILY);
    }

    @Test
    @Tag("REL-12")
    void ofManyReplicasThatReplaceTheKeysExactlyOneDoes() {
        var ring = KeyRing.empty().next(List.of());

        var replaced =
                Race.of(50, i -> (i % 2 == 0 ? first() : second()).signingKeys().replace(KeyRing.empty(), ring));

        assertThat(replaced).filteredOn(Boolean::booleanValue).hasSize(1);
    }

    @Test
    void databaseThatIsThereChecksOut() {
        assertThat(first().check()).isTrue();
    }

    private Stores firstStores() {
        return first().stores(TestSealer.SEALER);
    }

    private Stores secondStores() {
        return second().stores(TestSealer.SEALER);
    }

    @Nested
    final class Codes implements AuthorizationCodesContract {
        @Override
        public AuthorizationCodes codes() {
            return firstStores().codes();
        }

        @Override
        public AuthorizationCodes replica() {
            return secondStores().codes();
        }
    }

    @Nested
    final class Parked implements ParkedAuthorizationsContract {
        @Override
        public ParkedAuthorizations parked() {
            return firstStores().parked();
        }

        @Override
        public ParkedAuthorizations replica() {
            return secondStores().parked();
        }
    }

    @Nested
    final class Families implements RefreshFamiliesContract {
        @Override
        public RefreshFamilies families() {
            return firstStores().families();
        }

        @Override
        public RefreshFamilies replica() {
            return secondStores().families();
        }
    }

    @Nested
    final class Revoked implements RevokedGrantsContract {
        @Override
        public RevokedGrants revoked() {
            return firstStores().revoked();
        }

        @Override
        public RefreshFamilies families() {
            return firstStores().families();
        }

        @Override
        public RevokedGrants revokedOfReplica() {
            return secondStores().revoked();
        }

        @Override
        public RefreshFamilies familiesOfReplica() {
            return secondStores().families();
        }
    }

    @Nested
    final class Faults implements StorageFaultsContract {
        @Override
        public AuthorizationCodes codes() {
            return firstStores().codes();
        }

        @Override
        public RefreshFamilies families() {
            return firstStores().families();
        }

        @Override
        public RevokedGrants revoked() {
            return firstStores().revoked();
        }
    }

    @Test
    @Tag("REL-29")
    void unreadableRowsHideNoOthersOfTheirUser() throws SQLException {
        var stores = firstStores();
        stores.sessions().start(TestSessions.alices(1));
        stores.sessions().start(TestSessions.alices(2));
        stores.families().start(alices(1));
        stores.families().start(alices(2));
        try (var connection = connect()) {
            TestTables.change(
                    connection,
                    "UPDATE sessions SET content = '{\"v\":9}' WHERE session_id = '" + TestSessions.id(1) + "'");
            TestTables.change(connection, "UPDATE grants SET content = 'x' WHERE family_id = '" + id(1) + "'");
        }

        var alice = TestSessions.alices(1).subject();
        assertThat(stores.sessions().of(alice, 10)).containsExactly(TestSessions.alices(2));
        assertThat(stores.families().of(alice, 10)).containsExactly(alices(2));
        assertThatThrownBy(() -> stores.sessions().find(TestSessions.id(1)))
                .isInstanceOf(UnreadableRowException.class)
                .hasMessageContaining("version 9");
    }

    @Test
    void familyOfAnOlderReleaseIsListedOnceItWasUsedAgain() throws SQLException {
        try (var connection = connect()) {
            TestTables.change(connection, FirstRelease.FAMILY_ROW);
        }
        var families = firstStores().families();
        var user = FirstRelease.FAMILY.authentication().subject();

        assertThat(families.of(user, 10)).isEmpty();
        assertThat(families.rotate(next(FirstRelease.FAMILY))).isTrue();
        assertThat(families.of(user, 10)).containsExactly(next(FirstRelease.FAMILY));
    }

    @Nested
    final class BrowserSessions implements SessionsContract {
        @Override
        public Sessions sessions() {
            return firstStores().sessions();
        }

        @Override
        public Sessions replica() {
            return secondStores().sessions();
        }
    }

    @Nested
    final class GivenConsents implements ConsentsContract {
        @Override
        public Consents consents() {
            return firstStores().consents();
        }

        @Override
        public Consents replica() {
            return secondStores().consents();
        }
    }

    @Nested
    final class Used implements UsedValuesContract {
        @Override
        public UsedValues used() {
            return firstStores().used();
        }

        @Override
        public UsedValues replica() {
            return secondStores().used();
        }
    }

    @Nested
    final class Devices implements DeviceRequestsContract {
        @Override
        public DeviceRequests requests() {
            return firstStores().devices();
        }

        @Override
        public DeviceRequests replica() {
            return secondStores().devices();
        }
    }

    @Nested
    final class Factors implements FactorHoldersContract {
        @Override
        public FactorHolders holders() {
            return firstStores().factors();
        }

        @Override
        public FactorHolders replica() {
            return secondStores().factors();
        }
    }

    @Nested
    final class Throttling implements AttemptsContract {
        @Override
        public Attempts attempts() {
            return firstStores().attempts();
        }

        @Override
        public Attempts replica() {
            return secondStores().attempts();
        }
    }

    @Nested
    final class Pushed implements PushedRequestsContract {
        @Override
        public PushedRequests pushed() {
            return firstStores().pushed();
        }

        @Override
        public PushedRequests replica() {
            return secondStores().pushed();
        }
    }

    @Nested
    final class Notices implements LogoutNoticesContract {
        @Override
        public LogoutNotices notices() {
            return firstStores().notices();
        }

        @Override
        public LogoutNotices replica() {
            return secondStores().notices();
        }
    }

    @Nested
    final class Sealing implements SealingKeysContract {
        @Override
        public SealingKeys sealingKeys() {
            return first().sealingKeys();
        }

        @Override
        public SealingKeys replica() {
            return second().sealingKeys();
        }
    }

    @Nested
    final class Salts implements SubjectSaltsContract {
        @Override
        public SubjectSalts salts() {
            return first().subjectSalts();
        }

        @Override
        public SubjectSalts replica() {
            return second().subjectSalts();
        }
    }

    @Nested
    final class Signing implements SigningKeysContract {
        @Override
        public SigningKeys signingKeys() {
            return first().signingKeys();
        }

        @Override
        public SigningKeys reopened() {
            return second().signingKeys();
        }
    }

    @Nested
    final class Registered implements RegisteredClientsContract {
        @Override
        public RegisteredClients clients() {
            return firstStores().clients();
        }

        @Override
        public RegisteredClients replica() {
            return secondStores().clients();
        }
    }
}
