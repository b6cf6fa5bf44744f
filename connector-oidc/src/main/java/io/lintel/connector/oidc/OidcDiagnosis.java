package io.lintel.connector.oidc;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.Diagnosis;
import io.lintel.connector.support.Deadline;
import io.lintel.connector.support.OpenIdProvider;
import io.lintel.connector.support.Pkce;
import io.lintel.connector.support.TokenAnswer;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import java.net.URI;
import java.net.http.HttpClient;

/// Examines the way to a provider. A code that nobody was given makes the token endpoint tell whether it knows our
/// client: it looks at the client first.
record OidcDiagnosis(
        OidcConfiguration configuration,
        OpenIdProvider provider,
        HttpClient client,
        URI callback,
        Diagnosis diagnosis) {

    void run(Deadline deadline) {
        if (!diagnosis.asks("provider", client, OpenIdProvider.discovery(configuration.issuer()))) {
            return;
        }
        try {
            var metadata = provider.metadata(deadline);
            diagnosis.passed("discovery document", "of " + metadata.issuer());
            if (!configuration.issuer().getScheme().equals("https")) {
                diagnosis.doubtful(
                        "transport", "http", "Whoever is on the way reads and changes everything: use https.");
            }
            diagnosis.passed("key set", provider.countKeys(deadline) + " keys that can be used");
        } catch (ConnectorException fault) {
            diagnosis.failed("discovery document", fault);
            return;
        }
        askForTokens(deadline);
    }

    private void askForTokens(Deadline deadline) {
        var step = "client id and secret";
        try {
            var pkce = Pkce.random(new Entropy());
            switch (provider.oauth2(deadline).exchange(Secret.of("0".repeat(20)), callback, pkce, deadline)) {
                case TokenAnswer.Granted _ ->
                    diagnosis.failed(
                            step, "tokens were granted for a code that nobody issued", "Is this an OpenID provider?");
                case TokenAnswer.Denied(var error) -> judge(step, error);
            }
        } catch (ConnectorException fault) {
            diagnosis.failed(step, fault);
        }
    }

    private void judge(String step, String error) {
        if (error.equals("invalid_grant")) {
            diagnosis.passed(step, "the token endpoint takes them");
        } else {
            diagnosis.failed(
                    step,
                    error,
                    "Compare clientID, clientSecret or clientAssertionKey, and redirectURI with the client's settings at"
                            + " the provider.");
        }
    }
}
