package io.lintel.server.http;

import io.lintel.factor.Authenticator;
import io.lintel.factor.Factor;
import io.lintel.factor.FactorAnswer;
import io.lintel.factor.KeyChallenges.Binding;
import io.lintel.factor.KeyChallenges.Purpose;
import io.lintel.factor.SecondFactors;
import io.lintel.factor.SecondFactors.Enroller;
import io.lintel.oauth2.Parameters;
import io.lintel.server.http.OwnFactors.Visit;
import io.lintel.server.page.CodeForm;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Lets somebody who is signed on show a factor once more (`do=confirm`), or enrol another (`do=add`).
@Controller("${lintel.path}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class OwnFactorController {

    static final String CODE = "/mfa/manage/totp";
    static final String KEY = "/mfa/manage/webauthn";
    private static final String ADD = "add";
    private static final String CONFIRM = "confirm";

    private final OwnFactors own;
    private final FactorRequests requests;
    private final SecondFactors factors;
    private final KeyOptions options;
    private final LoginSteps steps;
    private final PageResponses pages;

    OwnFactorController(
            OwnFactors own,
            FactorRequests requests,
            SecondFactors factors,
            KeyOptions options,
            LoginSteps steps,
            PageResponses pages) {
        this.own = own;
        this.requests = requests;
        this.factors = factors;
        this.options = options;
        this.steps = steps;
        this.pages = pages;
    }

    /// What somebody wants with an authenticator.
    private record Wish(Visit visit, Authenticator authenticator, boolean adds) {

        String deed() {
            return adds ? ADD : CONFIRM;
        }

        Binding binding(Purpose purpose) {
            return new Binding("session " + visit.session().id(), visit.subject(), authenticator.id(), purpose);
        }

        Factor.Totp requireTotp() {
            if (authenticator.factor() instanceof Factor.Totp totp) {
                return totp;
            }
            throw PageException.of(PageError.INVALID_REQUEST, "the authenticator takes no codes");
        }

        Factor.WebAuthn requireKey() {
            if (authenticator.factor() instanceof Factor.WebAuthn key) {
                return key;
            }
            throw PageException.of(PageError.INVALID_REQUEST, "the authenticator takes no keys");
        }
    }

    @Get(CODE)
    MutableHttpResponse<String> askCode(HttpRequest<?> http) {
        var request = new BrowserRequest(http);
        var asked = Parameters.of(request.query());
        return own.visit(request, visit -> {
            var wish = wish(visit, asked, asked.find("target").orElse(""));
            return isOutOfTurn(wish) ? own.toList() : codeForm(request, wish, own.newTicket(visit), null);
        });
    }

    @Post(CODE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<String> takeCode(HttpRequest<?> http, @Nullable @Body String body) {
        var request = new BrowserRequest(http);
        var form = BrowserRequest.form(body);
        return own.visit(request, visit -> {
            var wish = signed(visit, form);
            if (isOutOfTurn(wish)) {
                return own.toList();
            }
            var ticket = form.find("ticket").orElse("");
            var answer = requests.guess(visit.subject(), () -> judgeCode(wish, form, ticket));
            return after(wish, answer, FactorProblem.WRONG_CODE, problem -> codeForm(request, wish, ticket, problem));
        });
    }

    private FactorAnswer judgeCode(Wish wish, Parameters form, String ticket) {
        wish.requireTotp();
        var subject = wish.visit().subject();
        var code = FactorForms.code(form);
        return wish.adds()
                ? factors.enrolApplication(
                        subject,
                        wish.authenticator(),
                        own.secrets(wish.visit(), ticket)
                                .totp(wish.authenticator().id()),
                        code,
                        FactorForms.name(form),
                        Enroller.HOLDER)
                : factors.checkCode(subject, wish.authenticator(), code);
    }

    private MutableHttpResponse<String> codeForm(
            BrowserRequest request, Wish wish, String ticket, @Nullable FactorProblem problem) {
        var issuer = wish.requireTotp().issuer();
        var account = FactorForms.account(wish.visit().session().authentication());
        var hidden = wish.visit().fields(wish.deed(), wish.authenticator().id().value());
        hidden.put("ticket", ticket);
        var secret = own.secrets(wish.visit(), ticket).totp(wish.authenticator().id());
        var view = new CodeForm(
                steps.path(CODE),
                hidden,
                issuer + ": " + account,
                wish.adds() ? FactorForms.enrolled(secret, issuer, account) : null,
                problem,
                null);
        return pages.page(pages.pages().code(view, request.language()));
    }

    @Get(KEY)
    MutableHttpResponse<String> askKey(HttpRequest<?> http) {
        var request = new BrowserRequest(http);
        var asked = Parameters.of(request.query());
        return own.visit(request, visit -> {
            var wish = wish(visit, asked, asked.find("target").orElse(""));
            return isOutOfTurn(wish) ? own.toList() : keyForm(request, wish, null);
        });
    }

    @Post(KEY)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<String> takeKey(HttpRequest<?> http, @Nullable @Body String body) {
        var request = new BrowserRequest(http);
        var form = BrowserRequest.form(body);
        return own.visit(request, visit -> {
            var wish = signed(visit, form);
            if (isOutOfTurn(wish)) {
                return own.toList();
            }
            var party = wish.requireKey().party();
            var given = KeyFactorController.answer(form);
            var answer = wish.adds()
                    ? factors.enrolKey(
                            wish.binding(Purpose.REGISTER),
                            wish.authenticator(),
                            party,
                            given,
                            FactorForms.name(form),
                            Enroller.HOLDER)
                    : factors.checkKey(wish.binding(Purpose.LOG_IN), wish.authenticator(), party, given);
            return after(wish, answer, FactorProblem.WRONG_KEY, problem -> keyForm(request, wish, problem));
        });
    }

    private MutableHttpResponse<String> keyForm(BrowserRequest request, Wish wish, @Nullable FactorProblem problem) {
        var party = wish.requireKey().party();
        var challenge = factors.challenge(wish.binding(wish.adds() ? Purpose.REGISTER : Purpose.LOG_IN), party);
        var known = wish.visit().holder().keys(wish.authenticator().id()).toList();
        var hidden = wish.visit().fields(wish.deed(), wish.authenticator().id().value());
        hidden.put("ticket", challenge.ticket());
        var view = new KeyForm(
                steps.path(KEY),
                hidden,
                wish.adds(),
                wish.adds()
                        ? options.registration(party, wish.visit().session().authentication(), challenge.value(), known)
                        : options.login(party, challenge.value(), known),
                party.timeout(),
                problem,
                null);
        return pages.page(pages.pages().key(view, request.language()));
    }

    private Wish signed(Visit visit, Parameters form) {
        var deed = form.find("do").filter(ADD::equals).orElse(CONFIRM);
        return wish(visit, form, OwnFactors.requireTarget(visit, form, deed));
    }

    private Wish wish(Visit visit, Parameters asked, String target) {
        var adds = asked.find("do").filter(ADD::equals).isPresent();
        return new Wish(visit, own.requireOffered(visit, target), adds);
    }

    /// Adding takes what makes sure who it is; and confirming takes something to confirm with.
    private static boolean isOutOfTurn(Wish wish) {
        return wish.adds()
                ? !wish.visit().mayChange()
                : !wish.visit().holder().has(wish.authenticator().id());
    }

    private MutableHttpResponse<String> after(
            Wish wish,
            FactorAnswer answer,
            FactorProblem wrong,
            Function<FactorProblem, MutableHttpResponse<String>> form) {
        requests.record(wish.visit().subject(), wish.authenticator().id(), answer);
        return switch (answer) {
            case FactorAnswer.Passed passed -> {
                own.passed(wish.visit(), passed.proof());
                var lacksCodes = factors.holder(wish.visit().subject()).lacksRecoveryCodes();
                yield lacksCodes ? PageResponses.seeOther(steps.path("/mfa/manage/recovery-codes")) : own.toList();
            }
            case FactorAnswer.Refused refused -> form.apply(FactorRequests.problem(refused.reason(), wrong));
        };
    }
}
