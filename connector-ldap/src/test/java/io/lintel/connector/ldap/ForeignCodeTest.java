package io.lintel.connector.ldap;

import static io.lintel.connector.testkit.LoginResults.authenticated;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Entries are data: nothing in one is loaded, deserialised or looked up.
@Tag("SEC-J7")
final class ForeignCodeTest {
    @Test
    void entryThatAsksForCodeIsAnOrdinaryEntry() throws LDAPException, IOException {
        try (var codebase = new ScriptedPeer(ScriptedPeer.Conversation::readAll);
                var directory = TestDirectory.plain();
                var connector = directory.open()) {
            directory.addPerson(
                    "trap",
                    "trap's password",
                    "objectClass",
                    "javaNamingReference",
                    "javaClassName",
                    "java.lang.Runnable",
                    "javaFactory",
                    "Trap",
                    "javaCodeBase",
                    "http://127.0.0.1:" + codebase.port() + "/",
                    "javaSerializedData",
                    "\u00ac\u00ed\u0000\u0005");

            var identity = authenticated(connector.login(TestLogins.request(), "trap", Secret.of("trap's password")));

            assertThat(identity.userId()).isEqualTo("trap");
            assertThat(codebase.connections()).isZero();
        }
    }

    @Test
    void neitherJndiNorSerialisationIsUsed() throws IOException, URISyntaxException {
        var classes = Path.of(LdapConnector.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (var files = Files.walk(classes)) {
            assertThat(files.filter(file -> file.toString().endsWith(".class")).toList())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
                            .doesNotContain("javax/naming")
                            .doesNotContain("java/io/ObjectInputStream"));
        }
    }
}
