package io.lintel.server.http;

import io.lintel.factor.Authenticator;
import io.lintel.factor.Enrolment;
import io.lintel.factor.Factor;
import io.lintel.factor.RecoveryCode;
import io.lintel.factor.SecondFactors;
import io.lintel.oauth2.Parameters;
import io.lintel.server.audit.Audit;
import io.lintel.server.audit.AuditEvent;
import io.lintel.server.http.OwnFactors.Visit;
import io.lintel.server.page.FactorList;
import io.lintel.server.page.FactorRemoval;
import io.lintel.server.page.RecoveryCodes;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Shows somebody who is signed on what they have enrolled, removes it, and gives them new recovery codes.
@Controller("${lintel.path}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class OwnFactorListController {

    static final String PATH = "/mfa/manage";
    private static final String REMOVE = "/mfa/manage/remove";
    private static final String CODES = "/mfa/manage/recovery-codes";

    private final OwnFactors own;
    private final SecondFactors factors;
    private final LoginSteps steps;
    private final PageResponses pages;
    private final Audit audit;

    OwnFactorListController(OwnFactors own, SecondFactors factors, LoginSteps steps, PageResponses pages, Audit audit) {
        this.own = own;
        this.factors = factors;
        this.steps = steps;
        this.pages = pages;
        this.audit = audit;
    }

    @Get(PATH)
    MutableHttpResponse<String> show(HttpRequest<?> http) {
        var request = new BrowserRequest(http);
        return own.visit(request, visit -> pages.page(pages.pages().factors(list(visit), request.language())));
    }

    /// Asks first: a factor that is gone cannot be had back.
    @Get(REMOVE)
    MutableHttpResponse<String> askWhetherToRemove(HttpRequest<?> http) {
        var request = new BrowserRequest(http);
        var target = Parameters.of(request.query()).find("target").orElse("");
        return own.change(request, visit -> visit.holder()
                .find(target)
                .filter(enrolment -> mayGo(visit, enrolment))
                .map(enrolment -> pages.page(pages.pages().removal(removal(visit, enrolment), request.language())))
                .orElseGet(own::toList));
    }

    @Post(REMOVE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<String> remove(HttpRequest<?> http, @Nullable @Body String body) {
        var request = new BrowserRequest(http);
        var form = BrowserRequest.form(body);
        return own.change(request, visit -> {
            var id = OwnFactors.requireTarget(visit, form, "remove");
            visit.holder().find(id).map(Enrolment::authenticator).ifPresent(authenticator -> {
                if (factors.remove(visit.subject(), id, own.mayBeLast(authenticator))) {
                    audit.record(new AuditEvent.FactorRemoved(visit.subject(), authenticator));
                }
            });
            return own.toList();
        });
    }

    /// Looking at new codes changes nothing; others are shown the next time.
    @Get(CODES)
    MutableHttpResponse<String> newCodes(HttpRequest<?> http) {
        var request = new BrowserRequest(http);
        return own.change(request, visit -> {
            var ticket = own.newTicket(visit);
            var hidden = visit.fields("codes", "");
            hidden.put("ticket", ticket);
            var codes = own.secrets(visit, ticket).recoveryCodes().stream()
                    .map(RecoveryCode::shown)
                    .toList();
            return pages.page(pages.pages()
                    .recoveryCodes(new RecoveryCodes(steps.path(CODES), hidden, codes), request.language()));
        });
    }

    @Post(CODES)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<String> keepCodes(HttpRequest<?> http, @Nullable @Body String body) {
        var request = new BrowserRequest(http);
        var form = BrowserRequest.form(body);
        return own.change(request, visit -> {
            keep(visit, form);
            return own.toList();
        });
    }

    private void keep(Visit visit, Parameters form) {
        OwnFactors.requireTarget(visit, form, "codes");
        var codes = own.secrets(visit, form.find("ticket").orElse("")).recoveryCodes();
        if (factors.keepRecoveryCodes(visit.subject(), codes)) {
            audit.record(new AuditEvent.RecoveryCodesMade(visit.subject()));
        }
    }

    private FactorList list(Visit visit) {
        var holder = visit.holder();
        var offered = own.offered(visit);
        var confirmations = visit.mayChange()
                ? List.<FactorList.Way>of()
                : offered.stream()
                        .filter(authenticator -> holder.has(authenticator.id()))
                        .map(authenticator -> way(authenticator, "confirm"))
                        .toList();
        return new FactorList(
                holder.enrolments().stream()
                        .map(enrolment -> owned(visit, enrolment))
                        .toList(),
                holder.recoveryCodes().size(),
                visit.mayChange() && !holder.enrolments().isEmpty() ? steps.path(CODES) : null,
                visit.mayChange()
                        ? offered.stream()
                                .map(authenticator -> way(authenticator, "add"))
                                .toList()
                        : List.of(),
                confirmations,
                !visit.mayChange() && confirmations.isEmpty(),
                steps.home());
    }

    private FactorList.Owned owned(Visit visit, Enrolment enrolment) {
        var mayGo = mayGo(visit, enrolment);
        return new FactorList.Owned(
                visit.mayChange() && mayGo
                        ? steps.path(REMOVE) + "?target=" + PageResponses.encode(enrolment.id())
                        : null,
                !mayGo,
                enrolment instanceof Enrolment.SecurityKey,
                enrolment.name(),
                enrolment.enrolledAt(),
                enrolment.lastUsedAt());
    }

    private FactorRemoval removal(Visit visit, Enrolment enrolment) {
        return new FactorRemoval(
                steps.path(REMOVE),
                visit.fields("remove", enrolment.id()),
                enrolment instanceof Enrolment.SecurityKey,
                enrolment.name(),
                visit.holder().isLast(enrolment),
                steps.path(PATH));
    }

    private boolean mayGo(Visit visit, Enrolment enrolment) {
        return !visit.holder().isLast(enrolment) || own.mayBeLast(enrolment.authenticator());
    }

    private FactorList.Way way(Authenticator authenticator, String deed) {
        var isKey = authenticator.factor() instanceof Factor.WebAuthn;
        var page = isKey ? OwnFactorController.KEY : OwnFactorController.CODE;
        var link = steps.path(page) + "?do=" + deed + "&target="
                + PageResponses.encode(authenticator.id().value());
        return new FactorList.Way(link, isKey, authenticator.id().value());
    }
}
