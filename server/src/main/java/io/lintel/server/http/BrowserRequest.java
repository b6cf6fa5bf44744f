package io.lintel.server.http;

import io.lintel.connector.LoginId;
import io.lintel.oauth2.Parameters;
import io.lintel.secret.Secret;
import io.lintel.server.page.LanguagePreference;
import io.lintel.session.Device;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the endpoints for browsers read of a request.
final class BrowserRequest {

    private final HttpRequest<?> request;

    BrowserRequest(HttpRequest<?> request) {
        this.request = request;
    }

    /// What finds the lines of this request in the log.
    String reference() {
        return RequestId.attempt(request).orElseGet(() -> RequestId.of(request));
    }

    /// From now on the request belongs to that login.
    void belongsTo(LoginId login) {
        RequestId.belongsTo(request, login);
    }

    Map<String, List<String>> query() {
        return FormText.parse(request.getUri().getRawQuery());
    }

    /// As it was sent; empty if there is none.
    String rawQuery() {
        var query = request.getUri().getRawQuery();
        return query == null ? "" : query;
    }

    /// Whether a page of another site has sent the browser here, so that no SameSite=Lax cookie comes with a POST.
    boolean isFromAnotherSite() {
        return "cross-site".equals(request.getHeaders().get("Sec-Fetch-Site"));
    }

    /// The query and a form together: a name may be in one of them only.
    Map<String, List<String>> queryAnd(@Nullable String form) {
        var all = new LinkedHashMap<>(query());
        FormText.parse(form).forEach((name, values) -> all.merge(name, values, BrowserRequest::joined));
        return all;
    }

    static Parameters form(@Nullable String body) {
        return Parameters.of(FormText.parse(body));
    }

    /// By name; the first of a name, which is the one with the longest path (RFC 6265, section 5.4).
    Map<String, String> cookies() {
        var cookies = new LinkedHashMap<String, String>();
        for (var header : request.getHeaders().getAll(HttpHeaders.COOKIE)) {
            for (var pair : header.split(";", -1)) {
                var equals = pair.indexOf('=');
                if (equals > 0) {
                    cookies.putIfAbsent(
                            pair.substring(0, equals).strip(),
                            pair.substring(equals + 1).strip());
                }
            }
        }
        return cookies;
    }

    /// What the browser shows by a scheme of HTTP authentication (RFC 9110, section 11.4), if it shows it once.
    Optional<Secret> credentials(String scheme) {
        var shown = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
        if (shown.size() != 1) {
            return Optional.empty();
        }
        var parts = shown.getFirst().strip().split(" +", 2);
        return parts.length == 2 && parts[0].equalsIgnoreCase(scheme)
                ? Optional.of(Secret.of(parts[1]))
                : Optional.empty();
    }

    /// Where the browser says it is, and what it calls itself.
    Device device(ClientAddress addresses) {
        return new Device(
                addresses.of(request).getHostAddress(), request.getHeaders().get(HttpHeaders.USER_AGENT));
    }

    LanguagePreference language(@Nullable String uiLocales) {
        return new LanguagePreference(uiLocales, request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE));
    }

    LanguagePreference language() {
        return language(null);
    }

    private static List<String> joined(List<String> one, List<String> other) {
        return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
    }
}
