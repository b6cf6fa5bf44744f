package io.lintel.connector.github;

import io.lintel.connector.ConnectorContext;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A configuration in the making, with the documented defaults.
final class Setup {

    private final String rootCa;
    private String hostName;
    private Secret clientSecret = Secret.of(FakeGitHub.CLIENT_SECRET);
    private List<OrganizationConfiguration> orgs = List.of();
    private @Nullable String org;
    private TeamNameField teamNameField = TeamNameField.NAME;
    private boolean loadAllGroups;
    private boolean useLoginAsId;
    private @Nullable String preferredEmailDomain;
    private boolean tokenExchange;
    private Duration callTimeout = Duration.ofSeconds(15);
    private Duration loginTimeout = Duration.ofSeconds(30);
    private Clock clock = Clock.systemUTC();

    private Setup(String hostName, String rootCa) {
        this.hostName = hostName;
        this.rootCa = rootCa;
    }

    static Setup of(FakeGitHub github) {
        return new Setup(github.hostName(), github.rootCa());
    }

    Setup hostName(String value) {
        hostName = value;
        return this;
    }

    Setup clientSecret(String value) {
        clientSecret = Secret.of(value);
        return this;
    }

    Setup org(String value) {
        org = value;
        return this;
    }

    Setup orgs(OrganizationConfiguration... values) {
        orgs = List.of(values);
        return this;
    }

    Setup teamNameField(TeamNameField value) {
        teamNameField = value;
        return this;
    }

    Setup loadAllGroups() {
        loadAllGroups = true;
        return this;
    }

    Setup useLoginAsId() {
        useLoginAsId = true;
        return this;
    }

    Setup preferredEmailDomain(String value) {
        preferredEmailDomain = value;
        return this;
    }

    Setup tokenExchange() {
        tokenExchange = true;
        return this;
    }

    Setup callTimeout(Duration value) {
        callTimeout = value;
        return this;
    }

    Setup loginTimeout(Duration value) {
        loginTimeout = value;
        return this;
    }

    Setup clock(Clock value) {
        clock = value;
        return this;
    }

    GitHubConnector open() {
        return new GitHubConnectorFactory().create(configuration(), context());
    }

    private ConnectorContext context() {
        return TestLogins.context("hub", clock);
    }

    private GitHubConfiguration configuration() {
        return new GitHubConfiguration(
                FakeGitHub.CLIENT_ID,
                clientSecret,
                TestLogins.CALLBACK.toString(),
                org,
                orgs,
                hostName,
                rootCa,
                teamNameField,
                loadAllGroups,
                useLoginAsId,
                preferredEmailDomain,
                tokenExchange,
                callTimeout,
                loginTimeout);
    }
}
