package io.lintel.server.http;

import io.lintel.connector.github.FakeGitHub;

/// The entry of a connector to GitHub in a configuration. It lets the members of one team in.
public final class HubConnector {

    private HubConnector() {}

    /// @param more further keys of its `config`, one a line
    public static String of(FakeGitHub github, String id, String more) {
        return """
              - id: %s
                type: github
                name: GitHub
                config:
                  clientID: %s
                  clientSecret: %s
                  redirectURI: "@ISSUER@/callback"
                  hostName: %s
                  rootCA: "%s"
                  orgs: [{name: acme, teams: [Builders]}]
            """.formatted(
                                id,
                                FakeGitHub.CLIENT_ID,
                                FakeGitHub.CLIENT_SECRET,
                                github.hostName(),
                                github.rootCa().replace("\n", "\\n"))
                + more.indent(6);
    }
}
