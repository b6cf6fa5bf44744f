package io.lintel.server.http;

import io.lintel.logout.LogoutFlow;
import io.lintel.logout.LogoutRequestReader;
import io.lintel.logout.LogoutStep;
import io.lintel.oauth2.Parameters;
import io.lintel.server.audit.AuditEvent.SessionEnd;
import io.lintel.server.page.LoggedOut.Outcome;
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
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// The logout endpoint (OpenID Connect RP-Initiated Logout, section 2).
@Controller("${lintel.path}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class LogoutController {

    private final LogoutRequestReader reader;
    private final LogoutFlow flow;
    private final LogoutSteps steps;
    private final PostedAgain postedAgain;

    LogoutController(LogoutRequestReader reader, LogoutFlow flow, LogoutSteps steps, PostedAgain postedAgain) {
        this.reader = reader;
        this.flow = flow;
        this.steps = steps;
        this.postedAgain = postedAgain;
    }

    @Get("/logout")
    MutableHttpResponse<String> get(HttpRequest<?> http) {
        var request = new BrowserRequest(http);
        steps.requireSessions();
        return start(request, Parameters.of(request.query()));
    }

    @Post("/logout")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<String> post(HttpRequest<?> http, @Nullable @Body String body) {
        var request = new BrowserRequest(http);
        steps.requireSessions();
        var given = Parameters.of(request.queryAnd(body));
        if (steps.findSession(request).isPresent()) {
            return start(request, given);
        }
        return postedAgain
                .answer(request, LogoutSteps.PATH, new LinkedHashMap<>(given.asMap()))
                .orElseGet(() -> start(request, given));
    }

    private MutableHttpResponse<String> start(BrowserRequest request, Parameters given) {
        var asked = reader.read(given);
        return switch (flow.start(asked, steps.findSession(request).orElse(null))) {
            case LogoutStep.Ask ask -> steps.ask(request, ask.session(), asked);
            case LogoutStep.End end ->
                steps.end(request, end.session(), steps.pending(end.session(), asked), SessionEnd.BY_CLIENT);
            case LogoutStep.Finish finish -> steps.finish(request, asked.target(), asked.locales(), Outcome.NO_SESSION);
        };
    }

    @Post("/logout/confirm")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<String> confirm(HttpRequest<?> http, @Nullable @Body String body) {
        var request = new BrowserRequest(http);
        steps.requireSessions();
        var session = steps.findSession(request);
        if (session.isEmpty()) {
            return steps.finish(request, null, null, Outcome.NO_SESSION);
        }
        var question = BrowserRequest.form(body).find(LogoutSteps.QUESTION).orElse("");
        var pending = steps.findAnswered(session.get(), question)
                .orElseThrow(() -> PageException.of(
                        PageError.OTHER_SITE, "the form is not one that this session was asked with, or an old one"));
        return steps.end(request, session.get(), pending, SessionEnd.BY_USER);
    }
}
