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

import io.lintel.authorization.PushedRequestsContract;
import io.lintel.client.RegisteredClientsContract;
import io.lintel.device.TestDevices;
import io.lintel.factor.TestFactors;
import io.lintel.session.TestSessions;
import io.lintel.signing.KeyRing;
import io.lintel.storage.Race;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What stands in a database that two replicas have open, and what becomes of rows that nobody can read.
interface StoredRowsContract extends TwoReplicas {

    @Test
    @Tag("SEC-B5")
    @Tag("SEC-G5")
    default void whatGrantsSomethingIsStoredHashedOrSealed() throws SQLException {
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
    default void usedValueStaysUsedInADatabaseOfTheFirstRelease() throws SQLException {
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
    default void redeemedCodeKeepsNothingOfThePerson() throws SQLException {
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
    default void unreadableRowFailsAloneAndIsSwept() throws SQLException {
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
    default void rowSealedUnderAnotherKeyFailsAlone() {
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
    default void revokedGrantThatStillHasAnOwnerHidesNoFamily() throws SQLException {
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
    default void whatIsSealedInOneRowDoesNotOpenInAnother() throws SQLException {
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
    default void rowsOfTheFirstReleaseStayReadableAndMembersOfALaterOneAreSkipped() throws SQLException {
        try (var connection = connect()) {
            TestTables.change(connection, FirstRelease.FAMILY_ROW);
        }

        assertThat(firstStores().families().find(FirstRelease.FAMILY.id())).contains(FirstRelease.FAMILY);
    }

    @Test
    @Tag("REL-12")
    default void ofManyReplicasThatReplaceTheKeysExactlyOneDoes() {
        var ring = KeyRing.empty().next(List.of());

        var replaced =
                Race.of(50, i -> (i % 2 == 0 ? first() : second()).signingKeys().replace(KeyRing.empty(), ring));

        assertThat(replaced).filteredOn(Boolean::booleanValue).hasSize(1);
    }

    @Test
    default void databaseThatIsThereChecksOut() {
        assertThat(first().check()).isTrue();
    }

    @Test
    @Tag("REL-29")
    default void unreadableRowsHideNoOthersOfTheirUser() throws SQLException {
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
    default void familyOfAnOlderReleaseIsListedOnceItWasUsedAgain() throws SQLException {
        try (var connection = connect()) {
            TestTables.change(connection, FirstRelease.FAMILY_ROW);
        }
        var families = firstStores().families();
        var user = FirstRelease.FAMILY.authentication().subject();

        assertThat(families.of(user, 10)).isEmpty();
        assertThat(families.rotate(next(FirstRelease.FAMILY))).isTrue();
        assertThat(families.of(user, 10)).containsExactly(next(FirstRelease.FAMILY));
    }
}
