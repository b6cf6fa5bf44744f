package io.lintel.server.http;

import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.Issuer;
import io.lintel.server.page.PageError;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes errors: JSON where clients call (RFC 6749, section 5.2; RFC 6750, section 3), pages where browsers
/// come.
@Singleton
final class ErrorAnswers {

    /// Where clients call; what is longer comes first.
    private static final List<Endpoint> ENDPOINTS = List.of(
            new Endpoint("/token/introspect", "introspect"),
            new Endpoint("/token/revoke", "revoke"),
            new Endpoint("/token", "token"),
            new Endpoint("/par", "par"),
            new Endpoint("/userinfo", "userinfo"),
            new Endpoint("/register", "register"),
            new Endpoint("/device/code", "device"),
            new Endpoint("/keys", "keys"),
            new Endpoint("/.well-known/", "metadata"));

    private record Endpoint(String path, String word) {}

    /// When to try again what failed for a moment (RFC 9110, section 10.2.3).
    static final String RETRY_SECONDS = "2";

    private final PageResponses pages;
    private final String path;

    ErrorAnswers(PageResponses pages, Issuer issuer) {
        this.pages = pages;
        this.path = issuer.path();
    }

    boolean isForClients(HttpRequest<?> request) {
        var below = below(request);
        return ENDPOINTS.stream().anyMatch(endpoint -> below.startsWith(endpoint.path()));
    }

    /// The word that logs and metrics have for an endpoint, whatever a client has put behind its path.
    String endpoint(HttpRequest<?> request) {
        var below = below(request);
        return ENDPOINTS.stream()
                .filter(endpoint -> below.startsWith(endpoint.path()))
                .map(Endpoint::word)
                .findFirst()
                .orElse("other");
    }

    MutableHttpResponse<?> page(HttpRequest<?> request, PageError error) {
        return pages.error(new BrowserRequest(request), error);
    }

    /// The answer that says no more than its status.
    MutableHttpResponse<?> of(HttpRequest<?> request, int status) {
        var code = status >= 500 ? ErrorCode.SERVER_ERROR : ErrorCode.INVALID_REQUEST;
        return isForClients(request)
                ? json(request, code, status, null)
                : page(request, pageError(status)).status(status);
    }

    static boolean isTemporary(int status) {
        return status == 429 || status == 503;
    }

    private static PageError pageError(int status) {
        return switch (status) {
            case 401, 403, 404 -> PageError.NOT_FOUND;
            case 405 -> PageError.METHOD_NOT_ALLOWED;
            case 413, 414, 431 -> PageError.TOO_LARGE;
            case 415 -> PageError.UNSUPPORTED_MEDIA_TYPE;
            case 429 -> PageError.TOO_MANY_REQUESTS;
            case 503 -> PageError.UNAVAILABLE;
            default -> status >= 500 ? PageError.SERVER_ERROR : PageError.INVALID_REQUEST;
        };
    }

    MutableHttpResponse<?> json(HttpRequest<?> request, ErrorCode code, @Nullable String description) {
        return json(request, code, code.status(), description);
    }

    MutableHttpResponse<?> json(HttpRequest<?> request, ErrorCode code, int status, @Nullable String description) {
        var members = new LinkedHashMap<String, String>();
        members.put("error", code.code());
        if (description != null) {
            members.put("error_description", description);
        }
        var response = HttpResponse.<Map<String, String>>status(HttpStatus.valueOf(status))
                .body(members)
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.PRAGMA, "no-cache");
        challenge(request, code, response);
        if (isTemporary(status)) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return response;
    }

    /// How to do better, where a status asks for it (RFC 9110, section 11.6.1). Whoever has shown nothing is told no
    /// error (RFC 6750, section 3.1).
    private void challenge(HttpRequest<?> request, ErrorCode code, MutableHttpResponse<?> response) {
        var shown = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        if (below(request).startsWith("/userinfo")) {
            var isAnonymous = shown == null && !isForm(request);
            var error = code == ErrorCode.INVALID_TOKEN && isAnonymous ? "" : ", error=\"" + code.code() + "\"";
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"userinfo\"" + error);
        } else if (code == ErrorCode.INVALID_TOKEN && below(request).startsWith("/register")) {
            var error = shown == null ? "" : ", error=\"invalid_token\"";
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"registration\"" + error);
        } else if (code == ErrorCode.INVALID_CLIENT && shown != null) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"clients\", charset=\"UTF-8\"");
        }
    }

    /// A form may have shown a token (RFC 6750, section 2.2).
    private static boolean isForm(HttpRequest<?> request) {
        return request.getContentType()
                .filter(MediaType.APPLICATION_FORM_URLENCODED_TYPE::equals)
                .isPresent();
    }

    private String below(HttpRequest<?> request) {
        var requested = request.getPath();
        return requested.startsWith(path) ? requested.substring(path.length()) : requested;
    }
}
