package io.lintel.server.http;

import io.lintel.authorization.Access;
import io.lintel.authorization.AuthorizationFlow;
import io.lintel.authorization.Connectors;
import io.lintel.authorization.NextStep;
import io.lintel.authorization.PendingAuthorization;
import io.lintel.authorization.RequestableClaims;
import io.lintel.authorization.StepMac;
import io.lintel.authorization.StepMac.Step;
import io.lintel.client.Clients;
import io.lintel.connector.Identity;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.Scope;
import io.lintel.server.audit.Audit;
import io.lintel.server.audit.AuditEvent;
import io.lintel.server.page.ConsentForm;
import io.lintel.server.page.PageError;
import io.lintel.server.page.ShownClient;
import io.lintel.session.Authentication;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// Asks the end-user whether the client may know what it wants to know.
@Controller("${lintel.path}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConsentController {

    private final AuthorizationFlow flow;
    private final LoginSteps steps;
    private final Clients clients;
    private final ShownClients shown;
    private final Connectors connectors;
    private final PageResponses pages;
    private final Audit audit;

    ConsentController(
            AuthorizationFlow flow,
            LoginSteps steps,
            Clients clients,
            ShownClients shown,
            Connectors connectors,
            PageResponses pages,
            Audit audit) {
        this.flow = flow;
        this.steps = steps;
        this.clients = clients;
        this.shown = shown;
        this.connectors = connectors;
        this.pages = pages;
        this.audit = audit;
    }

    @Get("/approval")
    MutableHttpResponse<String> ask(HttpRequest<?> http) {
        var request = new BrowserRequest(http);
        var parked = require(request, Parameters.of(request.query()));
        var language = request.language(parked.request().locales());
        return pages.page(pages.pages().consent(form(parked), language));
    }

    @Post("/approval")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<String> answer(HttpRequest<?> http, @Nullable @Body String body) {
        var request = new BrowserRequest(http);
        var fields = BrowserRequest.form(body);
        var parked = require(request, fields);
        var given = fields.find("approval").filter("approve"::equals).isPresent();
        if (!given && fields.find("approval").filter("rejected"::equals).isEmpty()) {
            throw PageException.of(PageError.INVALID_REQUEST, "the consent form has no answer");
        }
        NextStep next = given ? flow.consented(parked.id()) : flow.refused(parked.id());
        audit.record(new AuditEvent.ConsentAnswered(
                parked.id(),
                parked.request().client(),
                given,
                parked.request().access().toConsent()));
        return steps.answer(request, parked, next);
    }

    /// The login that this browser began and that waits for this answer.
    private PendingAuthorization require(BrowserRequest request, Parameters parameters) {
        var began = steps.require(request, parameters.find("req").orElse(""));
        if (!StepMac.matches(began, Step.APPROVAL, parameters.find("hmac").orElse(""))) {
            throw PageException.of(PageError.OTHER_SITE, "the consent link of " + began.id() + " has a wrong MAC");
        }
        return flow.requireAsked(began.id());
    }

    private ConsentForm form(PendingAuthorization parked) {
        var request = parked.request();
        var client = clients.find(request.client());
        var hidden = new LinkedHashMap<String, String>();
        hidden.put("req", parked.id().value());
        hidden.put("hmac", StepMac.of(parked, Step.APPROVAL));
        var isTrusted = client.filter(each -> each.registration().provenance().isTrusted())
                .isPresent();
        var device = request.device();
        var asked = request.access().toConsent();
        return new ConsentForm(
                steps.path("/approval"),
                hidden,
                client.map(shown::of)
                        .orElseGet(() -> ShownClient.named(request.client().value())),
                ShownName.of(told(parked.requireLogin())),
                asked.values().stream()
                        .map(Scope::value)
                        .filter(value -> !value.startsWith(Access.CLAIM))
                        .toList(),
                request.access().claims().names().stream()
                        .filter(RequestableClaims.ABOUT_THE_END_USER::contains)
                        .toList(),
                AudienceNames.of(clients, request.client(), asked),
                device == null ? null : device.userCode().value().reveal(),
                !isTrusted);
    }

    /// Who applications are told it is.
    private Identity told(Authentication login) {
        return connectors
                .find(login.connector())
                .map(entry -> entry.told(login.identity()))
                .orElse(login.identity());
    }
}
