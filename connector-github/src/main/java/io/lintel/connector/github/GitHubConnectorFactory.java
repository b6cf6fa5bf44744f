package io.lintel.connector.github;

import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorFactory;
import jakarta.inject.Singleton;

/// Makes connectors of the type `github`.
@Singleton
public final class GitHubConnectorFactory implements ConnectorFactory<GitHubConfiguration> {

    @Override
    public String type() {
        return "github";
    }

    @Override
    public Class<GitHubConfiguration> configuration() {
        return GitHubConfiguration.class;
    }

    @Override
    public GitHubConnector create(GitHubConfiguration configuration, ConnectorContext context) {
        if (configuration.clientSecret().isEmpty()) {
            throw ConnectorException.misconfigured("clientSecret is empty: a variable it is taken from may be");
        }
        if (!configuration.redirectUri().equals(context.callback().toString())) {
            throw ConnectorException.misconfigured("redirectURI must be " + context.callback()
                    + ", the issuer with /callback: write it here, and in the app's settings at GitHub");
        }
        if (configuration.org() != null && !configuration.orgs().isEmpty()) {
            throw ConnectorException.misconfigured("org and orgs exclude each other: move org into orgs");
        }
        if (configuration.rootCa() != null && configuration.hostName() == null) {
            throw ConnectorException.misconfigured("rootCA needs hostName: github.com has a public certificate");
        }
        if (!configuration.callTimeout().isPositive()
                || !configuration.loginTimeout().isPositive()) {
            throw ConnectorException.misconfigured("callTimeout and loginTimeout must be longer than nothing");
        }
        return new GitHubConnector(configuration, context);
    }
}
