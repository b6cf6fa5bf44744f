package io.lintel.server.http;

import io.lintel.connector.CallbackRequest;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.LogoutRequestConnector;
import io.lintel.connector.LogoutRequestConnector.Order;
import io.lintel.logout.EndedSession;
import io.lintel.logout.PendingLogout;
import io.lintel.oauth2.Issuer;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.Subject;
import io.lintel.server.audit.AuditEvent.SessionEnd;
import io.lintel.server.browser.PendingLogouts;
import io.lintel.server.connectors.ConnectorRegistry;
import io.lintel.server.logout.Logouts;
import io.lintel.server.page.LoggedOut.Next;
import io.lintel.server.page.LoggedOut.Outcome;
import io.lintel.server.page.PageError;
import io.lintel.session.BrowserSessions;
import io.lintel.session.Session;
import io.micronaut.http.HttpHeaders;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where upstream providers send browsers about logouts: with the answer to one of ours, or because they want a
/// session ended here.
@Controller("${lintel.path}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class LogoutCallbackController {

    private final LogoutSteps steps;
    private final Logouts logouts;
    private final BrowserSessions sessions;
    private final PendingLogouts pendingLogouts;
    private final ConnectorRegistry connectors;
    private final PostedAgain postedAgain;
    private final Issuer issuer;

    LogoutCallbackController(
            LogoutSteps steps,
            Logouts logouts,
            BrowserSessions sessions,
            PendingLogouts pendingLogouts,
            ConnectorRegistry connectors,
            PostedAgain postedAgain,
            Issuer issuer) {
        this.steps = steps;
        this.logouts = logouts;
        this.sessions = sessions;
        this.pendingLogouts = pendingLogouts;
        this.connectors = connectors;
        this.postedAgain = postedAgain;
        this.issuer = issuer;
    }

    @Get("/logout/callback")
    MutableHttpResponse<String> query(HttpRequest<?> http) {
        return finishQuery(new BrowserRequest(http), null);
    }

    @Get("/logout/callback/{connector}")
    MutableHttpResponse<String> queryOf(HttpRequest<?> http, @PathVariable String connector) {
        return finishQuery(new BrowserRequest(http), connector);
    }

    @Post("/logout/callback")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<String> form(HttpRequest<?> http, @Nullable @Body String body) {
        return finishForm(new BrowserRequest(http), null, body);
    }

    @Post("/logout/callback/{connector}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<String> formOf(
            HttpRequest<?> http, @PathVariable String connector, @Nullable @Body String body) {
        return finishForm(new BrowserRequest(http), connector, body);
    }

    private MutableHttpResponse<String> finishQuery(BrowserRequest request, @Nullable String connector) {
        steps.requireSessions();
        var parameters = Parameters.of(request.query()).asMap();
        return finish(
                request, connector, new CallbackRequest(address(connector), parameters, Map.of(), request.rawQuery()));
    }

    private MutableHttpResponse<String> finishForm(
            BrowserRequest request, @Nullable String connector, @Nullable String body) {
        steps.requireSessions();
        var fields = new LinkedHashMap<>(BrowserRequest.form(body).asMap());
        return postedAgain
                .answer(request, path(connector), fields)
                .orElseGet(() -> finish(request, connector, new CallbackRequest(address(connector), fields)));
    }

    private MutableHttpResponse<String> finish(
            BrowserRequest request, @Nullable String connector, CallbackRequest brought) {
        var id = connector == null ? null : new ConnectorId(connector);
        var order = id == null
                ? Optional.<Order>empty()
                : connectors.findRole(id, LogoutRequestConnector.class).flatMap(asking -> asking.findLogout(brought));
        return id != null && order.isPresent()
                ? obey(request, id, order.get())
                : answered(request, require(request, id), brought);
    }

    /// Ends the sessions that are meant: that of this browser, and those of the same user in other ones.
    private MutableHttpResponse<String> obey(BrowserRequest request, ConnectorId id, Order order) {
        var own = steps.findSession(request).filter(session -> isMeant(session, id, order));
        var user = order.findUserId()
                .or(() -> own.map(session -> session.authentication().identity().userId()));
        var others = user.map(userId -> sessions.of(new Subject(userId, id.value()))).orElse(List.of()).stream()
                .filter(session -> isMeant(session, id, order))
                .filter(session ->
                        own.filter(mine -> mine.id().equals(session.id())).isEmpty())
                .toList();
        var frames = own.flatMap(session -> logouts.end(session.id(), SessionEnd.BY_UPSTREAM))
                .map(EndedSession::frames)
                .orElse(List.of());
        others.forEach(session -> logouts.end(session.id(), SessionEnd.BY_UPSTREAM));
        Next next = order.answer(user.isPresent()).map(LogoutSteps::next).orElse(null);
        var response = steps.show(request, null, Outcome.SIGNED_OUT, frames, next);
        own.ifPresent(session -> steps.forgetSession(response));
        return response;
    }

    private static boolean isMeant(Session session, ConnectorId id, Order order) {
        var login = session.authentication();
        return login.connector().equals(id) && order.means(login.identity());
    }

    /// The session here has ended long ago, whatever the upstream says.
    private MutableHttpResponse<String> answered(
            BrowserRequest request, PendingLogout pending, CallbackRequest brought) {
        try {
            steps.findUpstream(pending).ifPresent(upstream -> upstream.finishLogout(pending.id(), brought));
        } catch (ConnectorException fault) {
            steps.upstreamFailed(pending, fault);
        }
        var response = steps.finish(request, pending.target(), pending.locales(), Outcome.SIGNED_OUT);
        response.getHeaders().add(HttpHeaders.SET_COOKIE, pendingLogouts.forget());
        return response;
    }

    private PendingLogout require(BrowserRequest request, @Nullable ConnectorId connector) {
        return pendingLogouts
                .find(request.cookies())
                .filter(pending -> connector == null || connector.equals(pending.connector()))
                .orElseThrow(() -> PageException.of(
                        PageError.INVALID_REQUEST,
                        "this browser has no logout under way, or none with that connector"));
    }

    private URI address(@Nullable String connector) {
        return URI.create(issuer.endpoint(path(connector)));
    }

    private static String path(@Nullable String connector) {
        return LogoutSteps.CALLBACK + (connector == null ? "" : "/" + PageResponses.encode(connector));
    }
}
