package io.lintel.server.http;

import io.lintel.oauth2.Parameters;
import io.lintel.server.page.PageError;
import io.lintel.session.SessionKey;
import io.lintel.session.SessionMac;
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

/// The page at the issuer itself: what it is for, or, to somebody who is signed on, what there is of them and how to
/// end it.
@Controller("${lintel.path}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AccountController {

    private final BrowserSignOn signOn;
    private final AccountView views;
    private final AccountEnding endings;
    private final LoginSteps steps;
    private final PageResponses pages;

    AccountController(
            BrowserSignOn signOn, AccountView views, AccountEnding endings, LoginSteps steps, PageResponses pages) {
        this.signOn = signOn;
        this.views = views;
        this.endings = endings;
        this.steps = steps;
        this.pages = pages;
    }

    @Get
    MutableHttpResponse<String> show(HttpRequest<?> http) {
        var request = new BrowserRequest(http);
        var key = signOn.findKey(request).orElse(null);
        var session = signOn.find(request).orElse(null);
        return key == null || session == null
                ? signOn.forgetStale(request, pages.page(pages.pages().home(request.language())))
                : pages.page(pages.pages()
                        .account(
                                views.of(
                                        session,
                                        key,
                                        steps.path("/account/end"),
                                        steps.path(OwnFactorListController.PATH)),
                                request.language()));
    }

    /// Whoever was signed out meanwhile sees that they are.
    @Post("/account/end")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<String> end(HttpRequest<?> http, @Nullable @Body String body) {
        var request = new BrowserRequest(http);
        var form = BrowserRequest.form(body);
        var back = PageResponses.seeOther(steps.home());
        var session = signOn.find(request).orElse(null);
        if (session == null) {
            return signOn.forgetStale(request, back);
        }
        var target = target(form, signOn.findKey(request).orElseThrow());
        return endings.end(session, target) ? signOn.forget(back) : back;
    }

    /// What the form is about, if this page made it for this browser.
    private static AccountTarget target(Parameters form, SessionKey key) {
        var target = new AccountTarget(
                form.find("kind")
                        .flatMap(AccountTarget.Kind::find)
                        .orElseThrow(() -> PageException.of(PageError.INVALID_REQUEST, "the form names no kind")),
                form.find("id").orElse(""));
        if (!SessionMac.matches(
                key, target.kind().word(), target.id(), form.find("hmac").orElse(""))) {
            throw PageException.of(PageError.OTHER_SITE, "the form that ends something has a wrong MAC");
        }
        return target;
    }
}
