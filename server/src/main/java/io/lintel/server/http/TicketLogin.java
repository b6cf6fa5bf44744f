package io.lintel.server.http;

import io.lintel.authorization.PendingAuthorization;
import io.lintel.connector.Capability;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.NegotiateConnector;
import io.lintel.connector.Negotiation;
import io.lintel.connector.PasswordConnector;
import io.lintel.connector.Refusal;
import io.lintel.connector.Wanted;
import io.lintel.oauth2.Issuer;
import io.lintel.secret.Secret;
import io.lintel.server.page.PageError;
import io.lintel.session.AuthenticationMethod;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;

/// Asks browsers for a ticket where a connector takes them (RFC 4559), before a login form is shown.
///
/// A browser that has no ticket shows the body of the answer that asks for one: the login form, or a page that says
/// what is missing. A cookie remembers for a minute that it was asked, so that it is not asked by every form.
@Singleton
final class TicketLogin {

    private static final String SCHEME = "Negotiate";

    /// The name dex gives it. It lets nobody in.
    private static final String ASKED = "dex_spnego_tried";

    private static final int ASKED_SECONDS = 60;

    private final LoginSteps steps;
    private final PageResponses pages;
    private final String attributes;

    TicketLogin(LoginSteps steps, PageResponses pages, Issuer issuer) {
        this.steps = steps;
        this.pages = pages;
        this.attributes = "; Path=" + (issuer.path().isEmpty() ? "/" : issuer.path()) + "; HttpOnly; SameSite=Lax"
                + (issuer.isHttps() ? "; Secure" : "");
    }

    /// The answer to a browser that comes for the login form.
    ///
    /// @param form makes that form
    MutableHttpResponse<String> answer(
            BrowserRequest request,
            PendingAuthorization pending,
            ConnectorId id,
            PasswordConnector connector,
            Supplier<MutableHttpResponse<String>> form) {
        if (!(connector instanceof NegotiateConnector negotiating)
                || !connector.capabilities().contains(Capability.NEGOTIATE)) {
            return form.get();
        }
        var login = steps.loginRequest(pending);
        if (wantsAPassword(login, negotiating)) {
            return form.get();
        }
        var token = request.credentials(SCHEME);
        if (token.isEmpty()) {
            return ask(request, negotiating, form);
        }
        return switch (negotiate(negotiating, login, token.get(), pending, id)) {
            case Negotiation.NotAccepted(var detail) -> {
                steps.record(pending, id, new LoginResult.Refused(Refusal.WRONG_CREDENTIALS, detail));
                yield negotiating.alsoTakesPasswords() ? form.get() : challenge(explanation(request));
            }
            case Negotiation.Accepted(var result, var answer) -> {
                var response = finish(request, pending, id, result);
                if (!answer.isEmpty()) {
                    response.header(HttpHeaders.WWW_AUTHENTICATE, SCHEME + " " + answer);
                }
                yield response;
            }
        };
    }

    /// Whether the password form of a connector is not for anybody.
    static boolean takesTicketsOnly(PasswordConnector connector) {
        return connector instanceof NegotiateConnector negotiating
                && connector.capabilities().contains(Capability.NEGOTIATE)
                && !negotiating.alsoTakesPasswords();
    }

    /// A ticket was got long ago and is shown without asking anybody, so it is no fresh login.
    private static boolean wantsAPassword(LoginRequest login, NegotiateConnector connector) {
        return login.wants(Wanted.FRESH_LOGIN) && connector.alsoTakesPasswords();
    }

    private MutableHttpResponse<String> ask(
            BrowserRequest request, NegotiateConnector connector, Supplier<MutableHttpResponse<String>> form) {
        if (!connector.alsoTakesPasswords()) {
            return challenge(explanation(request));
        }
        if (request.cookies().containsKey(ASKED)) {
            return form.get();
        }
        return challenge(form.get())
                .header(HttpHeaders.SET_COOKIE, ASKED + "=1; Max-Age=" + ASKED_SECONDS + attributes);
    }

    private MutableHttpResponse<String> explanation(BrowserRequest request) {
        return pages.error(request, PageError.TICKET_REQUIRED);
    }

    private static MutableHttpResponse<String> challenge(MutableHttpResponse<String> page) {
        return page.status(HttpStatus.UNAUTHORIZED).header(HttpHeaders.WWW_AUTHENTICATE, SCHEME);
    }

    private Negotiation negotiate(
            NegotiateConnector connector,
            LoginRequest login,
            Secret token,
            PendingAuthorization pending,
            ConnectorId id) {
        try {
            return connector.negotiate(login, token);
        } catch (ConnectorException fault) {
            throw steps.failed(pending, id, fault);
        }
    }

    private MutableHttpResponse<String> finish(
            BrowserRequest request, PendingAuthorization pending, ConnectorId id, LoginResult result) {
        return switch (result) {
            case LoginResult.Authenticated authenticated ->
                forgetAsked(
                        request,
                        steps.loggedIn(
                                request, pending, id, authenticated.identity(), List.of(AuthenticationMethod.TICKET)));
            case LoginResult.Refused refused -> steps.refused(request, pending, id, refused);
        };
    }

    private MutableHttpResponse<String> forgetAsked(BrowserRequest request, MutableHttpResponse<String> response) {
        if (request.cookies().containsKey(ASKED)) {
            response.getHeaders().add(HttpHeaders.SET_COOKIE, ASKED + "=; Max-Age=0" + attributes);
        }
        return response;
    }
}
