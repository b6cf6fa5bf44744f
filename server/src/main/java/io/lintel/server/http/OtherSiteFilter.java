package io.lintel.server.http;

import io.lintel.oauth2.Issuer;
import io.lintel.server.page.PageError;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/// Refuses forms that another site sends, except where another site is meant to send one: to the authorization
/// endpoint, the endpoints that clients call, and the callbacks, which rely on the cookie of the login instead.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class OtherSiteFilter {

    private static final Set<String> FROM_ELSEWHERE = Set.of("auth", "callback", "token", "userinfo", "register");

    private final String origin;
    private final String path;

    OtherSiteFilter(Issuer issuer) {
        var uri = URI.create(issuer.value());
        this.origin = (uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT);
        this.path = issuer.path();
    }

    @RequestFilter
    void refuse(HttpRequest<?> request) {
        if (request.getMethod() != HttpMethod.POST || isMeantFor(request.getPath())) {
            return;
        }
        var site = request.getHeaders().get("Sec-Fetch-Site");
        if ("cross-site".equals(site) || "same-site".equals(site)) {
            throw PageException.of(PageError.OTHER_SITE, "Sec-Fetch-Site is " + site);
        }
        var from = request.getHeaders().get(HttpHeaders.ORIGIN);
        if (from != null && !isOurs(from)) {
            throw PageException.of(PageError.OTHER_SITE, "Origin is not that of the issuer");
        }
    }

    /// A page with `Referrer-Policy: no-referrer` posts with the origin `null`; such a post is ours if the
    /// browser says so, or says nothing, and then the MAC in the form decides.
    private boolean isOurs(String from) {
        return from.equals("null") || from.toLowerCase(Locale.ROOT).equals(origin);
    }

    private boolean isMeantFor(String requested) {
        var below = requested.startsWith(path) ? requested.substring(path.length()) : requested;
        var segments = below.split("/", -1);
        var isDeviceAsking = segments.length == 3 && segments[1].equals("device") && segments[2].equals("code");
        var isLoginForm = segments.length == 4 && segments[1].equals("auth") && segments[3].equals("login");
        return isDeviceAsking || (segments.length > 1 && FROM_ELSEWHERE.contains(segments[1]) && !isLoginForm);
    }
}
