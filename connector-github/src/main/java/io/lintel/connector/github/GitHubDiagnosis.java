package io.lintel.connector.github;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.Diagnosis;
import io.lintel.connector.support.Deadline;
import io.lintel.connector.support.OAuth2Client;
import io.lintel.connector.support.Pkce;
import io.lintel.connector.support.TokenAnswer;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import java.net.URI;
import java.net.http.HttpClient;

/// Examines the way to GitHub. A code that nobody was given makes the token endpoint tell whether it knows our client:
/// it looks at the client first.
record GitHubDiagnosis(GitHubHost host, HttpClient client, OAuth2Client oauth2, URI callback, Diagnosis diagnosis) {

    void run(Deadline deadline) {
        if (diagnosis.asks("web site", client, host.endpoints().authorization().resolve("/"))
                && diagnosis.asks("API", client, host.api("/meta"))) {
            askForTokens(deadline);
        }
    }

    private void askForTokens(Deadline deadline) {
        var step = "client id and secret";
        try {
            switch (oauth2.exchange(Secret.of("0".repeat(20)), callback, Pkce.random(new Entropy()), deadline)) {
                case TokenAnswer.Granted granted ->
                    diagnosis.failed(step, "tokens were granted for a code that nobody issued", "Is this GitHub?");
                case TokenAnswer.Denied(var error) -> judge(step, error);
            }
        } catch (ConnectorException fault) {
            diagnosis.failed(step, fault);
        }
    }

    private void judge(String step, String error) {
        switch (error) {
            case "bad_verification_code", "invalid_grant" -> diagnosis.passed(step, "the token endpoint takes them");
            case "redirect_uri_mismatch" ->
                diagnosis.failed(
                        step, error, "Register " + callback + " as the callback URL of the app at " + host.web() + ".");
            default ->
                diagnosis.failed(
                        step, error, "Compare clientID and clientSecret with the app's page at " + host.web() + ".");
        }
    }
}
