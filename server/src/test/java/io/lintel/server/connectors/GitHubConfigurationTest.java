package io.lintel.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.github.GitHubConfiguration;
import io.lintel.connector.github.GitHubConnectorFactory;
import io.lintel.connector.github.OrganizationConfiguration;
import io.lintel.connector.github.TeamNameField;
import io.lintel.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The configuration of the GitHub connector, as a file for dex writes it.
final class GitHubConfigurationTest {

    private final ConnectorText text;

    GitHubConfigurationTest(@TempDir Path directory) {
        this.text = new ConnectorText(directory, new GitHubConnectorFactory());
    }

    @Test
    void fileForDexBinds() {
        assertThat(text.bind("github", """
                clientID: $CLIENT_ID
                clientSecret: $SECRET
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
                """)).isInstanceOfSatisfying(GitHubConfiguration.class, github -> {
            assertThat(github.clientId()).isEqualTo("lintel");
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
    void emptyTextIsTheDefault() {
        assertThat(text.bind("github", """
                {clientID: a, clientSecret: b, redirectURI: c, org: "", hostName: "", rootCA: "", teamNameField: "",
                 preferredEmailDomain: "", orgs: []}
                """)).isInstanceOfSatisfying(GitHubConfiguration.class, github -> {
            assertThat(github.org()).isNull();
            assertThat(github.hostName()).isNull();
            assertThat(github.teamNameField()).isEqualTo(TeamNameField.NAME);
        });
    }

    @Test
    void everyMistakeIsToldAtOnce() {
        assertThat(
                        text.mistakes(
                                "github",
                                "{orgs: [{teams: [a]}], teamNameField: title, loadAllGroups: maybe, callTimeout: soon, clientld: x}"))
                .anyMatch(text -> text.startsWith("connectors[0].config.clientID: is missing"))
                .anyMatch(text -> text.startsWith("connectors[0].config.redirectURI: is missing"))
                .anyMatch(text -> text.startsWith("connectors[0].config.orgs[0].name: is missing"))
                .anyMatch(text -> text.startsWith("connectors[0].config.teamNameField: is none of name, slug, both"))
                .anyMatch(text -> text.startsWith("connectors[0].config.loadAllGroups: must be true or false"))
                .anyMatch(text -> text.startsWith("connectors[0].config.callTimeout: is not a duration"))
                .anyMatch(text -> text.startsWith("connectors[0].config.clientld: is an unknown key"));
    }
}
