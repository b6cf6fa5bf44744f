package io.lintel.server.http;

import io.lintel.server.health.Health;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/// Tells everybody whether the server is ready, and nothing else: for load balancers without the telemetry
/// listener.
@Controller("${lintel.path}")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class HealthController {

    private final Health health;

    HealthController(Health health) {
        this.health = health;
    }

    @Get("/healthz")
    @Produces(MediaType.TEXT_PLAIN)
    MutableHttpResponse<String> ready() {
        var isReady = health.isReady();
        return HttpResponse.<String>status(isReady ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(isReady ? "Health check passed" : "Health check failed.")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
