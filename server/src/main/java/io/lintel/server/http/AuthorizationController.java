package io.lintel.server.http;

import io.lintel.authorization.AuthorizationFlow;
import io.lintel.authorization.AuthorizationRequest;
import io.lintel.authorization.AuthorizationRequestReader;
import io.lintel.authorization.AuthorizationResponses;
import io.lintel.authorization.NextStep;
import io.lintel.authorization.PendingAuthorization;
import io.lintel.authorization.RedirectTarget;
import io.lintel.authorization.RedirectTargets;
import io.lintel.authorization.RequestSource;
import io.lintel.connector.ConnectorId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import io.lintel.server.audit.Audit;
import io.lintel.server.audit.AuditEvent;
import io.lintel.server.connectors.ConnectorRegistry;
import io.lintel.server.page.ConnectorChoice;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The authorization endpoint (RFC 6749, section 3.1): `/auth` chooses a connector, `/auth/{connector}` begins
/// the login there.
@Controller("${lintel.path}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuthorizationController {

    /// What must not be read in two ways before it is known whom to tell.
    private static final Set<String> WHOM_TO_TELL =
            Set.of("client_id", "redirect_uri", "request", "request_uri", RequestLinks.SEALED);

    private final RequestSource source;
    private final RedirectTargets targets;
    private final AuthorizationRequestReader reader;
    private final AuthorizationFlow flow;
    private final AuthorizationResponses responses;
    private final LoginSteps steps;
    private final LoginDepartures departures;
    private final ConnectorRegistry connectors;
    private final ShownClients shown;
    private final PageResponses pages;
    private final BrowserSignOn signOn;
    private final RequestLinks links;
    private final Audit audit;

    AuthorizationController(
            RequestSource source,
            RedirectTargets targets,
            AuthorizationRequestReader reader,
            AuthorizationFlow flow,
            AuthorizationResponses responses,
            LoginSteps steps,
            LoginDepartures departures,
            ConnectorRegistry connectors,
            ShownClients shown,
            PageResponses pages,
            BrowserSignOn signOn,
            RequestLinks links,
            Audit audit) {
        this.source = source;
        this.targets = targets;
        this.reader = reader;
        this.flow = flow;
        this.responses = responses;
        this.steps = steps;
        this.departures = departures;
        this.connectors = connectors;
        this.shown = shown;
        this.pages = pages;
        this.signOn = signOn;
        this.links = links;
        this.audit = audit;
    }

    @Get("/auth")
    MutableHttpResponse<String> get(HttpRequest<?> request) {
        return choose(new BrowserRequest(request), null);
    }

    @Post("/auth")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<String> post(HttpRequest<?> http, @Nullable @Body String form) {
        var request = new BrowserRequest(http);
        return links.withCookies(request, "/auth", form).orElseGet(() -> choose(request, form));
    }

    @Get("/auth/{connector}")
    MutableHttpResponse<String> getConnector(HttpRequest<?> request, @PathVariable String connector) {
        return logIn(new BrowserRequest(request), connector, null);
    }

    @Post("/auth/{connector}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<String> postConnector(
            HttpRequest<?> http, @PathVariable String connector, @Nullable @Body String form) {
        var request = new BrowserRequest(http);
        return links.withCookies(request, "/auth/" + PageResponses.encode(connector), form)
                .orElseGet(() -> logIn(request, connector, form));
    }

    private MutableHttpResponse<String> choose(BrowserRequest request, @Nullable String form) {
        var given = request.queryAnd(form);
        var session = signOn.find(request).orElse(null);
        var response = answer(request, given, (target, authorization, asked) -> switch (flow.start(
                target, authorization, session)) {
            case NextStep.ChooseConnector choice ->
                pages.page(pages.pages()
                        .chooseConnector(choice(choice, target, asked), request.language(authorization.locales())));
            case NextStep.LogIn logIn ->
                PageResponses.seeOther(loginLink(logIn.connector().id(), asked));
            case NextStep.Depart _,
                    NextStep.PassFactor _,
                    NextStep.KeepRecoveryCodes _,
                    NextStep.AskConsent _,
                    NextStep.Respond _,
                    NextStep.DeviceAnswered _ -> throw new IllegalStateException("nobody has come by a connector");
        });
        return session == null ? signOn.forgetStale(request, response) : response;
    }

    private MutableHttpResponse<String> logIn(BrowserRequest request, String connector, @Nullable String form) {
        var given = request.queryAnd(form);
        var id = connectorId(connector);
        var session = signOn.find(request).orElse(null);
        var response = answer(request, given, (target, authorization, asked) -> {
            var step = flow.logIn(target, authorization, id, session);
            if (!(step instanceof NextStep.Depart) && session != null) {
                audit.record(new AuditEvent.SessionAnswered(
                        session.id(),
                        authorization.client(),
                        id,
                        session.authentication().identity().userId()));
            }
            return take(request, authorization, id, step);
        });
        return session == null ? signOn.forgetStale(request, response) : response;
    }

    private MutableHttpResponse<String> take(
            BrowserRequest request, AuthorizationRequest authorization, ConnectorId id, NextStep step) {
        return switch (step) {
            case NextStep.Depart(var pending) -> departures.depart(request, pending, id);
            case NextStep.PassFactor(var pending, var _) -> goOn(request, pending, step);
            case NextStep.KeepRecoveryCodes(var pending) -> goOn(request, pending, step);
            case NextStep.AskConsent(var pending) -> goOn(request, pending, step);
            case NextStep.Respond respond -> {
                steps.record(authorization, respond.response());
                yield pages.respond(request, respond.response());
            }
            case NextStep.ChooseConnector _, NextStep.LogIn _, NextStep.DeviceAnswered _ ->
                throw new IllegalStateException("the connector has been chosen");
        };
    }

    private MutableHttpResponse<String> goOn(BrowserRequest request, PendingAuthorization pending, NextStep step) {
        request.belongsTo(pending.id());
        return steps.remember(steps.answer(request, pending, step), pending, request);
    }

    /// Refused before there is a target: an error page, there is nobody to redirect to. Refused from there on:
    /// the client is told.
    private MutableHttpResponse<String> answer(BrowserRequest request, Map<String, List<String>> given, Step step) {
        var repeated = Parameters.repeated(given);
        if (repeated.stream().anyMatch(WHOM_TO_TELL::contains)) {
            throw PageException.of(PageError.INVALID_REQUEST, "repeated parameters: " + repeated);
        }
        var first = Parameters.first(given);
        AskedRequest asked;
        try {
            asked = asked(given, first);
        } catch (OAuth2Exception refused) {
            return refuse(request, whomToTell(first, refused), refused, first, !repeated.contains("state"));
        }
        var target = targets.resolve(asked.parameters());
        try {
            return step.answer(target, reader.read(target, asked.parameters()), asked);
        } catch (OAuth2Exception refused) {
            return refuse(request, target, refused, asked.parameters(), true);
        }
    }

    private AskedRequest asked(Map<String, List<String>> given, Parameters first) {
        var carried = links.carriedBy(first);
        if (carried.isPresent()) {
            return new AskedRequest(Parameters.of(carried.get()), first.asMap());
        }
        var brought = Parameters.of(given);
        var parameters = source.ofBrowser(brought);
        // A link has each name once.
        return parameters == brought && brought.all("resource").size() < 2
                ? AskedRequest.of(brought)
                : new AskedRequest(parameters, links.carrying(parameters));
    }

    /// Who is to be told of a request that was not found: whoever the browser names, if it names anybody.
    private RedirectTarget whomToTell(Parameters first, OAuth2Exception refused) {
        if (first.has("client_id") && !first.has("redirect_uri")) {
            var error = refused.code() == ErrorCode.INVALID_REQUEST_URI
                    ? PageError.LOGIN_EXPIRED
                    : PageError.INVALID_REQUEST;
            throw PageException.of(error, String.valueOf(refused.getMessage()), refused);
        }
        return targets.resolve(first);
    }

    private MutableHttpResponse<String> refuse(
            BrowserRequest request,
            RedirectTarget target,
            OAuth2Exception refused,
            Parameters parameters,
            boolean stateIsReadable) {
        audit.record(new AuditEvent.RequestRefused(
                "authorization", target.client().id(), refused.code(), String.valueOf(refused.getMessage())));
        return pages.respond(request, responses.error(target, refused, parameters, stateIsReadable));
    }

    /// What one of the two addresses answers to a request that was read.
    @FunctionalInterface
    private interface Step {
        MutableHttpResponse<String> answer(
                RedirectTarget target, AuthorizationRequest authorization, AskedRequest asked);
    }

    private ConnectorChoice choice(NextStep.ChooseConnector choice, RedirectTarget target, AskedRequest asked) {
        return new ConnectorChoice(
                choice.connectors().stream()
                        .map(entry -> new ConnectorChoice.Way(
                                entry.name(),
                                entry.type(),
                                loginLink(entry.id(), asked),
                                connectors.isAvailable(entry.id())))
                        .toList(),
                shown.of(target.client()));
    }

    private String loginLink(ConnectorId id, AskedRequest asked) {
        return PageResponses.withQuery(steps.path("/auth/" + PageResponses.encode(id.value())), asked.link());
    }

    private static ConnectorId connectorId(String text) {
        if (text.isEmpty()) {
            throw PageException.of(PageError.UNKNOWN_CONNECTOR, "the address names no connector");
        }
        return new ConnectorId(text);
    }
}
