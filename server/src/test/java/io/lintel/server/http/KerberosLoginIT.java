package io.lintel.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.connector.ldap.ActiveDirectory;
import io.lintel.connector.ldap.SharedActiveDirectory;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Somebody with a ticket of Active Directory logs in without typing anything: kinit of MIT Kerberos gets the ticket,
/// curl shows it to a whole server.
@ExtendWith(SharedActiveDirectory.class)
@Timeout(180)
final class KerberosLoginIT {

    private static ActiveDirectory directory;
    private static TestServer server;

    private final Path folder;

    KerberosLoginIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    static void start(ActiveDirectory shared)
            throws LDAPException, IOException, InterruptedException, GeneralSecurityException {
        directory = shared;
        var keytab = directory.addServices("lintel-sso", "HTTP/127.0.0.1");
        var alice = directory.addUser("alice");
        directory.addGroup("fleet", directory.addGroup("crew", alice));
        server = TestServer.start(TestServer.STANDARD.replace(
                        "connectors:\n",
                        "connectors:\n"
                                + """
              - id: ad
                type: ldap
                name: Windows account
                config:
                  host: %1$s
                  rootCAData: %2$s
                  bindDN: "%3$s"
                  bindPW: "%4$s"
                  userSearch:
                    baseDN: "%5$s"
                    filter: "(objectCategory=person)(objectClass=user)"
                    username: [sAMAccountName, userPrincipalName]
                    idAttr: objectGUID
                    nameAttr: displayName
                  groupSearch:
                    baseDN: "%5$s"
                    filter: "(objectClass=group)"
                    nameAttr: cn
                    userMatchers:
                      - {userAttr: DN, groupAttr: member, inChain: true}
                  kerberos:
                    enabled: true
                    keytabPath: "%6$s"
                    expectedRealm: corp.example.com
                    fallbackToPassword: true
            """.formatted(
                                                directory.address(),
                                                directory.rootCaData(),
                                                ActiveDirectory.READER,
                                                ActiveDirectory.PASSWORD,
                                                ActiveDirectory.USERS,
                                                keytab))
                + "oauth2: {skipApprovalScreen: true}\n");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void begin() throws IOException, InterruptedException {
        assertThat(curl(authorize())).startsWith("303 " + server.issuer());
    }

    @Test
    void whoHasATicketIsLoggedInAtOnce() throws IOException, InterruptedException {
        run("kinit", ActiveDirectory.PASSWORD + "\n", List.of("kinit", "alice"));

        var answered = curl(login(), "--negotiate", "-u", ":");

        assertThat(answered).startsWith("303 " + Shop.REDIRECT_URI + "?");
        var code = java.util.regex.Pattern.compile("[?&]code=([^&]+)").matcher(answered);
        assertThat(code.find()).isTrue();
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var tokens = shop.token(shop.redemption(code.group(1)));
            var userInfo = shop.userInfo(Shop.member(tokens, "access_token"));
            assertThat(userInfo.body()).contains("alice@example.com", "The user alice", "\"crew\"", "\"fleet\"");

            var refreshed = shop.token(
                    Map.of("grant_type", "refresh_token", "refresh_token", Shop.member(tokens, "refresh_token")));
            assertThat(refreshed.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoHasNoneIsShownTheForm() throws IOException, InterruptedException {
        assertThat(curl(login(), "--negotiate", "-u", ":")).startsWith("401 ");
        assertThat(Files.readString(folder.resolve("body"))).contains("name=\"password\"");
    }

    /// The address of the login form, which the first answer led to.
    private URI login() throws IOException {
        var answer = Files.readString(folder.resolve("answer"));
        return URI.create(answer.substring(answer.indexOf(' ') + 1).strip());
    }

    private static URI authorize() {
        return server.at("/auth/ad?" + TestBrowser.encode(Shop.request(Map.of())));
    }

    /// The status and where it leads, if anywhere.
    private String curl(URI uri, String... more) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(List.of("curl", "-sS", "--max-time", "60", "-c", "jar", "-b", "jar", "-o", "body"));
        command.addAll(List.of("-w", "%{http_code} %{redirect_url}"));
        command.addAll(List.of(more));
        command.add(uri.toString());
        return run("answer", "", command);
    }

    private String run(String output, String input, List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(output).toFile());
        builder.environment().put("KRB5_CONFIG", directory.krb5Conf().toString());
        builder.environment().put("KRB5CCNAME", "FILE:" + folder.resolve("tickets"));
        var process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(UTF_8));
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        var said = Files.readString(folder.resolve(output));
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
