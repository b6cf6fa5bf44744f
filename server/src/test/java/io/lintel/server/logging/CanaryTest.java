package io.lintel.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import io.lintel.server.TestServer;
import io.lintel.server.settings.LoggerSettings;
import java.net.InetAddress;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;

/// Everything there is to do is done, well and badly, while every logger says everything it can: what must stay
/// secret is in no line of the log, no metric and no error.
@Tag("SEC-L6")
@Tag("SEC-L7")
@Tag("SEC-M4")
final class CanaryTest {

    private static final String DIRECTORY = """
          - id: corp
            type: ldap
            name: Corp
            config:
              host: "127.0.0.1:@LDAP_PORT@"
              insecureNoSSL: true
              bindDN: cn=reader,dc=example,dc=org
              bindPW: reader-canary-0001
              userSearch: {baseDN: "ou=people,dc=example,dc=org", username: uid, idAttr: uid, emailAttr: mail, nameAttr: cn}
        """;

    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final Canaries canaries = new Canaries();

    private EveryLogLine listenToEverything(LoggerSettings.Format format) {
        var log = EveryLogLine.as(format);
        var root = log.context().getLogger(Logger.ROOT_LOGGER_NAME);
        said.setContext(log.context());
        said.start();
        root.addAppender(said);
        return log;
    }

    @ParameterizedTest
    @EnumSource
    void nothingSecretIsToldByWellAndBadlyDoneFlows(LoggerSettings.Format format, @TempDir Path directory)
            throws LDAPException, LDIFException {
        try (var everything = listenToEverything(format)) {
            doEverything(directory);

            canaries.requireOfEveryKind();
            assertThat(said.list)
                    .as("libraries do tell more than is written")
                    .anyMatch(event -> event.getLevel() == Level.TRACE
                            && event.getLoggerName().startsWith("io.micronaut"));
            assertThat(everything.text())
                    .contains("login succeeded", "login refused", "login failed", "tokens issued", "request refused");
            assertThat(everything.text()).as("a stack trace").contains("at io.lintel.storage.jdbc.");
            canaries.forbidIn("the log", everything.text());
        }
    }

    private void doEverything(Path directory) throws LDAPException, LDIFException {
        var people = directory();
        var file = directory.resolve("lintel.db");
        try (var server = TestServer.start(text(people.getListenPort(), file));
                var visitor = new Visitor(server, canaries)) {
            for (var account : accounts()) {
                visitor.doEverything(account);
            }
            visitor.comeBackFromTheMock();
            people.shutDown(true);
            visitor.logInWhileTheDirectoryIsGone();
            visitor.doEverythingWrong();
            visitor.redeemWhatIsUnreadable(() -> change(file, "UPDATE authorization_codes SET content = '{\"v\":1'"));
            for (var table : List.of("authorization_codes", "parked_authorizations", "grants")) {
                change(file, "DROP TABLE " + table);
            }
            visitor.useBrokenStorage();
            canaries.forbidIn("the metrics", visitor.metrics());
        } finally {
            people.shutDown(true);
        }
    }

    /// What the canaries are looked for in would hold them if they were there.
    @Test
    void canaryIsFoundHoweverItIsWritten() {
        canaries.neverTold("a b/c+d");

        for (var text : List.of("x a b/c+d y", "a+b%2Fc%2Bd", "YSBiL2MrZA==", "a%20b%2Fc%2Bd", "a b\\/c+d")) {
            assertThat(canaries.findIn(text)).as(text).isNotEmpty();
        }
        assertThat(canaries.findIn("a b c d")).isEmpty();
    }

    private static List<Account> accounts() {
        return List.of(
                new Account("local", "alice@example.org", "correct horse"),
                new Account("door", "walter", "open sesame"),
                new Account("corp", "lena", "lena canary/0002 ß"));
    }

    private static InMemoryDirectoryServer directory() throws LDAPException, LDIFException {
        var config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
        config.setSchema(null);
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("plain", InetAddress.getLoopbackAddress(), 0, null));
        config.addAdditionalBindCredentials("cn=reader,dc=example,dc=org", "reader-canary-0001");
        var people = new InMemoryDirectoryServer(config);
        people.add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
        people.add("dn: ou=people,dc=example,dc=org", "objectClass: organizationalUnit", "ou: people");
        people.add(
                "dn: uid=lena,ou=people,dc=example,dc=org",
                "objectClass: person",
                "uid: lena",
                "cn: Lena",
                "mail: lena@example.org",
                "userPassword: lena canary/0002 ß");
        people.startListening();
        return people;
    }

    private String text(int ldapPort, Path file) {
        for (var secret : List.of(
                "reader-canary-0001",
                "shop-secret",
                "$2a$10$ZSiC5rQK6jxbr7xd9ZQLL.kuKTzpOkmTEohKJ.JCPtqTBy3RGq0Lm",
                "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "0123456789abcdef0123456789abcdef")) {
            canaries.neverTold(secret);
        }
        return TestServer.STANDARD
                        .replace("{type: memory}", "{type: sqlite3, config: {file: \"" + file + "\"}}")
                        .replace("connectors:\n", "connectors:\n" + DIRECTORY)
                        .replace("@LDAP_PORT@", String.valueOf(ldapPort))
                + "encryptionKey: MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\n"
                + "throttle: {clientSecrets: false}\n";
    }

    /// Behind the server's back.
    private static void change(Path file, String sql) {
        assertThat(file).isNotEmptyFile();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    /// @param password right for the user name
    record Account(String connector, String username, String password) {

        Map<String, String> credentials() {
            return Map.of("login", username, "password", password);
        }
    }
}
