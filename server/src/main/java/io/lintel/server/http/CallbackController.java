package io.lintel.server.http;

import io.lintel.authorization.PendingAuthorization;
import io.lintel.connector.CallbackBinding;
import io.lintel.connector.CallbackConnector;
import io.lintel.connector.CallbackRequest;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.LoginResult;
import io.lintel.oauth2.Issuer;
import io.lintel.oauth2.Parameters;
import io.lintel.server.page.FormPost;
import io.lintel.server.page.PageError;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where upstream providers send browsers back to.
///
/// A cookie with SameSite=Lax does not come with a form that another site posts. Such a form is answered by the
/// same form, which our own page posts again: now the cookie comes, and with it the proof that this browser
/// began the login. Until then nothing is read and nothing is kept.
@Controller("${lintel.path}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CallbackController {

    /// Marks a form that our own page has posted.
    private static final String POSTED_AGAIN = "lintel_posted_again";

    private final LoginSteps steps;
    private final UnsolicitedCallbacks unsolicited;
    private final PageResponses pages;
    private final Issuer issuer;

    CallbackController(LoginSteps steps, UnsolicitedCallbacks unsolicited, PageResponses pages, Issuer issuer) {
        this.steps = steps;
        this.unsolicited = unsolicited;
        this.pages = pages;
        this.issuer = issuer;
    }

    @Get("/callback")
    MutableHttpResponse<String> query(HttpRequest<?> http) {
        return finishQuery(new BrowserRequest(http), null);
    }

    @Get("/callback/{connector}")
    MutableHttpResponse<String> queryOf(HttpRequest<?> http, @PathVariable String connector) {
        return finishQuery(new BrowserRequest(http), connector);
    }

    @Post("/callback")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<String> form(HttpRequest<?> http, @Nullable @Body String body) {
        return finishForm(new BrowserRequest(http), null, body);
    }

    @Post("/callback/{connector}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<String> formOf(
            HttpRequest<?> http, @PathVariable String connector, @Nullable @Body String body) {
        return finishForm(new BrowserRequest(http), connector, body);
    }

    private MutableHttpResponse<String> finishQuery(BrowserRequest request, @Nullable String connector) {
        var parameters = Parameters.of(request.query());
        var pending = steps.require(request, parameters.find("state").orElse(""));
        var brought = new CallbackRequest(address(connector), parameters.asMap(), Map.of(), request.rawQuery());
        return finish(request, pending, connector, CallbackBinding.QUERY, brought);
    }

    private MutableHttpResponse<String> finishForm(
            BrowserRequest request, @Nullable String connector, @Nullable String body) {
        var fields = new LinkedHashMap<>(BrowserRequest.form(body).asMap());
        if (fields.remove(POSTED_AGAIN) == null) {
            fields.put(POSTED_AGAIN, "1");
            var action = issuer.endpoint(path(connector));
            return pages.page(pages.pages().formPost(new FormPost(action, fields), request.language()));
        }
        var login = fields.getOrDefault("RelayState", "");
        var brought = new CallbackRequest(address(connector), fields);
        if (steps.find(request, login).isEmpty()) {
            var start = unsolicited.findStart(connector, brought);
            if (start.isPresent()) {
                return PageResponses.seeOther(start.get());
            }
        }
        return finish(request, steps.require(request, login), connector, CallbackBinding.FORM_POST, brought);
    }

    private MutableHttpResponse<String> finish(
            BrowserRequest request,
            PendingAuthorization pending,
            @Nullable String connector,
            CallbackBinding binding,
            CallbackRequest brought) {
        var departure = pending.departure();
        if (departure == null
                || (connector != null && !departure.connector().value().equals(connector))) {
            throw PageException.of(PageError.INVALID_REQUEST, "login " + pending.id() + " was begun elsewhere");
        }
        var id = departure.connector();
        if (!(steps.requireConnector(pending, id) instanceof CallbackConnector callback)
                || callback.binding() != binding) {
            throw PageException.of(
                    PageError.INVALID_REQUEST, "connector \"" + id + "\" takes no callback by " + binding);
        }
        LoginResult result;
        try {
            result = callback.finish(steps.loginRequest(pending), departure.remembered(), brought);
        } catch (ConnectorException fault) {
            throw steps.failed(pending, id, fault);
        }
        return switch (result) {
            case LoginResult.Authenticated authenticated ->
                steps.loggedIn(request, pending, id, authenticated.identity(), List.of());
            case LoginResult.Refused refused -> steps.refused(request, pending, id, refused);
        };
    }

    private URI address(@Nullable String connector) {
        return URI.create(issuer.endpoint(path(connector)));
    }

    private static String path(@Nullable String connector) {
        return connector == null ? "/callback" : "/callback/" + PageResponses.encode(connector);
    }
}
