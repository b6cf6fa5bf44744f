package io.lintel.server.http;

import io.lintel.authorization.PendingAuthorization;
import io.lintel.connector.CallbackConnector;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Departure;
import io.lintel.connector.PasswordConnector;
import io.lintel.secret.Secret;
import io.lintel.server.page.FormPost;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.Map;

/// Sends browsers to log in with a connector, whatever for.
@Singleton
final class LoginDepartures {

    private final LoginSteps steps;
    private final PageResponses pages;

    LoginDepartures(LoginSteps steps, PageResponses pages) {
        this.steps = steps;
        this.pages = pages;
    }

    MutableHttpResponse<String> depart(BrowserRequest request, PendingAuthorization pending, ConnectorId id) {
        steps.began(request, pending, id);
        return switch (steps.requireConnector(pending, id)) {
            case PasswordConnector password -> {
                var form = steps.path("/auth/" + PageResponses.encode(id.value()) + "/login");
                yield steps.remember(
                        PageResponses.seeOther(PageResponses.withQuery(
                                form, Map.of("state", pending.id().value()))),
                        pending.departed(id, Secret.empty()),
                        request);
            }
            case CallbackConnector callback -> {
                var departure = begin(callback, pending, id);
                var response =
                        switch (departure) {
                            case Departure.Redirect redirect ->
                                PageResponses.seeOther(redirect.location().toString());
                            case Departure.FormPost post ->
                                pages.page(pages.pages()
                                        .formPost(
                                                new FormPost(post.action().toString(), post.fields()),
                                                request.language(
                                                        pending.request().locales())));
                        };
                yield steps.remember(response, pending.departed(id, departure.remember()), request);
            }
        };
    }

    private Departure begin(CallbackConnector connector, PendingAuthorization pending, ConnectorId id) {
        try {
            return connector.begin(steps.loginRequest(pending));
        } catch (ConnectorException fault) {
            throw steps.failed(pending, id, fault);
        }
    }
}
