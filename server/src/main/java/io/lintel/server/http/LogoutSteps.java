package io.lintel.server.http;

import io.lintel.connector.Capability;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.Departure;
import io.lintel.connector.LoginId;
import io.lintel.connector.LogoutConnector;
import io.lintel.logout.EndedSession;
import io.lintel.logout.LogoutRequest;
import io.lintel.logout.PendingLogout;
import io.lintel.logout.PostLogoutTarget;
import io.lintel.oauth2.Issuer;
import io.lintel.secret.Entropy;
import io.lintel.server.audit.Audit;
import io.lintel.server.audit.AuditEvent;
import io.lintel.server.browser.PendingLogouts;
import io.lintel.server.connectors.ConnectorRegistry;
import io.lintel.server.connectors.ConnectorRegistry.Opened;
import io.lintel.server.logout.Logouts;
import io.lintel.server.page.FormPost;
import io.lintel.server.page.LoggedOut;
import io.lintel.server.page.LoggedOut.Next;
import io.lintel.server.page.LoggedOut.Outcome;
import io.lintel.server.page.LogoutForm;
import io.lintel.server.page.PageError;
import io.lintel.session.Session;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the endpoints of a logout share: asking, ending, and sending the browser on.
@Singleton
final class LogoutSteps {

    static final String PATH = "/logout";
    static final String CALLBACK = "/logout/callback";

    /// The field of the form that asks.
    static final String QUESTION = "request";

    /// How long a browser without scripts stays at a page with frames.
    private static final int SECONDS_FOR_FRAMES = 5;

    private final Logouts logouts;
    private final BrowserSignOn signOn;
    private final PendingLogouts pendingLogouts;
    private final ConnectorRegistry connectors;
    private final PageResponses pages;
    private final Issuer issuer;
    private final Entropy entropy;
    private final Audit audit;
    private final Clock clock;

    LogoutSteps(
            Logouts logouts,
            BrowserSignOn signOn,
            PendingLogouts pendingLogouts,
            ConnectorRegistry connectors,
            PageResponses pages,
            Issuer issuer,
            Entropy entropy,
            Audit audit,
            Clock clock) {
        this.logouts = logouts;
        this.signOn = signOn;
        this.pendingLogouts = pendingLogouts;
        this.connectors = connectors;
        this.pages = pages;
        this.issuer = issuer;
        this.entropy = entropy;
        this.audit = audit;
        this.clock = clock;
    }

    /// Without sessions there is nothing here, as in dex.
    void requireSessions() {
        if (!signOn.isThere()) {
            throw PageException.of(PageError.NOT_FOUND, "there are no sessions");
        }
    }

    /// The session of this browser.
    Optional<Session> findSession(BrowserRequest request) {
        return signOn.find(request);
    }

    PendingLogout pending(Session session, LogoutRequest asked) {
        return new PendingLogout(
                new LoginId(entropy.identifier()),
                session.authentication().connector(),
                asked.target(),
                asked.locales(),
                clock.instant().plus(PendingLogouts.LIFETIME));
    }

    /// What the end-user of this session has said yes to.
    Optional<PendingLogout> findAnswered(Session session, String question) {
        return pendingLogouts.answered(session.id(), question);
    }

    MutableHttpResponse<String> ask(BrowserRequest request, Session session, LogoutRequest asked) {
        var client = asked.client();
        var question = pendingLogouts.question(session.id(), pending(session, asked));
        var form = new LogoutForm(
                issuer.path() + "/logout/confirm",
                Map.of(QUESTION, question),
                shownName(session),
                client == null ? null : client.name(),
                issuer.path() + "/");
        return pages.page(pages.pages().logout(form, request.language(asked.locales())));
    }

    /// Ends the session here, then sends the browser to the upstream provider, if it has a logout, and on.
    MutableHttpResponse<String> end(
            BrowserRequest request, Session session, PendingLogout pending, AuditEvent.SessionEnd why) {
        var frames = logouts.end(session.id(), why).map(EndedSession::frames).orElse(List.of());
        var departure = depart(session, pending);
        var next = departure.map(LogoutSteps::next).orElseGet(() -> next(pending.target()));
        var response = show(request, pending.locales(), Outcome.SIGNED_OUT, frames, next);
        signOn.forget(response);
        departure.ifPresent(
                leaving -> response.getHeaders().add(HttpHeaders.SET_COOKIE, pendingLogouts.remember(pending)));
        return response;
    }

    MutableHttpResponse<String> finish(
            BrowserRequest request, @Nullable PostLogoutTarget target, @Nullable String locales, Outcome outcome) {
        return show(request, locales, outcome, List.of(), next(target));
    }

    /// @param frames what the browser loads before it goes on
    /// @param next null if it stays
    MutableHttpResponse<String> show(
            BrowserRequest request, @Nullable String locales, Outcome outcome, List<URI> frames, @Nullable Next next) {
        var language = request.language(locales);
        if (frames.isEmpty() && next != null) {
            return switch (next) {
                case Next.Link link -> PageResponses.seeOther(link.href());
                case Next.Form form -> pages.page(pages.pages().formPost(form.post(), language));
            };
        }
        var addresses = frames.stream().map(URI::toASCIIString).toList();
        var response =
                pages.page(pages.pages().loggedOut(new LoggedOut(outcome, addresses, next), language), addresses);
        return next instanceof Next.Link link
                ? response.header("Refresh", SECONDS_FOR_FRAMES + "; url=" + link.href())
                : response;
    }

    static Next next(Departure departure) {
        return switch (departure) {
            case Departure.Redirect redirect ->
                new Next.Link(redirect.location().toASCIIString());
            case Departure.FormPost post ->
                new Next.Form(new FormPost(post.action().toString(), post.fields()));
        };
    }

    void forgetSession(MutableHttpResponse<String> response) {
        signOn.forget(response);
    }

    void upstreamFailed(PendingLogout pending, ConnectorException fault) {
        audit.record(new AuditEvent.UpstreamLogoutFailed(
                pending.connector(), fault.fault(), String.valueOf(fault.getMessage())));
    }

    /// The connector by which the end-user had come, if it can log them out upstream.
    ///
    /// @throws ConnectorException if it is not open
    Optional<LogoutConnector> findUpstream(PendingLogout pending) {
        return connectors
                .findOpened(pending.connector())
                .map(Opened::connector)
                .filter(connector -> connector.capabilities().contains(Capability.UPSTREAM_LOGOUT))
                .map(LogoutConnector.class::cast);
    }

    private Optional<Departure> depart(Session session, PendingLogout pending) {
        var callback = URI.create(issuer.endpoint(CALLBACK));
        var identity = session.authentication().identity();
        try {
            return findUpstream(pending).flatMap(connector -> connector.beginLogout(identity, pending.id(), callback));
        } catch (ConnectorException fault) {
            upstreamFailed(pending, fault);
            return Optional.empty();
        }
    }

    private static @Nullable Next next(@Nullable PostLogoutTarget target) {
        if (target == null) {
            return null;
        }
        var uri = target.uri().value();
        var state = target.state();
        return new Next.Link(state == null ? uri : PageResponses.withQuery(uri, Map.of("state", state)));
    }

    private String shownName(Session session) {
        var login = session.authentication();
        return connectors
                .find(login.connector())
                .map(entry -> entry.told(login.identity()))
                .map(ShownName::of)
                .orElseGet(() -> ShownName.of(login.identity()));
    }
}
