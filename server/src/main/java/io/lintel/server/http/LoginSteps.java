package io.lintel.server.http;

import io.lintel.authorization.AuthorizationFlow;
import io.lintel.authorization.AuthorizationRequest;
import io.lintel.authorization.AuthorizationResponse;
import io.lintel.authorization.NextStep;
import io.lintel.authorization.PendingAuthorization;
import io.lintel.authorization.StepMac;
import io.lintel.authorization.StepMac.Step;
import io.lintel.connector.Connector;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginId;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.PasswordConnector;
import io.lintel.connector.Refusal;
import io.lintel.connector.Wanted;
import io.lintel.factor.Authenticator;
import io.lintel.factor.Factor;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.Issuer;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.server.audit.Audit;
import io.lintel.server.audit.AuditEvent;
import io.lintel.server.browser.FlowCookies;
import io.lintel.server.connectors.ConnectorRegistry;
import io.lintel.server.page.DeviceAnswer;
import io.lintel.server.page.PageError;
import io.lintel.session.Authentication;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// What the endpoints of a login share: finding the login a browser began, and taking the step after it.
@Singleton
final class LoginSteps {

    private final AuthorizationFlow flow;
    private final ConnectorRegistry connectors;
    private final FlowCookies cookies;
    private final PageResponses pages;
    private final Issuer issuer;
    private final BrowserSignOn signOn;
    private final ClientAddress addresses;
    private final Clock clock;
    private final Audit audit;

    LoginSteps(
            AuthorizationFlow flow,
            ConnectorRegistry connectors,
            FlowCookies cookies,
            PageResponses pages,
            Issuer issuer,
            BrowserSignOn signOn,
            ClientAddress addresses,
            Clock clock,
            Audit audit) {
        this.flow = flow;
        this.connectors = connectors;
        this.cookies = cookies;
        this.pages = pages;
        this.issuer = issuer;
        this.signOn = signOn;
        this.addresses = addresses;
        this.clock = clock;
        this.audit = audit;
    }

    /// The login with that id, if this browser began it with that connector.
    PendingAuthorization require(BrowserRequest request, String id, ConnectorId connector) {
        var pending = require(request, id);
        var departure = pending.departure();
        if (departure == null || !departure.connector().equals(connector)) {
            throw PageException.of(
                    PageError.INVALID_REQUEST, "login " + id + " was not begun with connector \"" + connector + "\"");
        }
        return pending;
    }

    /// The login with that id, if this browser began it.
    PendingAuthorization require(BrowserRequest request, String id) {
        LoginId login;
        try {
            login = new LoginId(id);
        } catch (IllegalArgumentException e) {
            throw PageException.of(PageError.INVALID_REQUEST, "the id of the login has not the form of one", e);
        }
        request.belongsTo(login);
        return cookies.find(login, request.cookies())
                .orElseThrow(() -> PageException.of(
                        PageError.OTHER_BROWSER, "this browser has no cookie of login " + login + ", or an old one"));
    }

    /// The login with that id, if this browser began it; empty also for what is no id of a login.
    Optional<PendingAuthorization> find(BrowserRequest request, String id) {
        try {
            return cookies.find(new LoginId(id), request.cookies());
        } catch (IllegalArgumentException notALogin) {
            return Optional.empty();
        }
    }

    /// A connector that can be called.
    Connector requireConnector(PendingAuthorization pending, ConnectorId id) {
        try {
            return connectors
                    .findOpened(id)
                    .map(ConnectorRegistry.Opened::connector)
                    .orElseThrow(() ->
                            PageException.of(PageError.UNKNOWN_CONNECTOR, "there is no connector \"" + id + "\""));
        } catch (ConnectorException away) {
            throw failed(pending, id, away);
        }
    }

    /// What the connector is asked. A directory is asked for everything where there are sessions, so that a session
    /// answers whatever clients may want; at an upstream of its own, the end-user would be asked to agree to more
    /// than the client needs.
    LoginRequest loginRequest(PendingAuthorization pending, Connector connector) {
        var wanted = EnumSet.noneOf(Wanted.class);
        wanted.addAll(pending.request().wanted());
        if (signOn.isThere() && connector instanceof PasswordConnector) {
            wanted.addAll(Set.of(Wanted.GROUPS, Wanted.OFFLINE_ACCESS));
        }
        return new LoginRequest(
                pending.id(),
                URI.create(issuer.endpoint("/callback")),
                wanted,
                pending.request().loginHint());
    }

    MutableHttpResponse<String> remember(
            MutableHttpResponse<String> response, PendingAuthorization pending, BrowserRequest request) {
        for (var cookie : cookies.remember(pending, request.cookies())) {
            response.getHeaders().add(HttpHeaders.SET_COOKIE, cookie);
        }
        return response;
    }

    MutableHttpResponse<String> forget(MutableHttpResponse<String> response, LoginId id) {
        response.getHeaders().add(HttpHeaders.SET_COOKIE, cookies.forget(id));
        return response;
    }

    /// The answer after somebody has proved who they are.
    MutableHttpResponse<String> loggedIn(BrowserRequest request, PendingAuthorization pending, FinishedLogin finished) {
        var connector = finished.connector();
        var identity = finished.identity();
        audit.record(new AuditEvent.LoginSucceeded(
                pending.id(),
                pending.request().client(),
                connector,
                identity.userId(),
                identity.groups().size()));
        var login = new Authentication(connector, identity, clock.instant(), finished.methods(), null)
                .on(request.device(addresses));
        return guarded(request, pending, () -> {
            flow.requireRightful(pending, login);
            var begun = signOn.begin(request, login, finished, pending.request().client());
            var known = begun.map(session -> session.session().authentication()).orElse(login);
            var response = guarded(request, pending, () -> answer(request, pending, flow.loggedIn(pending, known)));
            return begun.map(session -> signOn.keep(response, session)).orElse(response);
        });
    }

    /// An answer, or what the client, or the device, is told instead.
    MutableHttpResponse<String> guarded(
            BrowserRequest request, PendingAuthorization pending, Supplier<MutableHttpResponse<String>> answer) {
        try {
            return answer.get();
        } catch (OAuth2Exception refused) {
            return failed(request, pending, refused);
        }
    }

    MutableHttpResponse<String> answer(BrowserRequest request, PendingAuthorization pending, NextStep step) {
        return switch (step) {
            case NextStep.PassFactor due ->
                PageResponses.seeOther(factorLink(due.authorization(), due.authenticator()));
            case NextStep.KeepRecoveryCodes keep ->
                PageResponses.seeOther(link("/mfa/recovery-codes", keep.authorization(), Step.FACTORS));
            case NextStep.AskConsent ask ->
                PageResponses.seeOther(link("/approval", ask.authorization(), Step.APPROVAL));
            case NextStep.Respond respond -> {
                record(pending.request(), respond.response());
                yield forget(pages.respond(request, respond.response()), pending.id());
            }
            case NextStep.DeviceAnswered answered -> {
                audit.record(new AuditEvent.DeviceAnswered(
                        pending.id(), pending.request().client(), answered.approved()));
                var answer = new DeviceAnswer(answered.client().name(), answered.approved());
                yield forget(pages.page(pages.pages().deviceAnswer(answer, request.language())), pending.id());
            }
            case NextStep.ChooseConnector choose -> throw outOfOrder(step);
            case NextStep.LogIn logIn -> throw outOfOrder(step);
            case NextStep.Depart depart -> throw outOfOrder(step);
        };
    }

    /// The answer after a connector said no. Who said no themselves goes back to the client; everybody else is
    /// told why.
    MutableHttpResponse<String> refused(
            BrowserRequest request, PendingAuthorization pending, ConnectorId connector, LoginResult.Refused refused) {
        record(pending, connector, refused);
        if (refused.reason() == Refusal.CANCELLED) {
            var denied = OAuth2Exception.of(ErrorCode.ACCESS_DENIED, "The end-user cancelled the login.");
            return failed(request, pending, denied);
        }
        return pages.error(request, PageError.of(refused.reason()));
    }

    private MutableHttpResponse<String> failed(
            BrowserRequest request, PendingAuthorization pending, OAuth2Exception refused) {
        audit.record(new AuditEvent.RequestRefused(
                "authorization", pending.request().client(), refused.code(), String.valueOf(refused.getMessage())));
        return answer(request, pending, flow.failed(pending, refused));
    }

    void record(AuthorizationRequest request, AuthorizationResponse response) {
        if (response.carriesTokens()) {
            audit.record(
                    new AuditEvent.TokensIssued(request.client(), GrantType.IMPLICIT.value(), request.scopes(), false));
        }
    }

    void record(PendingAuthorization pending, ConnectorId connector, LoginResult.Refused refused) {
        audit.record(new AuditEvent.LoginRefused(
                pending.id(), pending.request().client(), connector, refused.reason(), refused.detail()));
    }

    /// The exception that ends a login whose connector could not decide.
    PageException failed(PendingAuthorization pending, ConnectorId connector, ConnectorException fault) {
        audit.record(new AuditEvent.LoginFailed(
                pending.id(),
                pending.request().client(),
                connector,
                fault.fault(),
                String.valueOf(fault.getMessage())));
        return PageException.of(
                PageError.of(fault.fault()), "connector \"" + connector + "\": " + fault.getMessage(), fault);
    }

    void began(BrowserRequest request, PendingAuthorization pending, ConnectorId connector) {
        request.belongsTo(pending.id());
        audit.record(new AuditEvent.LoginBegan(pending.id(), pending.request().client(), connector));
    }

    /// The path of the page at the issuer itself.
    String home() {
        return issuer.path().isEmpty() ? "/" : issuer.path();
    }

    String path(String below) {
        return issuer.path() + below;
    }

    /// The page that asks for a second factor.
    String factorLink(PendingAuthorization pending, Authenticator authenticator) {
        var page =
                switch (authenticator.factor()) {
                    case Factor.Totp _ -> "/mfa/totp";
                    case Factor.WebAuthn _ -> "/mfa/webauthn";
                };
        return link(page, pending, StepMac.of(pending, authenticator.id()))
                + "&authenticator="
                + PageResponses.encode(authenticator.id().value());
    }

    private String link(String page, PendingAuthorization pending, Step step) {
        return link(page, pending, StepMac.of(pending, step));
    }

    private String link(String page, PendingAuthorization pending, String mac) {
        return path(page + "?hmac=" + PageResponses.encode(mac) + "&req="
                + PageResponses.encode(pending.id().value()));
    }

    private static IllegalStateException outOfOrder(NextStep step) {
        return new IllegalStateException("after a login there is no " + step);
    }
}
