package io.lintel.server.http;

import io.lintel.authorization.AuthorizationResponse;
import io.lintel.secret.Secret;
import io.lintel.server.page.ErrorReport;
import io.lintel.server.page.FormPost;
import io.lintel.server.page.OutOfBandCode;
import io.lintel.server.page.Page;
import io.lintel.server.page.PageError;
import io.lintel.server.page.Pages;
import io.lintel.server.page.SecurityHeaders;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes what a browser is answered: pages and redirects.
@Singleton
final class PageResponses {

    private final Pages pages;
    private final SecurityHeaders headers;

    PageResponses(Pages pages, SecurityHeaders headers) {
        this.pages = pages;
        this.headers = headers;
    }

    Pages pages() {
        return pages;
    }

    /// Pages that belong to one moment of one login are never kept.
    MutableHttpResponse<String> page(Page page) {
        var response = HttpResponse.<String>status(HttpStatus.valueOf(page.status()))
                .body(page.html())
                .header(HttpHeaders.CONTENT_TYPE, Page.CONTENT_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        return ErrorAnswers.isTemporary(page.status())
                ? response.header(HttpHeaders.RETRY_AFTER, ErrorAnswers.RETRY_SECONDS)
                : response;
    }

    /// A page that shows these addresses in frames, as no other may.
    MutableHttpResponse<String> page(Page page, List<String> frames) {
        var response = page(page);
        if (!frames.isEmpty()) {
            headers.framing(frames).fields().forEach(response::header);
        }
        return response;
    }

    MutableHttpResponse<String> error(BrowserRequest request, PageError error) {
        return page(pages.error(new ErrorReport(error, request.reference()), request.language()));
    }

    /// 303: the browser goes there with a GET, whatever it came with (RFC 9110, section 15.4.4).
    static MutableHttpResponse<String> seeOther(String location) {
        return HttpResponse.<String>status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, location)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /// Brings the answer to the client, or shows the end-user the code to carry there.
    MutableHttpResponse<String> respond(BrowserRequest request, AuthorizationResponse response) {
        var uri = response.target().uri();
        if (!uri.isOutOfBand()) {
            return switch (response.mode()) {
                case QUERY -> seeOther(withQuery(uri.value(), response.parameters()));
                case FRAGMENT -> seeOther(withFragment(uri.value(), response.parameters()));
                case FORM_POST ->
                    page(pages.formPost(new FormPost(uri.value(), response.parameters()), request.language()));
            };
        }
        var code = response.parameters().get("code");
        return code == null
                ? error(request, undelivered(response.parameters().getOrDefault("error", "")))
                : page(pages.outOfBandCode(new OutOfBandCode(Secret.of(code)), request.language()));
    }

    /// What an end-user is shown of an error that nobody brings to the client.
    private static PageError undelivered(String error) {
        return switch (error) {
            case "access_denied" -> PageError.CANCELLED;
            case "server_error" -> PageError.SERVER_ERROR;
            case "temporarily_unavailable" -> PageError.UNAVAILABLE;
            default -> PageError.INVALID_REQUEST;
        };
    }

    /// Adds parameters behind those a URI has (RFC 6749, section 3.1.2).
    static String withQuery(String uri, Map<String, String> parameters) {
        var separator = uri.indexOf('?') < 0 ? "?" : uri.endsWith("?") || uri.endsWith("&") ? "" : "&";
        return uri + separator + query(parameters);
    }

    /// In place of a fragment that a URI has: it should have none (RFC 6749, section 3.1.2).
    static String withFragment(String uri, Map<String, String> parameters) {
        var fragment = uri.indexOf('#');
        return (fragment < 0 ? uri : uri.substring(0, fragment)) + "#" + query(parameters);
    }

    static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
