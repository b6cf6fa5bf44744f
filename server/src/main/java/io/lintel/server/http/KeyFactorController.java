package io.lintel.server.http;

import io.lintel.factor.Factor;
import io.lintel.factor.FactorAnswer;
import io.lintel.factor.KeyAnswer;
import io.lintel.factor.KeyChallenges.Binding;
import io.lintel.factor.KeyChallenges.Purpose;
import io.lintel.factor.RelyingParty;
import io.lintel.factor.SecondFactors;
import io.lintel.factor.SecondFactors.Enroller;
import io.lintel.oauth2.Parameters;
import io.lintel.server.page.FactorProblem;
import io.lintel.server.page.KeyForm;
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

/// Asks for a security key; whoever has none registers one first, if that is allowed. Looking at the page stores
/// nothing: the challenge is in it, sealed.
@Controller("${lintel.path}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class KeyFactorController {

    private static final String PATH = "/mfa/webauthn";
    private static final String REGISTRATION = "/mfa/webauthn/register/finish";
    private static final String LOGIN = "/mfa/webauthn/login/finish";

    private final FactorRequests requests;
    private final SecondFactors factors;
    private final KeyOptions options;
    private final LoginSteps steps;
    private final PageResponses pages;

    KeyFactorController(
            FactorRequests requests, SecondFactors factors, KeyOptions options, LoginSteps steps, PageResponses pages) {
        this.requests = requests;
        this.factors = factors;
        this.options = options;
        this.steps = steps;
        this.pages = pages;
    }

    @Get(PATH)
    MutableHttpResponse<String> ask(HttpRequest<?> http) {
        var request = new BrowserRequest(http);
        return requests.forDueFactor(request, Parameters.of(request.query()), due -> form(request, due, null));
    }

    @Post(REGISTRATION)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<String> register(HttpRequest<?> http, @Nullable @Body String body) {
        var request = new BrowserRequest(http);
        var fields = Parameters.of(request.queryAnd(body));
        return requests.forDueFactor(request, fields, due -> {
            var answer = factors.enrolKey(
                    binding(due, Purpose.REGISTER),
                    due.authenticator(),
                    requireParty(due),
                    answer(fields),
                    FactorForms.name(fields),
                    Enroller.NEWCOMER);
            return after(request, due, answer);
        });
    }

    @Post(LOGIN)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<String> check(HttpRequest<?> http, @Nullable @Body String body) {
        var request = new BrowserRequest(http);
        var fields = Parameters.of(request.queryAnd(body));
        return requests.forDueFactor(request, fields, due -> {
            var answer = factors.checkKey(
                    binding(due, Purpose.LOG_IN), due.authenticator(), requireParty(due), answer(fields));
            return after(request, due, answer);
        });
    }

    private MutableHttpResponse<String> after(BrowserRequest request, DueFactor due, FactorAnswer answer) {
        return requests.after(request, due, answer, FactorProblem.WRONG_KEY, problem -> form(request, due, problem));
    }

    private MutableHttpResponse<String> form(BrowserRequest request, DueFactor due, @Nullable FactorProblem problem) {
        var party = requireParty(due);
        var holder = factors.holder(due.subject());
        var registers = !holder.has(due.authenticator().id());
        if (registers) {
            FactorForms.requireMayEnrol(due.authenticator());
        }
        var challenge = factors.challenge(binding(due, registers ? Purpose.REGISTER : Purpose.LOG_IN), party);
        var keys = holder.keys(due.authenticator().id()).toList();
        var hidden = requests.hidden(due);
        hidden.put("ticket", challenge.ticket());
        var view = new KeyForm(
                steps.path(registers ? REGISTRATION : LOGIN),
                hidden,
                registers,
                registers
                        ? options.registration(party, due.parked().requireLogin(), challenge.value(), keys)
                        : options.login(party, challenge.value(), keys),
                party.timeout(),
                problem,
                requests.hasRecoveryCodes(due) ? requests.link("/mfa/recovery", due) : null);
        return pages.page(
                pages.pages().key(view, request.language(due.parked().request().locales())));
    }

    private static Binding binding(DueFactor due, Purpose purpose) {
        return new Binding(
                "login " + due.began().id(), due.subject(), due.authenticator().id(), purpose);
    }

    static KeyAnswer answer(Parameters fields) {
        return new KeyAnswer(
                fields.find("ticket").orElse(""), fields.find("credential").orElse(""));
    }

    private static RelyingParty requireParty(DueFactor due) {
        if (due.authenticator().factor() instanceof Factor.WebAuthn key) {
            return key.party();
        }
        throw PageException.of(
                PageError.INVALID_REQUEST,
                "authenticator \"" + due.authenticator().id() + "\" takes no keys");
    }
}
