package io.lintel.server.http;

import io.lintel.oauth2.Issuer;
import io.lintel.server.settings.Settings;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Lets scripts of the configured origins call what clients call (Fetch Standard, section 3.2), and nothing
/// that browsers are shown. Cookies are never allowed along.
///
/// Micronaut's own filter answers for all routes or, by annotation, for origins known when the code is written.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class CorsFilter {

    private static final Set<String> PATHS = Set.of(
            "",
            "/",
            "/.well-known/openid-configuration",
            "/keys",
            "/token",
            "/token/introspect",
            "/token/revoke",
            "/userinfo");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");
    private static final List<String> ALWAYS_ALLOWED =
            List.of("Accept", "Accept-Language", "Content-Language", "Origin");

    private final String path;
    private final List<String> origins;
    private final Set<String> headers;

    CorsFilter(Issuer issuer, Settings settings) {
        this.path = issuer.path();
        this.origins = settings.web().allowedOrigins();
        this.headers = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        this.headers.addAll(ALWAYS_ALLOWED);
        this.headers.addAll(settings.web().allowedHeaders());
    }

    /// Answers the question a browser asks before a script's request.
    @RequestFilter
    @Nullable
    HttpResponse<?> preflight(HttpRequest<?> request) {
        var origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        if (request.getMethod() != HttpMethod.OPTIONS || origin == null || !isOpen(request)) {
            return null;
        }
        var method = request.getHeaders().get(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        var wanted = request.getHeaders().get(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
        if (method == null) {
            return HttpResponse.badRequest();
        }
        if (!METHODS.contains(method.toUpperCase(Locale.ROOT))) {
            return HttpResponse.status(HttpStatus.METHOD_NOT_ALLOWED);
        }
        if (wanted != null && !headers.containsAll(names(wanted))) {
            return HttpResponse.status(HttpStatus.FORBIDDEN);
        }
        var answer =
                HttpResponse.ok().header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, method.toUpperCase(Locale.ROOT));
        return wanted == null ? answer : answer.header(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, wanted);
    }

    @ResponseFilter
    void allow(HttpRequest<?> request, MutableHttpResponse<?> response) {
        var origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        if (!isOpen(request)) {
            return;
        }
        if (!origins.contains("*")) {
            response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        }
        if (origin == null) {
            return;
        }
        if (origins.contains("*")) {
            response.getHeaders().set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        } else if (origins.contains(origin)) {
            response.getHeaders().set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        }
    }

    private boolean isOpen(HttpRequest<?> request) {
        var requested = request.getPath();
        return !origins.isEmpty() && requested.startsWith(path) && PATHS.contains(requested.substring(path.length()));
    }

    private static List<String> names(String header) {
        return Arrays.stream(header.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
