package io.lintel.server.http;

import static io.lintel.session.AuthenticationMethod.PASSWORD;

import io.lintel.authorization.ConnectorEntry;
import io.lintel.authorization.PendingAuthorization;
import io.lintel.authorization.StepMac;
import io.lintel.authorization.StepMac.Step;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.PasswordConnector;
import io.lintel.connector.Refusal;
import io.lintel.oauth2.Parameters;
import io.lintel.secret.Secret;
import io.lintel.server.browser.DeviceLinks;
import io.lintel.server.connectors.ConnectorRegistry;
import io.lintel.server.page.LoginForm;
import io.lintel.server.page.LoginForm.Remember;
import io.lintel.server.page.LoginProblem;
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
import org.jspecify.annotations.Nullable;

/// The login form of connectors that check passwords.
@Controller("${lintel.path}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class LoginController {

    private final LoginSteps steps;
    private final ConnectorRegistry connectors;
    private final ShownClients shown;
    private final PageResponses pages;
    private final TicketLogin tickets;
    private final RememberMe rememberMe;
    private final RequestLinks links;
    private final PasswordLogin passwords;
    private final ClientAddress addresses;
    private final DeviceLinks devices;

    LoginController(
            LoginSteps steps,
            ConnectorRegistry connectors,
            ShownClients shown,
            PageResponses pages,
            TicketLogin tickets,
            RememberMe rememberMe,
            RequestLinks links,
            PasswordLogin passwords,
            ClientAddress addresses,
            DeviceLinks devices) {
        this.rememberMe = rememberMe;
        this.links = links;
        this.tickets = tickets;
        this.passwords = passwords;
        this.addresses = addresses;
        this.devices = devices;
        this.steps = steps;
        this.connectors = connectors;
        this.shown = shown;
        this.pages = pages;
    }

    @Get("/auth/{connector}/login")
    MutableHttpResponse<String> show(HttpRequest<?> http, @PathVariable String connector) {
        var request = new BrowserRequest(http);
        var login = Login.of(this, request, connector);
        return tickets.answer(
                request,
                login.pending,
                login.id,
                login.connector,
                () -> form(request, login, new Typed(null, rememberMe.offered()), null));
    }

    @Post("/auth/{connector}/login")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<String> check(
            HttpRequest<?> http, @PathVariable String connector, @Nullable @Body String body) {
        var request = new BrowserRequest(http);
        var login = Login.of(this, request, connector);
        var fields = BrowserRequest.form(body);
        if (!StepMac.matches(login.pending, Step.LOGIN, fields.find("hmac").orElse(""))) {
            throw PageException.of(
                    PageError.OTHER_SITE, "the login form of " + login.pending.id() + " has a wrong MAC");
        }
        if (TicketLogin.takesTicketsOnly(login.connector)) {
            throw PageException.of(PageError.INVALID_REQUEST, "connector \"" + login.id + "\" takes no passwords");
        }
        var username = fields.find("login").orElse("");
        var password = fields.find("password").orElse("");
        var remember = rememberMe.chosen(fields);
        var asked = steps.loginRequest(login.pending, login.connector);
        return switch (ask(http, login, asked, username, Secret.of(password))) {
            case LoginResult.Authenticated authenticated ->
                steps.loggedIn(
                        request,
                        login.pending,
                        new FinishedLogin(
                                login.id,
                                authenticated.identity(),
                                List.of(PASSWORD),
                                asked.wanted(),
                                remember == Remember.CHECKED));
            case LoginResult.Refused refused
            when refused.reason() == Refusal.WRONG_CREDENTIALS -> {
                steps.record(login.pending, login.id, refused);
                yield form(request, login, new Typed(username, remember), LoginProblem.WRONG_CREDENTIALS);
            }
            case LoginResult.Refused refused -> steps.refused(request, login.pending, login.id, refused);
        };
    }

    private LoginResult ask(HttpRequest<?> http, Login login, LoginRequest asked, String username, Secret password) {
        try {
            return passwords.check(login.id, login.connector, asked, username, password, addresses.of(http));
        } catch (ConnectorException fault) {
            throw steps.failed(login.pending, login.id, fault);
        }
    }

    private MutableHttpResponse<String> form(
            BrowserRequest request, Login login, Typed typed, @Nullable LoginProblem problem) {
        var authorization = login.pending.request();
        var hint = authorization.loginHint();
        var action = PageResponses.withQuery(
                steps.path("/auth/" + PageResponses.encode(login.id.value()) + "/login"),
                Map.of("state", login.pending.id().value()));
        var name = connectors.find(login.id).map(ConnectorEntry::name).orElse(login.id.value());
        var form = new LoginForm(
                action,
                Map.of("hmac", StepMac.of(login.pending, Step.LOGIN)),
                name,
                login.connector.usernamePrompt(),
                typed.username() == null && hint != null ? hint.value() : typed.username(),
                problem,
                back(login.pending),
                shown.find(authorization.client()).orElse(null),
                typed.remember());
        return pages.page(pages.pages().login(form, request.language(authorization.locales())));
    }

    /// Where another connector can be chosen, if there is another and it is left to the end-user.
    private @Nullable String back(PendingAuthorization pending) {
        var request = pending.request();
        if (connectors.all().size() < 2 || request.connector() != null || request.hinted() != null) {
            return null;
        }
        var device = request.device();
        if (device != null) {
            return PageResponses.withQuery(steps.path("/device/login"), Map.of("device", devices.write(device)));
        }
        return links.toChoice(request);
    }

    /// What is on a form beside the password.
    ///
    /// @param username none on a new form
    private record Typed(@Nullable String username, Remember remember) {}

    /// A login that this browser began with a connector that checks passwords.
    private record Login(PendingAuthorization pending, ConnectorId id, PasswordConnector connector) {

        static Login of(LoginController controller, BrowserRequest request, String connector) {
            var id = new ConnectorId(connector);
            var state = Parameters.of(request.query()).find("state").orElse("");
            var pending = controller.steps.require(request, state, id);
            if (controller.steps.requireConnector(pending, id) instanceof PasswordConnector password) {
                return new Login(pending, id, password);
            }
            throw PageException.of(PageError.INVALID_REQUEST, "connector \"" + id + "\" checks no passwords");
        }
    }
}
