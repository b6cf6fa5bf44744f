package io.lintel.server.http;

import io.lintel.authorization.AskingDevice;
import io.lintel.authorization.AuthorizationFlow;
import io.lintel.authorization.AuthorizationRequest;
import io.lintel.authorization.NextStep;
import io.lintel.authorization.RedirectTargets;
import io.lintel.connector.ConnectorId;
import io.lintel.device.DeviceVerification;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.UserCode;
import io.lintel.server.audit.Audit;
import io.lintel.server.audit.AuditEvent;
import io.lintel.server.browser.DeviceLinks;
import io.lintel.server.connectors.ConnectorRegistry;
import io.lintel.server.page.ConnectorChoice;
import io.lintel.server.page.DeviceForm;
import io.lintel.server.page.DeviceProblem;
import io.lintel.server.page.PageError;
import io.lintel.throttle.Attempts.Answer.Begun;
import io.lintel.throttle.Attempts.Answer.Wait;
import io.lintel.throttle.Throttle;
import io.lintel.token.TokenEndpoint;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where end-users type what a device shows them (RFC 8628, section 3.3). From there on it is a login like any other,
/// at the end of which they are asked whether the code is that of their device.
///
/// Nothing here answers a device. A code that is typed right leads to a link with the device sealed in it, which opens
/// a login and no more: an address that somebody was sent can do nothing that they are not asked about.
@Controller("${lintel.path}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeviceController {

    private static final int LONGEST_SHOWN = 64;

    private final DeviceVerification verification;
    private final DeviceLinks links;
    private final Throttle throttle;
    private final ClientAddress addresses;
    private final RedirectTargets targets;
    private final AuthorizationFlow flow;
    private final LoginDepartures departures;
    private final ConnectorRegistry connectors;
    private final ShownClients shown;
    private final LoginSteps steps;
    private final PageResponses pages;
    private final TokenEndpoint tokens;
    private final Audit audit;

    DeviceController(
            DeviceVerification verification,
            DeviceLinks links,
            Throttle throttle,
            ClientAddress addresses,
            RedirectTargets targets,
            AuthorizationFlow flow,
            LoginDepartures departures,
            ConnectorRegistry connectors,
            ShownClients shown,
            LoginSteps steps,
            PageResponses pages,
            TokenEndpoint tokens,
            Audit audit) {
        this.verification = verification;
        this.links = links;
        this.throttle = throttle;
        this.addresses = addresses;
        this.targets = targets;
        this.flow = flow;
        this.departures = departures;
        this.connectors = connectors;
        this.shown = shown;
        this.steps = steps;
        this.pages = pages;
        this.tokens = tokens;
        this.audit = audit;
    }

    @Get("/device")
    MutableHttpResponse<String> ask(HttpRequest<?> http) {
        requireServed();
        var request = new BrowserRequest(http);
        return form(request, Parameters.of(request.query()).find("user_code").orElse(""), null);
    }

    /// Where dex ends; whoever comes here by an old bookmark begins anew.
    @Get("/device/callback")
    MutableHttpResponse<String> beginAnew() {
        requireServed();
        return PageResponses.seeOther(steps.path("/device"));
    }

    @Post("/device/auth/verify_code")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<String> verify(HttpRequest<?> http, @Nullable @Body String body) {
        requireServed();
        var request = new BrowserRequest(http);
        var typed = BrowserRequest.form(body).find("user_code").orElse("");
        if (UserCode.parse(typed).isEmpty()) {
            return form(request, typed, DeviceProblem.UNKNOWN_CODE);
        }
        var attempt = throttle.userCode(addresses.of(http));
        return switch (throttle.begin(attempt)) {
            case Wait wait -> {
                audit.record(new AuditEvent.AttemptThrottled(attempt.kind(), "device", wait.until()));
                yield form(request, typed, DeviceProblem.TOO_MANY);
            }
            case Begun begun -> {
                var device = verification.find(typed);
                audit.record(new AuditEvent.UserCodeTyped(device.isPresent()));
                if (device.isEmpty()) {
                    yield form(request, typed, DeviceProblem.UNKNOWN_CODE);
                }
                throttle.succeed(begun);
                yield PageResponses.seeOther(link("/device/login", device.get()));
            }
        };
    }

    @Get("/device/login")
    MutableHttpResponse<String> choose(HttpRequest<?> http) {
        var request = new BrowserRequest(http);
        var device = require(request);
        var asked = requireWaiting(device);
        return switch (flow.start(targets.resolve(asked), asked, null)) {
            case NextStep.ChooseConnector choice ->
                pages.page(pages.pages().chooseConnector(choice(choice, asked, device), request.language()));
            case NextStep.LogIn logIn ->
                PageResponses.seeOther(loginLink(logIn.connector().id(), device));
            case NextStep.Depart _,
                    NextStep.PassFactor _,
                    NextStep.KeepRecoveryCodes _,
                    NextStep.AskConsent _,
                    NextStep.DeviceAnswered _,
                    NextStep.Respond _ -> throw new IllegalStateException("nobody has come by a connector");
        };
    }

    @Get("/device/login/{connector}")
    MutableHttpResponse<String> logIn(HttpRequest<?> http, @PathVariable String connector) {
        var request = new BrowserRequest(http);
        var asked = requireWaiting(require(request));
        if (connector.isEmpty()) {
            throw PageException.of(PageError.UNKNOWN_CONNECTOR, "the address names no connector");
        }
        var id = new ConnectorId(connector);
        // No session answers in place of a login: whoever connects a device has to prove who they are.
        if (flow.logIn(targets.resolve(asked), asked, id, null) instanceof NextStep.Depart(var pending)) {
            return departures.depart(request, pending, id);
        }
        throw new IllegalStateException("a login is answered without a session");
    }

    private void requireServed() {
        if (!tokens.grantTypes().contains(GrantType.DEVICE_CODE)) {
            throw PageException.of(PageError.NOT_FOUND, "the grant of devices is switched off");
        }
    }

    private AskingDevice require(BrowserRequest request) {
        requireServed();
        return Parameters.of(request.query())
                .find("device")
                .flatMap(links::read)
                .orElseThrow(() -> PageException.of(PageError.INVALID_REQUEST, "the link names no device of ours"));
    }

    private AuthorizationRequest requireWaiting(AskingDevice device) {
        return verification
                .request(device)
                .orElseThrow(() -> PageException.of(
                        PageError.LOGIN_EXPIRED,
                        "device request " + device.request() + " was answered, or waits no more"));
    }

    private MutableHttpResponse<String> form(BrowserRequest request, String typed, @Nullable DeviceProblem problem) {
        var shown = UserCode.parse(typed).map(code -> code.value().reveal()).orElse(typed);
        var form = new DeviceForm(
                steps.path("/device/auth/verify_code"),
                shown.length() > LONGEST_SHOWN ? shown.substring(0, LONGEST_SHOWN) : shown,
                problem);
        return pages.page(pages.pages().device(form, request.language()));
    }

    private ConnectorChoice choice(NextStep.ChooseConnector choice, AuthorizationRequest asked, AskingDevice device) {
        return new ConnectorChoice(
                choice.connectors().stream()
                        .map(entry -> new ConnectorChoice.Way(
                                entry.name(),
                                entry.type(),
                                loginLink(entry.id(), device),
                                connectors.isAvailable(entry.id())))
                        .toList(),
                shown.find(asked.client()).orElse(null));
    }

    private String loginLink(ConnectorId id, AskingDevice device) {
        return link("/device/login/" + PageResponses.encode(id.value()), device);
    }

    private String link(String path, AskingDevice device) {
        return PageResponses.withQuery(steps.path(path), Map.of("device", links.write(device)));
    }
}
