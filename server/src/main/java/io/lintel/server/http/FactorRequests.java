package io.lintel.server.http;

import io.lintel.authorization.AuthorizationFlow;
import io.lintel.authorization.NextStep;
import io.lintel.authorization.PendingAuthorization;
import io.lintel.authorization.StepMac;
import io.lintel.authorization.StepMac.Step;
import io.lintel.connector.ConnectorId;
import io.lintel.factor.AuthenticatorId;
import io.lintel.factor.FactorAnswer;
import io.lintel.factor.FactorAnswer.Reason;
import io.lintel.factor.FactorRules;
import io.lintel.factor.SecondFactors;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.Subject;
import io.lintel.server.audit.Audit;
import io.lintel.server.audit.AuditEvent;
import io.lintel.server.page.FactorProblem;
import io.lintel.server.page.PageError;
import io.lintel.throttle.Attempts.Answer.Begun;
import io.lintel.throttle.Attempts.Answer.Wait;
import io.lintel.throttle.Throttle;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// What the pages of second factors share: finding what a login waits for, and going on from there.
@Singleton
final class FactorRequests {

    private final AuthorizationFlow flow;
    private final LoginSteps steps;
    private final FactorRules rules;
    private final SecondFactors factors;
    private final Throttle throttle;
    private final Audit audit;

    FactorRequests(
            AuthorizationFlow flow,
            LoginSteps steps,
            FactorRules rules,
            SecondFactors factors,
            Throttle throttle,
            Audit audit) {
        this.flow = flow;
        this.steps = steps;
        this.rules = rules;
        this.factors = factors;
        this.throttle = throttle;
        this.audit = audit;
    }

    /// Answers for the factor that a request is about, if that is what the login waits for; otherwise leads to
    /// what it waits for.
    MutableHttpResponse<String> forDueFactor(
            BrowserRequest request, Parameters parameters, Function<DueFactor, MutableHttpResponse<String>> answer) {
        var began = require(request, parameters);
        var id = parameters.find("authenticator").orElse("");
        if (id.isEmpty() || !StepMac.matches(began, new AuthenticatorId(id), mac(parameters))) {
            throw PageException.of(PageError.OTHER_SITE, "the link to a factor of " + began.id() + " has a wrong MAC");
        }
        return steps.guarded(request, began, () -> switch (flow.waiting(began.id())) {
            case NextStep.PassFactor due
            when due.authenticator().id().value().equals(id) ->
                answer.apply(new DueFactor(began, due.authorization(), due.authenticator()));
            case NextStep other -> steps.answer(request, began, other);
        });
    }

    /// The login of this browser that a request with the MAC of all its factors is about.
    PendingAuthorization requireFactors(BrowserRequest request, Parameters parameters) {
        var began = require(request, parameters);
        if (!StepMac.matches(began, Step.FACTORS, mac(parameters))) {
            throw PageException.of(PageError.OTHER_SITE, "the link to factors of " + began.id() + " has a wrong MAC");
        }
        return began;
    }

    /// Without authenticators there is nothing here.
    private PendingAuthorization require(BrowserRequest request, Parameters parameters) {
        if (rules.all().isEmpty()) {
            throw PageException.of(PageError.NOT_FOUND, "there are no authenticators");
        }
        return steps.require(request, parameters.find("req").orElse(""));
    }

    /// Judges what can be guessed, if it may be guessed now: the codes of an end-user are counted together.
    FactorAnswer guess(Subject subject, Supplier<FactorAnswer> judge) {
        var attempt = throttle.oneTimeCode(new ConnectorId(subject.connectorId()), subject.userId());
        return switch (throttle.begin(attempt)) {
            case Wait wait -> {
                audit.record(new AuditEvent.AttemptThrottled(attempt.kind(), subject.connectorId(), wait.until()));
                yield FactorAnswer.refused(Reason.TOO_MANY_ATTEMPTS, "throttled until " + wait.until());
            }
            case Begun begun -> judged(begun, judge.get());
        };
    }

    private FactorAnswer judged(Begun begun, FactorAnswer answer) {
        switch (answer) {
            case FactorAnswer.Passed _ -> throttle.succeed(begun);
            case FactorAnswer.Refused(var reason, var _) -> {
                if (reason != Reason.WRONG) {
                    throttle.withdraw(begun);
                }
            }
        }
        return answer;
    }

    /// Goes on after an attempt, or shows the form again.
    ///
    /// @param wrong what the form says if the attempt was wrong
    MutableHttpResponse<String> after(
            BrowserRequest request,
            DueFactor due,
            FactorAnswer answer,
            FactorProblem wrong,
            Function<FactorProblem, MutableHttpResponse<String>> form) {
        record(due.subject(), due.authenticator().id(), answer);
        return switch (answer) {
            case FactorAnswer.Passed passed ->
                steps.answer(request, due.began(), flow.factorPassed(due.began().id(), passed.proof()));
            case FactorAnswer.Refused refused -> form.apply(problem(refused.reason(), wrong));
        };
    }

    static FactorProblem problem(Reason reason, FactorProblem wrong) {
        return switch (reason) {
            case WRONG, NOT_ENROLLED, ALREADY_ENROLLED -> wrong;
            case TOO_MANY_ATTEMPTS -> FactorProblem.TOO_MANY_ATTEMPTS;
            case TOO_MANY -> FactorProblem.TOO_MANY_ENROLLED;
            case ENROLMENT_FORBIDDEN -> throw notEnrolled();
        };
    }

    static PageException notEnrolled() {
        return PageException.of(PageError.NOT_ENROLLED, "nothing is enrolled, and nobody may enrol at login");
    }

    void record(Subject subject, AuthenticatorId authenticator, FactorAnswer answer) {
        audit.record(
                switch (answer) {
                    case FactorAnswer.Passed passed ->
                        new AuditEvent.FactorPassed(subject, passed.proof().passed());
                    case FactorAnswer.Refused refused ->
                        new AuditEvent.FactorRefused(subject, authenticator, refused.reason(), refused.detail());
                });
    }

    boolean hasRecoveryCodes(DueFactor due) {
        var holder = factors.holder(due.subject());
        return holder.has(due.authenticator().id()) && !holder.recoveryCodes().isEmpty();
    }

    /// What the form of a factor carries.
    Map<String, String> hidden(DueFactor due) {
        var hidden = new LinkedHashMap<String, String>();
        hidden.put("req", due.began().id().value());
        hidden.put("hmac", StepMac.of(due.began(), due.authenticator().id()));
        hidden.put("authenticator", due.authenticator().id().value());
        return hidden;
    }

    /// A link to a page of that factor.
    String link(String path, DueFactor due) {
        return PageResponses.withQuery(steps.path(path), hidden(due));
    }

    private static String mac(Parameters parameters) {
        return parameters.find("hmac").orElse("");
    }

    /// @throws OAuth2Exception what the client is to be told
    MutableHttpResponse<String> codesKept(BrowserRequest request, PendingAuthorization began) {
        return steps.answer(request, began, flow.recoveryCodesKept(began.id()));
    }
}
