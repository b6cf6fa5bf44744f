package io.lintel.connector.github;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.support.Json;
import io.lintel.connector.support.Reply;
import java.util.Locale;

/// What an answer of the REST API means.
final class ApiAnswer {

    private ApiAnswer() {}

    /// Lets through what its caller can make sense of: 200, 204, 302, 404, and a 403 about single sign-on.
    ///
    /// @throws GitHubRefusal if the token or its owner is refused
    /// @throws ConnectorException for anything else
    static Reply judged(Reply reply) {
        return switch (reply.status()) {
            case 200, 204, 302, 404 -> reply;
            case 401 ->
                throw GitHubRefusal.of(GitHubRefusal.Kind.TOKEN_REJECTED, reply + ": the token is not valid any more");
            case 403 -> forbidden(reply);
            default -> {
                if (reply.status() >= 500 || reply.status() == 408) {
                    throw ConnectorException.unavailable(reply + ": GitHub cannot answer", null);
                }
                throw ConnectorException.invalidResponse(reply + " is no answer to this call");
            }
        };
    }

    private static Reply forbidden(Reply reply) {
        if (wantsSingleSignOn(reply)) {
            return reply;
        }
        if (message(reply).toLowerCase(Locale.ROOT).contains("account was suspended")) {
            throw GitHubRefusal.of(GitHubRefusal.Kind.SUSPENDED, reply + ": the account was suspended");
        }
        throw ConnectorException.misconfigured(reply
                + ": GitHub forbids this to the app: the organization has not approved it, or it lacks a permission");
    }

    /// Whether an organization wants the end-user to pass its SAML provider first.
    static boolean wantsSingleSignOn(Reply reply) {
        return reply.status() == 403
                && reply.headers("X-GitHub-SSO").stream().anyMatch(value -> value.startsWith("required"));
    }

    /// GitHub's explanation, to classify by and for nothing else; empty if there is none.
    static String message(Reply reply) {
        try {
            return reply.json() instanceof Json.Members object
                    ? object.findText("message").orElse("")
                    : "";
        } catch (ConnectorException unreadable) {
            return "";
        }
    }
}
