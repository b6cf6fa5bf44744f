package io.lintel.server.http;

import io.lintel.factor.Factor;
import io.lintel.factor.SecondFactors;
import io.lintel.factor.SecondFactors.Enroller;
import io.lintel.factor.TotpSecret;
import io.lintel.oauth2.Parameters;
import io.lintel.server.page.CodeForm;
import io.lintel.server.page.FactorProblem;
import io.lintel.server.page.PageError;
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
import org.jspecify.annotations.Nullable;

/// Asks for a code of an application; whoever has none enrols one first, if that is allowed.
@Controller("${lintel.path}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CodeFactorController {

    private static final String PATH = "/mfa/totp";

    private final FactorRequests requests;
    private final SecondFactors factors;
    private final LoginSteps steps;
    private final PageResponses pages;

    CodeFactorController(FactorRequests requests, SecondFactors factors, LoginSteps steps, PageResponses pages) {
        this.requests = requests;
        this.factors = factors;
        this.steps = steps;
        this.pages = pages;
    }

    @Get(PATH)
    MutableHttpResponse<String> ask(HttpRequest<?> http) {
        var request = new BrowserRequest(http);
        return requests.forDueFactor(request, Parameters.of(request.query()), due -> form(request, due, null));
    }

    @Post(PATH)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<String> check(HttpRequest<?> http, @Nullable @Body String body) {
        var request = new BrowserRequest(http);
        var fields = Parameters.of(request.queryAnd(body));
        return requests.forDueFactor(request, fields, due -> {
            requireTotp(due);
            var code = FactorForms.code(fields);
            var answer = requests.guess(
                    due.subject(),
                    () -> isEnrolled(due)
                            ? factors.checkCode(due.subject(), due.authenticator(), code)
                            : factors.enrolApplication(
                                    due.subject(),
                                    due.authenticator(),
                                    secret(due),
                                    code,
                                    FactorForms.name(fields),
                                    Enroller.NEWCOMER));
            return requests.after(
                    request, due, answer, FactorProblem.WRONG_CODE, problem -> form(request, due, problem));
        });
    }

    private MutableHttpResponse<String> form(BrowserRequest request, DueFactor due, @Nullable FactorProblem problem) {
        var issuer = requireTotp(due).issuer();
        var enrolled = isEnrolled(due);
        if (!enrolled) {
            FactorForms.requireMayEnrol(due.authenticator());
        }
        var account = FactorForms.account(due.parked().requireLogin());
        var view = new CodeForm(
                steps.path(PATH),
                requests.hidden(due),
                issuer + ": " + account,
                enrolled ? null : FactorForms.enrolled(secret(due), issuer, account),
                problem,
                requests.hasRecoveryCodes(due) ? requests.link("/mfa/recovery", due) : null);
        return pages.page(
                pages.pages().code(view, request.language(due.parked().request().locales())));
    }

    private boolean isEnrolled(DueFactor due) {
        return factors.holder(due.subject()).has(due.authenticator().id());
    }

    private static TotpSecret secret(DueFactor due) {
        return due.parked().secrets().totp(due.authenticator().id());
    }

    private static Factor.Totp requireTotp(DueFactor due) {
        if (due.authenticator().factor() instanceof Factor.Totp totp) {
            return totp;
        }
        throw PageException.of(
                PageError.INVALID_REQUEST,
                "authenticator \"" + due.authenticator().id() + "\" takes no codes");
    }
}
