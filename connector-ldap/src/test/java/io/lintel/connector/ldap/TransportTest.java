package io.lintel.connector.ldap;

import static io.lintel.connector.ConnectorException.Fault.MISCONFIGURED;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.LoginResult;
import io.lintel.connector.testkit.LogRecording;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS from the first byte, by StartTLS, and not at all.
final class TransportTest {
    private static final Map.Entry<String, Object> NO_PLAIN = entry("insecureNoSSL", false);
    private static final Map.Entry<String, Object> START_TLS = entry("startTLS", true);

    private static TestCertificate localhost;
    private static TestCertificate elsewhere;

    private static Path folder;

    @BeforeAll
    static void certify(@TempDir Path given) throws IOException, GeneralSecurityException {
        folder = given;
        localhost = TestCertificate.of(folder, "localhost", "127.0.0.1");
        elsewhere = TestCertificate.of(folder, "elsewhere.example.org");
    }

    @Test
    void ldapsIsTheDefault() throws LDAPException, GeneralSecurityException {
        try (var directory = TestDirectory.ldaps(localhost.context())) {
            authenticated(logIn(directory, NO_PLAIN, entry("rootCAData", localhost.rootCaData())));
        }
    }

    @Test
    void startTlsIsTlsToo() throws LDAPException, GeneralSecurityException {
        try (var directory = TestDirectory.startTls(localhost.context())) {
            authenticated(logIn(directory, NO_PLAIN, START_TLS, entry("rootCAData", localhost.rootCaData())));
        }
    }

    @Test
    void hostNamesAreCheckedAsWell() throws LDAPException, GeneralSecurityException {
        try (var directory = TestDirectory.ldaps(localhost.context())) {
            authenticated(logIn(
                    directory,
                    NO_PLAIN,
                    entry("host", "localhost:" + directory.port()),
                    entry("rootCAData", localhost.rootCaData())));
        }
    }

    @Test
    void rootCaIsAFile() throws LDAPException, GeneralSecurityException, IOException {
        var file = Files.writeString(folder.resolve("ca.pem"), elsewhere.pem() + localhost.pem());

        try (var directory = TestDirectory.ldaps(localhost.context())) {
            authenticated(logIn(directory, NO_PLAIN, entry("rootCA", file.toString())));
        }
    }

    @Test
    void rootCaDataWinsOverRootCa() throws LDAPException, GeneralSecurityException, IOException {
        var file = Files.writeString(folder.resolve("other.pem"), elsewhere.pem());

        try (var directory = TestDirectory.ldaps(localhost.context())) {
            authenticated(logIn(
                    directory,
                    NO_PLAIN,
                    entry("rootCA", file.toString()),
                    entry("rootCAData", localhost.rootCaData())));
        }
    }

    @Test
    @Tag("SEC-J4")
    void certificateOfAnUnknownAuthorityIsRefusedBeforeAnyCredential() throws LDAPException, GeneralSecurityException {
        try (var ldaps = TestDirectory.ldaps(localhost.context());
                var startTls = TestDirectory.startTls(localhost.context())) {
            assertThat(faulty(MISCONFIGURED, () -> logIn(ldaps, NO_PLAIN))).hasMessageContaining("rootCA");
            faulty(MISCONFIGURED, () -> logIn(ldaps, NO_PLAIN, rootCaData(elsewhere)));
            faulty(MISCONFIGURED, () -> logIn(startTls, NO_PLAIN, START_TLS, rootCaData(elsewhere)));
            assertThat(ldaps.wire().binds()).isEmpty();
            assertThat(startTls.wire().binds()).isEmpty();
        }
    }

    @Test
    @Tag("SEC-J4")
    void certificateOfAnotherHostIsRefusedBeforeAnyCredential() throws LDAPException, GeneralSecurityException {
        try (var ldaps = TestDirectory.ldaps(elsewhere.context());
                var startTls = TestDirectory.startTls(elsewhere.context())) {
            assertThat(faulty(MISCONFIGURED, () -> logIn(ldaps, NO_PLAIN, rootCaData(elsewhere))))
                    .hasMessageContaining("certificate");
            faulty(MISCONFIGURED, () -> logIn(startTls, NO_PLAIN, START_TLS, rootCaData(elsewhere)));
            assertThat(ldaps.wire().binds()).isEmpty();
            assertThat(startTls.wire().binds()).isEmpty();
        }
    }

    @Test
    void insecureSkipVerifyTakesAnyCertificate() throws LDAPException, GeneralSecurityException {
        try (var ldaps = TestDirectory.ldaps(elsewhere.context());
                var startTls = TestDirectory.startTls(elsewhere.context())) {
            authenticated(logIn(ldaps, NO_PLAIN, entry("insecureSkipVerify", true)));
            authenticated(logIn(startTls, NO_PLAIN, START_TLS, entry("insecureSkipVerify", true)));
        }
    }

    @Test
    void clientCertificateIsShown() throws LDAPException, GeneralSecurityException, IOException {
        var certificate = Files.writeString(folder.resolve("client.pem"), localhost.pem());
        var key = Files.writeString(folder.resolve("client.key"), localhost.keyPem());

        try (var directory = TestDirectory.ldapsWithClientCertificates(localhost.context())) {
            authenticated(logIn(
                    directory,
                    NO_PLAIN,
                    rootCaData(localhost),
                    entry("clientCert", certificate.toString()),
                    entry("clientKey", key.toString())));
        }
    }

    @Test
    @Tag("SEC-J4")
    void contradictingOptionsAreAMisconfiguration() throws GeneralSecurityException {
        contradict("startTLS", entry("insecureNoSSL", true), START_TLS);
        contradict("rootCA", entry("insecureNoSSL", true), entry("rootCA", "ca.pem"));
        contradict("rootCA", entry("insecureNoSSL", true), rootCaData(localhost));
        contradict("clientCert", entry("insecureNoSSL", true), entry("clientCert", "client.pem"));
        contradict("rootCA", NO_PLAIN, entry("insecureSkipVerify", true), rootCaData(localhost));
        contradict("clientKey is missing", NO_PLAIN, entry("clientCert", "client.pem"));
        contradict("clientCert is missing", NO_PLAIN, entry("clientKey", "client.key"));
    }

    @Test
    @Tag("SEC-J4")
    void dexLetsInsecureNoSslWin() {
        var configuration = configuration(
                entry("insecureNoSSL", true), START_TLS, entry("rootCA", "ca.pem"), entry("clientCert", "client.pem"));

        assertThat(warningsAsInDex(configuration)).contains("connector corp: insecureNoSSL: true contradicts startTLS");
        assertThat(Transport.of(configuration).defaultPort()).isEqualTo(389);
    }

    @Test
    @Tag("SEC-J4")
    void whatElseDexPassesOverIsAWarningForThoseWhoWantDex() {
        assertThat(warningsAsInDex(configuration(NO_PLAIN, entry("insecureSkipVerify", true), rootCaData(localhost))))
                .contains("connector corp: insecureSkipVerify: true contradicts rootCA");
        assertThat(warningsAsInDex(configuration(NO_PLAIN, entry("clientCert", "absent.pem"))))
                .contains("connector corp: clientCert and clientKey belong together: clientKey is missing");
        assertThat(warningsAsInDex(configuration(NO_PLAIN, entry("clientKey", "absent.key"))))
                .contains("clientCert is missing");
    }

    private static String warningsAsInDex(LdapConfiguration configuration) {
        var strict = TestLogins.context("corp", Clock.systemUTC());
        var asDex = new ConnectorContext(
                strict.id(), strict.callback(), strict.httpClient(), strict.clock(), strict.oneTimeUse(), true);
        try (var log = LogRecording.start()) {
            new LdapConnectorFactory().create(configuration, asDex).close();
            return log.text();
        }
    }

    @Test
    void filesThatCannotBeUsedAreNamed() throws IOException {
        var nonsense = Files.writeString(folder.resolve("nonsense.pem"), "not a certificate")
                .toString();

        contradict(
                "absent.pem",
                NO_PLAIN,
                entry("rootCA", folder.resolve("absent.pem").toString()));
        contradict("rootCA", NO_PLAIN, entry("rootCA", nonsense));
        contradict("rootCAData", NO_PLAIN, entry("rootCAData", "bm90IGEgY2VydGlmaWNhdGU="));
        contradict(nonsense, NO_PLAIN, entry("clientCert", nonsense), entry("clientKey", nonsense));
    }

    @Test
    void defaultPortIsThatOfTheProtocol() {
        assertThat(Transport.of(configuration(NO_PLAIN)).defaultPort()).isEqualTo(636);
        assertThat(Transport.of(configuration(NO_PLAIN, START_TLS)).defaultPort())
                .isEqualTo(389);
        assertThat(Transport.of(configuration()).defaultPort()).isEqualTo(389);
    }

    @SafeVarargs
    private static void contradict(String named, Map.Entry<String, ?>... changes) {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() ->
                        TestDirectory.open(Configurations.with(TestDirectory.configuration("localhost"), changes)))
                .satisfies(thrown -> assertThat(thrown.fault()).isEqualTo(MISCONFIGURED))
                .withMessageContaining(named);
    }

    @SafeVarargs
    private static LdapConfiguration configuration(Map.Entry<String, ?>... changes) {
        return Configurations.of(Configurations.with(TestDirectory.configuration("localhost"), changes));
    }

    private static Map.Entry<String, Object> rootCaData(TestCertificate certificate) {
        try {
            return entry("rootCAData", certificate.rootCaData());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @SafeVarargs
    private static LoginResult logIn(TestDirectory directory, Map.Entry<String, ?>... changes) {
        try (var connector = directory.open(changes)) {
            return connector.login(TestLogins.request(), "alice", Secret.of(TestDirectory.PASSWORD));
        }
    }
}
