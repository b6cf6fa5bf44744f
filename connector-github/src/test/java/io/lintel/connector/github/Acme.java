package io.lintel.connector.github;

import io.lintel.secret.Secret;

/// An organization at GitHub, a member of it, and the connector that lets its members in.
final class Acme implements AutoCloseable {

    final FakeGitHub github = FakeGitHub.start();

    final Person octocat =
            github.put(Person.of(583231, "octocat").named("The Octocat").in("acme", "Builders", "builders"));

    final GitHubConnector connector = Setup.of(github)
            .orgs(new OrganizationConfiguration("acme", null))
            .tokenExchange()
            .open();

    Secret token() {
        return Secret.of(github.tokens().token(octocat.id()));
    }

    @Override
    public void close() {
        connector.close();
        github.close();
    }
}
