package io.lintel.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.lintel.connector.ConnectorSpi;
import io.lintel.server.Lintel;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.settings.InvalidSettings;
import io.lintel.server.settings.Mistake;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A jar that is dropped into a directory brings a type of connector, or says why it does not.
final class PluginTest {

    private static final String CALLBACK = "https://shop.example/callback";

    private final Path directory;

    PluginTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void connectorOfAPluginLogsIn() throws ParseException {
        PluginJar.whois().pack(directory.resolve("whois.jar"));
        var text = TestServer.STANDARD.replace("enablePasswordDB", """
                  - id: who
                    type: whois
                    name: Who
                    config: {host: whois.example, search: {base: x, scope: one}, groups: [staff]}
                enablePasswordDB""".indent(0).stripTrailing())
                + "oauth2: {skipApprovalScreen: true}\n" + plugins();

        try (var server = TestServer.start(text);
                var browser = new TestBrowser()) {
            var request = Map.of(
                    "client_id", "shop", "redirect_uri", CALLBACK, "response_type", "code", "scope", "openid groups");
            var form = browser.follow(browser.get(server.at("/auth/who?" + TestBrowser.encode(request))));
            var code = TestBrowser.answer(browser.submit(form, Map.of("login", "ida", "password", "any")))
                    .getOrDefault("code", "");
            var tokens = browser.send(HttpRequest.newBuilder(server.at("/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(TestBrowser.encode(Map.of(
                            "grant_type", "authorization_code",
                            "code", code,
                            "redirect_uri", CALLBACK,
                            "client_id", "shop",
                            "client_secret", "shop-secret")))));

            var idToken = tokens.body().replaceFirst(".*\"id_token\":\"([^\"]+)\".*", "$1");
            assertThat(SignedJWT.parse(idToken).getJWTClaimsSet().getStringListClaim("groups"))
                    .containsExactly("staff");
        }
    }

    @Test
    void mistakesInItsConfigurationAreToldLikeAllOthers() throws IOException {
        PluginJar.whois().pack(directory.resolve("whois.jar"));

        assertThat(mistakes("""
                - {id: who, type: whois, name: Who, config: {timeout: soon, search: {scope: deep}, colour: red}}
                """))
                .extracting(Mistake::text)
                .containsExactlyInAnyOrder(
                        "connectors[1].config.host: is missing (must not be blank)",
                        "connectors[1].config.timeout: is not a duration such as 24h, 1h30m or 500ms"
                                + " (units are ns, us, ms, s, m and h)",
                        "connectors[1].config.search.base: is missing (must not be blank)",
                        "connectors[1].config.search.scope: is none of sub, one",
                        "connectors[1].config.colour: is an unknown key"
                                + " (there are: host, password, timeout, search, groups)");
    }

    @Test
    void jarForAnotherVersionOfTheSpiIsRefusedBeforeAClassIsLoaded() throws IOException {
        PluginJar.whois()
                .withManifest(Map.of(ConnectorSpi.ATTRIBUTE, "2"))
                .pack(directory.resolve("later.jar"), "WhoisConnectorFactory.class");
        PluginJar.whois().withManifest(Map.of()).pack(directory.resolve("silent.jar"), "WhoisConnectorFactory.class");

        assertRefused(
                "later.jar was built for version 2 of the connector SPI, and this server has version 1",
                "silent.jar does not say for which version of the connector SPI it was built");
    }

    @Test
    void brokenJarIsRefused() throws IOException {
        Files.writeString(directory.resolve("broken.jar"), "this is not a jar");

        assertRefused("broken.jar is not a jar that can be read");
    }

    @Test
    void missingClassIsNamed() throws IOException {
        PluginJar.whois().pack(directory.resolve("torn.jar"), "WhoisConfiguration.class");

        assertRefused("torn.jar cannot be linked, a class is missing or another than it was built with:"
                + " org/example/whois/WhoisConfiguration");
    }

    @Test
    void factoryThatCannotBeMadeIsNamed() throws IOException {
        PluginJar.whois().with("public String type() {", """
                        public String type() {
                            return "whois";
                        }

                        public WhoisConnectorFactory() {
                            throw new IllegalStateException("no license");
                        }

                        String other() {""").pack(directory.resolve("stubborn.jar"));

        assertRefused(
                "stubborn.jar has a bean that cannot be made, org.example.whois.$WhoisConnectorFactory$Definition");
    }

    @Test
    void jarWithoutAConnectorIsRefused() throws IOException {
        PluginJar.whois().with("@Singleton\n", "\n").pack(directory.resolve("empty.jar"));

        assertRefused("empty.jar holds no connector");
    }

    @Test
    void typeThatIsThereAlreadyIsRefused() throws IOException {
        PluginJar.whois().with("\"whois\"", "\"ldap\"").pack(directory.resolve("second.jar"));

        assertRefused("two connector factories serve the type \"ldap\": "
                + "io.lintel.connector.ldap.LdapConnectorFactory in ");
    }

    @Test
    void configurationThatCannotBeBoundIsRefused() throws IOException {
        PluginJar.whois().with("@Introspected\npublic", "public").pack(directory.resolve("whois.jar"));
        PluginJar.whois()
                .with("\"whois\"", "\"odd\"")
                .with("List<String> groups", "java.util.Locale groups")
                .with("configuration.groups()", "java.util.List.of()")
                .pack(directory.resolve("odd.jar"));

        assertRefused(
                "the connector type \"whois\" cannot be configured: org.example.whois.WhoisConfiguration is not"
                        + " @Introspected",
                "the connector type \"odd\" cannot be configured: groups is of class java.util.Locale, which cannot be"
                        + " read from text");
    }

    @Test
    void pluginsDoNotSeeEachOther() throws IOException {
        PluginJar.whois().pack(directory.resolve("one.jar"));
        PluginJar.whois()
                .with("\"whois\"", "\"whose\"")
                .with("username + \"@\"", "\"other-\" + username")
                .pack(directory.resolve("other.jar"));

        assertThat(mistakes("""
                - {id: a, type: whois, name: A, config: {host: h, search: {base: b}}}
                - {id: b, type: whose, name: B, config: {host: h, search: {base: b}}}
                """)).isEmpty();
    }

    @Test
    void pluginWithLibrariesIsADirectory() throws IOException {
        var folder = Files.createDirectory(directory.resolve("whois"));
        PluginJar.whois().pack(folder.resolve("whois.jar"), "WhoisConnector.class");
        PluginJar.whois().withManifest(Map.of()).pack(folder.resolve("library.jar"), "META-INF");

        assertThat(mistakes("- {id: a, type: whois, name: A, config: {host: h, search: {base: b}}}\n"))
                .isEmpty();
    }

    @Test
    void listingTellsWhereFromWhatKindAndWhichKeys() throws IOException {
        PluginJar.whois().pack(directory.resolve("whois.jar"));

        var lines = Lintel.connectors(file(""), Map.of(), Clock.systemUTC()).lines();

        var start = lines.indexOf("whois");
        assertThat(lines.subList(start, lines.size()))
                .containsExactly(
                        "whois",
                        "  from      " + directory.resolve("whois.jar") + ", version 2.7, SPI version 1",
                        "  kind      password: our page asks for a user name and a password",
                        "  can also  offline_access",
                        "  config    ",
                        "    host          text, required",
                        "    password      secret",
                        "    timeout       duration, default 10s",
                        "    search        block",
                        "    search.base   text, required",
                        "    search.scope  sub or one, default sub",
                        "    groups        list of text");
        assertThat(lines)
                .contains(
                        "ldap",
                        "mockCallback",
                        "  kind      callback: the browser goes to the upstream and comes back");
    }

    @Test
    void directoryThatIsNotThereIsAMistake() throws IOException {
        Files.delete(directory);

        assertRefused("plugins.directory: names no directory");
        Files.createDirectory(directory);
    }

    @Test
    void buildWritesTheVersionIntoEachJar() throws IOException {
        assertThat(Files.readString(Path.of("..", "pom.xml")))
                .contains("<connector-spi.version>" + ConnectorSpi.VERSION + "</connector-spi.version>")
                .contains("<" + ConnectorSpi.ATTRIBUTE + ">${connector-spi.version}</");
    }

    private void assertRefused(String... messages) throws IOException {
        var mistakes = mistakes("");
        for (var message : messages) {
            assertThat(mistakes).extracting(Mistake::toString).anyMatch(mistake -> mistake.contains(message));
        }
        assertThat(mistakes).hasSize(messages.length);
    }

    private List<Mistake> mistakes(String connectors) throws IOException {
        try {
            Lintel.check(file(connectors), Map.of(), Clock.systemUTC());
            return List.of();
        } catch (InvalidSettings invalid) {
            return invalid.mistakes();
        }
    }

    private Path file(String connectors) throws IOException {
        var file = Files.createTempFile("lintel", ".yaml");
        file.toFile().deleteOnExit();
        return Files.writeString(file, """
                issuer: https://login.example.org
                storage: {type: memory}
                web: {http: 127.0.0.1:5556}
                %sconnectors:
                - {id: mock, type: mockCallback, name: Mock}
                %s""".formatted(plugins(), connectors));
    }

    private String plugins() {
        return "plugins: {directory: " + directory + "}\n";
    }
}
