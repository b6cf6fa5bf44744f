package io.lintel.connector.ldap;

import static io.lintel.connector.ConnectorException.Fault.MISCONFIGURED;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.connector.Capability;
import io.lintel.connector.ConnectorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator sets up for tickets, and what is missing of it.
final class KeytabTest {

    private KerberosOffice office;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException, LDAPException {
        office = new KerberosOffice(folder.resolve("keytab"));
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void keyMayBeKeptUnderAnotherName() throws IOException {
        office.realm.keytab(office.keytab, "websso");
        try (var renamed = office.with(entry("spn", TestRealm.SERVICE), entry("keytabPrincipal", "websso"))) {
            authenticated(office.accepted(renamed, office.realm.token("alice")));
        }
    }

    @Test
    void missingKeytabTakesNoTicketsUntilItIsThere() throws IOException {
        Files.delete(office.keytab);
        try (var waiting = office.with(entry("fallbackToPassword", true))) {
            assertThat(waiting.capabilities()).doesNotContain(Capability.NEGOTIATE);
            office.notAccepted(waiting, office.realm.token("alice"));

            office.realm.keytab(office.keytab, TestRealm.SERVICE);
            assertThat(waiting.capabilities()).contains(Capability.NEGOTIATE);
            authenticated(office.accepted(waiting, office.realm.token("alice")));
        }
    }

    @Test
    void keytabThatCannotBeUsedIsAMisconfiguration() throws IOException {
        misconfigured("keytabPath is missing", Map.of("keytabPath", " "));
        misconfigured("holds no key of HTTP/elsewhere", Map.of("spn", "HTTP/elsewhere"));
        misconfigured("holds no key of websso", Map.of("keytabPrincipal", "websso"));
        office.realm.keytab(office.keytab, "host/login.example.com");
        misconfigured("holds no key of a service HTTP/", Map.of());
        var whole = Files.readAllBytes(office.keytab);
        Files.write(office.keytab, java.util.Arrays.copyOf(whole, whole.length - 3));
        misconfigured("cut short", Map.of());
        Files.writeString(office.keytab, "not a keytab");
        misconfigured("not a keytab", Map.of());
    }

    @Test
    void withoutTheBlockNoTicketIsTaken() {
        try (var none = office.directory.open();
                var disabled = office.directory.open(entry("kerberos", Map.of("enabled", false)))) {
            assertThat(none.capabilities()).containsExactly(Capability.OFFLINE_ACCESS);
            assertThat(disabled.capabilities()).containsExactly(Capability.OFFLINE_ACCESS);
            office.notAccepted(none, office.realm.token("alice"));
            assertThat(none.alsoTakesPasswords()).isTrue();
        }
    }

    @Test
    void passwordsAreTakenAsWellIfConfigured() {
        assertThat(office.connector.alsoTakesPasswords()).isFalse();
        try (var both = office.with(entry("fallbackToPassword", true))) {
            assertThat(both.alsoTakesPasswords()).isTrue();
        }
    }

    private void misconfigured(String because, Map<String, ?> changes) {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> office.directory.open(office.kerberos(changes)))
                .satisfies(thrown -> assertThat(thrown.fault()).isEqualTo(MISCONFIGURED))
                .withMessageContaining(because);
    }
}
