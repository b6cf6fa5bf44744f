package io.lintel.server.http;

import io.lintel.authorization.AuthorizationFlow;
import io.lintel.authorization.NextStep;
import io.lintel.authorization.PendingAuthorization;
import io.lintel.authorization.StepMac;
import io.lintel.authorization.StepMac.Step;
import io.lintel.factor.RecoveryCode;
import io.lintel.factor.SecondFactors;
import io.lintel.oauth2.Parameters;
import io.lintel.server.audit.Audit;
import io.lintel.server.audit.AuditEvent;
import io.lintel.server.page.FactorProblem;
import io.lintel.server.page.RecoveryCodes;
import io.lintel.server.page.RecoveryForm;
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

/// Leads to the factor a login waits for, takes recovery codes in its place, and gives out new ones.
@Controller("${lintel.path}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RecoveryController {

    private static final String USE = "/mfa/recovery";
    private static final String KEEP = "/mfa/recovery-codes";

    private final AuthorizationFlow flow;
    private final FactorRequests requests;
    private final SecondFactors factors;
    private final LoginSteps steps;
    private final PageResponses pages;
    private final Audit audit;

    RecoveryController(
            AuthorizationFlow flow,
            FactorRequests requests,
            SecondFactors factors,
            LoginSteps steps,
            PageResponses pages,
            Audit audit) {
        this.flow = flow;
        this.requests = requests;
        this.factors = factors;
        this.steps = steps;
        this.pages = pages;
        this.audit = audit;
    }

    /// Where a login is with its factors.
    @Get("/mfa")
    MutableHttpResponse<String> lead(HttpRequest<?> http) {
        var request = new BrowserRequest(http);
        var began = requests.requireFactors(request, Parameters.of(request.query()));
        return steps.guarded(request, began, () -> steps.answer(request, began, flow.waiting(began.id())));
    }

    @Get(USE)
    MutableHttpResponse<String> ask(HttpRequest<?> http) {
        var request = new BrowserRequest(http);
        return requests.forDueFactor(request, Parameters.of(request.query()), due -> form(request, due, null));
    }

    @Post(USE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<String> check(HttpRequest<?> http, @Nullable @Body String body) {
        var request = new BrowserRequest(http);
        var fields = Parameters.of(request.queryAnd(body));
        return requests.forDueFactor(request, fields, due -> {
            var answer = requests.guess(
                    due.subject(),
                    () -> factors.checkRecoveryCode(
                            due.subject(), due.authenticator(), FactorForms.recoveryCode(fields)));
            return requests.after(
                    request, due, answer, FactorProblem.WRONG_RECOVERY_CODE, problem -> form(request, due, problem));
        });
    }

    /// The codes are those of this login, however often they are looked at, and count once they are kept.
    @Get(KEEP)
    MutableHttpResponse<String> show(HttpRequest<?> http) {
        var request = new BrowserRequest(http);
        var began = requests.requireFactors(request, Parameters.of(request.query()));
        return steps.guarded(request, began, () -> switch (flow.waiting(began.id())) {
            case NextStep.KeepRecoveryCodes codes -> sheet(request, codes.authorization());
            case NextStep other -> steps.answer(request, began, other);
        });
    }

    @Post(KEEP)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<String> keep(HttpRequest<?> http, @Nullable @Body String body) {
        var request = new BrowserRequest(http);
        var began = requests.requireFactors(request, Parameters.of(request.queryAnd(body)));
        return steps.guarded(request, began, () -> {
            if (flow.waiting(began.id()) instanceof NextStep.KeepRecoveryCodes codes) {
                var subject = codes.authorization().requireLogin().subject();
                if (factors.keepRecoveryCodes(
                        subject, codes.authorization().secrets().recoveryCodes())) {
                    audit.record(new AuditEvent.RecoveryCodesMade(subject));
                }
            }
            return requests.codesKept(request, began);
        });
    }

    private MutableHttpResponse<String> form(BrowserRequest request, DueFactor due, @Nullable FactorProblem problem) {
        var view = new RecoveryForm(
                steps.path(USE), requests.hidden(due), problem, steps.factorLink(due.parked(), due.authenticator()));
        return pages.page(pages.pages()
                .recovery(view, request.language(due.parked().request().locales())));
    }

    private MutableHttpResponse<String> sheet(BrowserRequest request, PendingAuthorization parked) {
        var hidden = new LinkedHashMap<String, String>();
        hidden.put("req", parked.id().value());
        hidden.put("hmac", StepMac.of(parked, Step.FACTORS));
        var codes = parked.secrets().recoveryCodes().stream()
                .map(RecoveryCode::shown)
                .toList();
        return pages.page(pages.pages()
                .recoveryCodes(
                        new RecoveryCodes(steps.path(KEEP), hidden, codes),
                        request.language(parked.request().locales())));
    }
}
