package io.lintel.server.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecuredAnnotationRule;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/// Lets telemetry endpoints answer at the telemetry listener alone, and nothing else there.
@Singleton
final class TelemetryRule implements SecurityRule<HttpRequest<?>> {

    private final TelemetryListener listener;

    TelemetryRule(TelemetryListener listener) {
        this.listener = listener;
    }

    @Override
    public Publisher<SecurityRuleResult> check(
            @Nullable HttpRequest<?> request, @Nullable Authentication authentication) {
        if (request == null) {
            return Mono.just(SecurityRuleResult.UNKNOWN);
        }
        var isTelemetry = SecuredRoute.isFor(request, Roles.TELEMETRY);
        if (isTelemetry == listener.received(request)) {
            return Mono.just(isTelemetry ? SecurityRuleResult.ALLOWED : SecurityRuleResult.UNKNOWN);
        }
        return Mono.just(SecurityRuleResult.REJECTED);
    }

    @Override
    public int getOrder() {
        return SecuredAnnotationRule.ORDER - 100;
    }
}
