package io.lintel.connector.github;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.connector.Capability;
import io.lintel.connector.Connector;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys cannot vanish and defaults cannot change unnoticed.
final class GitHubConfigurationTest {

    private static final String CALLBACK = TestLogins.CALLBACK.toString();

    @Test
    void keysAndDefaultsAreThoseOfTheDocumentation() {
        assertThat(keys(GitHubConfiguration.class))
                .containsExactly(
                        entry("clientId", "-"),
                        entry("clientSecret", "-"),
                        entry("redirectUri", "-"),
                        entry("org", "-"),
                        entry("orgs", "-"),
                        entry("hostName", "-"),
                        entry("rootCa", "-"),
                        entry("teamNameField", "name"),
                        entry("loadAllGroups", "false"),
                        entry("useLoginAsId", "false"),
                        entry("preferredEmailDomain", "-"),
                        entry("tokenExchange", "false"),
                        entry("callTimeout", "PT15S"),
                        entry("loginTimeout", "PT30S"));
        assertThat(keys(OrganizationConfiguration.class)).containsExactly(entry("name", "-"), entry("teams", "-"));
    }

    @Test
    void smallestConfigurationOpensForGitHubItself() {
        try (var connector = create(CALLBACK, "s", null, List.of(), null, null)) {
            assertThat(connector.capabilities()).containsExactly(Capability.OFFLINE_ACCESS);
            assertThat(TestGitHub.location(((GitHubConnector) connector).begin(TestLogins.request()))
                            .toString())
                    .startsWith("https://github.com/login/oauth/authorize?");
        }
    }

    @Test
    void emptyTextMeansAbsent() {
        create(CALLBACK, "s", "", List.of(), " ", "").close();
    }

    @Test
    void factoryIsOfTheTypeGithub() {
        assertThat(new GitHubConnectorFactory().type()).isEqualTo("github");
        assertThat(new GitHubConnectorFactory().configuration()).isEqualTo(GitHubConfiguration.class);
    }

    @Test
    void secretIsASecretFromTheStart() {
        assertThat(configuration(CALLBACK, "hush", null, List.of(), null, null).toString())
                .doesNotContain("hush");
    }

    @Test
    void mistakesNameTheirKeys() {
        var acme = List.of(new OrganizationConfiguration("acme", null));

        misconfigured("redirectURI", CALLBACK + "/", "s", null, List.of(), null, null);
        misconfigured("clientSecret", CALLBACK, "", null, List.of(), null, null);
        misconfigured("org and orgs", CALLBACK, "s", "acme", acme, null, null);
        misconfigured("rootCA needs hostName", CALLBACK, "s", null, List.of(), null, "/ca.pem");
        misconfigured("rootCA", CALLBACK, "s", null, List.of(), "github.example.org", "/no/such/ca.pem");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.example.org",
                "github.example.org/",
                "github.example.org/api",
                "user@github.example.org",
                "github.example.org?",
                "github.example.org#a",
                "a b",
                "github.example.org:x",
                ":443",
                "[::1"
            })
    void hostNameIsAHostAndNothingElse(String hostName) {
        misconfigured("hostName", CALLBACK, "s", null, List.of(), hostName, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"github.example.org", "github.example.org:8443", "127.0.0.1:8443", "[::1]:8443"})
    void hostNameMayHaveAPort(String hostName) {
        assertThat(GitHubHost.of(hostName).api().toString()).isEqualTo("https://" + hostName + "/api/v3");
    }

    private static void misconfigured(
            String named,
            String redirectUri,
            String secret,
            @Nullable String org,
            List<OrganizationConfiguration> orgs,
            @Nullable String hostName,
            @Nullable String rootCa) {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> create(redirectUri, secret, org, orgs, hostName, rootCa))
                .withMessageContaining(named)
                .satisfies(thrown -> assertThat(thrown.fault()).isEqualTo(Fault.MISCONFIGURED));
    }

    private static Connector create(
            String redirectUri,
            String secret,
            @Nullable String org,
            List<OrganizationConfiguration> orgs,
            @Nullable String hostName,
            @Nullable String rootCa) {
        return new GitHubConnectorFactory()
                .create(
                        configuration(redirectUri, secret, org, orgs, hostName, rootCa),
                        TestLogins.context("hub", Clock.systemUTC()));
    }

    private static GitHubConfiguration configuration(
            String redirectUri,
            String secret,
            @Nullable String org,
            List<OrganizationConfiguration> orgs,
            @Nullable String hostName,
            @Nullable String rootCa) {
        return new GitHubConfiguration(
                "id",
                Secret.of(secret),
                redirectUri,
                org,
                orgs,
                hostName,
                rootCa,
                TeamNameField.NAME,
                false,
                false,
                null,
                false,
                Duration.ofSeconds(15),
                Duration.ofSeconds(30));
    }

    private static Map<String, String> keys(Class<?> type) {
        var keys = new LinkedHashMap<String, String>();
        for (var argument : BeanIntrospection.getIntrospection(type).getConstructorArguments()) {
            keys.put(
                    argument.getName(),
                    argument.getAnnotationMetadata()
                            .stringValue(Bindable.class, "defaultValue")
                            .orElse("-"));
        }
        return keys;
    }
}
