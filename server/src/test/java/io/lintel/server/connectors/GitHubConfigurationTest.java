package io.lintel.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.github.GitHubConfiguration;
import io.lintel.connector.github.GitHubConnectorFactory;
import io.lintel.connector.github.OrganizationConfiguration;
import io.lintel.connector.github.TeamNameField;
import io.lintel.secret.Secret;
import io.lintel.server.settings.InvalidSettings;
import io.lintel.server.settings.Mistake;
import io.lintel.server.settings.Overrides;
import io.lintel.server.settings.SettingsFile;
import io.lintel.server.settings.Strictness;
import io.micronaut.validation.validator.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The configuration of the GitHub connector, as a file for dex writes it.
final class GitHubConfigurationTest {

    private final Path directory;
    private final ConnectorBinder binder =
            new ConnectorBinder(new ConnectorFactories(List.of(new GitHubConnectorFactory())), Validator::getInstance);

    GitHubConfigurationTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void fileForDexBinds() throws IOException {
        assertThat(bind("""
                clientID: $GITHUB_CLIENT_ID
                clientSecret: $GITHUB_CLIENT_SECRET
                redirectURI: https://login.example.org/callback
                orgs:
                - name: acme
                - name: labs
                  teams:
                  - red-team
                  - blue-team
                loadAllGroups: false
                teamNameField: slug
                useLoginAsID: false
                preferredEmailDomain: example.org
                hostName: git.example.com
                rootCA: /etc/dex/ca.crt
                """)).singleElement().isInstanceOfSatisfying(GitHubConfiguration.class, github -> {
            assertThat(github.clientId()).isEqualTo("Iv1.client");
            assertThat(github.clientSecret()).isEqualTo(Secret.of("hush"));
            assertThat(github.orgs())
                    .containsExactly(
                            new OrganizationConfiguration("acme", null),
                            new OrganizationConfiguration("labs", List.of("red-team", "blue-team")));
            assertThat(github.teamNameField()).isEqualTo(TeamNameField.SLUG);
            assertThat(github.hostName()).isEqualTo("git.example.com");
            assertThat(github.rootCa()).isEqualTo("/etc/dex/ca.crt");
            assertThat(github.callTimeout()).isEqualTo(Duration.ofSeconds(15));
        });
    }

    @Test
    void emptyTextIsTheDefault() throws IOException {
        assertThat(bind("""
                {clientID: a, clientSecret: b, redirectURI: c, org: "", hostName: "", rootCA: "", teamNameField: "",
                 preferredEmailDomain: "", orgs: []}
                """)).singleElement().isInstanceOfSatisfying(GitHubConfiguration.class, github -> {
            assertThat(github.org()).isNull();
            assertThat(github.hostName()).isNull();
            assertThat(github.teamNameField()).isEqualTo(TeamNameField.NAME);
        });
    }

    @Test
    void everyMistakeIsToldAtOnce() throws IOException {
        try {
            bind("{orgs: [{teams: [a]}], teamNameField: title, loadAllGroups: maybe, callTimeout: soon, clientld: x}");
        } catch (InvalidSettings refused) {
            assertThat(refused.mistakes())
                    .extracting(Mistake::text)
                    .anyMatch(text -> text.startsWith("connectors[0].config.clientId: is missing"))
                    .anyMatch(text -> text.startsWith("connectors[0].config.redirectUri: is missing"))
                    .anyMatch(text -> text.startsWith("connectors[0].config.orgs[0].name: is missing"))
                    .anyMatch(
                            text -> text.startsWith("connectors[0].config.teamNameField: is none of name, slug, both"))
                    .anyMatch(text -> text.startsWith("connectors[0].config.loadAllGroups: must be true or false"))
                    .anyMatch(text -> text.startsWith("connectors[0].config.callTimeout: is not a duration"))
                    .anyMatch(text -> text.startsWith("connectors[0].config.clientld: is an unknown key"));
            return;
        }
        throw new AssertionError("was accepted");
    }

    private List<Object> bind(String config) throws IOException {
        var file = Files.writeString(directory.resolve("config.yaml"), """
                issuer: https://login.example.org
                storage: {type: memory}
                web: {http: 127.0.0.1:5556}
                connectors:
                - id: a
                  name: A
                  type: github
                  config:
                %s
                """.formatted(config.indent(4)));
        var bound = new ArrayList<Object>();
        SettingsFile.load(
                file,
                Map.of("GITHUB_CLIENT_ID", "Iv1.client", "GITHUB_CLIENT_SECRET", "hush"),
                Overrides.none(),
                Strictness.CHECK,
                (definition, issuer, mistakes) ->
                        binder.bind(definition, mistakes).ifPresent(ready -> bound.add(ready.configuration())));
        return bound;
    }
}
