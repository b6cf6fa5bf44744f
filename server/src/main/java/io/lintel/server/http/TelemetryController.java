package io.lintel.server.http;

import io.lintel.server.connectors.ConnectorRegistry;
import io.lintel.server.health.Health;
import io.lintel.server.listener.TelemetryPaths;
import io.lintel.server.metrics.Metrics;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the telemetry listener tells: metrics, whether the process lives, whether it should be sent requests.
@Controller(TelemetryPaths.PREFIX)
@Secured(Roles.TELEMETRY)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TelemetryController {

    private final Metrics metrics;
    private final Health health;
    private final ConnectorRegistry connectors;

    TelemetryController(Metrics metrics, Health health, ConnectorRegistry connectors) {
        this.metrics = metrics;
        this.health = health;
        this.connectors = connectors;
    }

    @Get("/metrics")
    @Produces(MediaType.ALL)
    MutableHttpResponse<String> metrics(@Nullable @Header(HttpHeaders.ACCEPT) String accept) {
        var exposition = metrics.expose(accept);
        return HttpResponse.ok(exposition.content()).header(HttpHeaders.CONTENT_TYPE, exposition.contentType());
    }

    /// Answers as long as the process does.
    @Get("/healthz/live")
    @Produces(MediaType.TEXT_PLAIN)
    MutableHttpResponse<String> live() {
        return HttpResponse.ok("ok").header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    @Get("/healthz")
    @Produces(MediaType.APPLICATION_JSON)
    MutableHttpResponse<Map<String, Object>> health(@Nullable @QueryValue String type) {
        return ready(type);
    }

    /// @param type `short` for a word about each check, as dex has it
    @Get("/healthz/ready")
    @Produces(MediaType.APPLICATION_JSON)
    MutableHttpResponse<Map<String, Object>> ready(@Nullable @QueryValue String type) {
        var checks = health.checks();
        var isReady = !checks.containsValue(false);
        var isShort = "short".equals(type);
        Map<String, Object> told = new LinkedHashMap<>();
        checks.forEach((check, isHealthy) -> told.put(check, status(isHealthy, isShort)));
        // A connector that is away is told here and keeps nobody from coming by the others.
        connectors
                .conditions()
                .forEach(
                        condition -> told.put("connector:" + condition.id(), status(condition.isAvailable(), isShort)));
        return HttpResponse.<Map<String, Object>>status(isReady ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(told)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static Object status(boolean isWell, boolean isShort) {
        var word = isWell ? "PASS" : "FAIL";
        return isShort ? word : Map.of("status", word);
    }
}
