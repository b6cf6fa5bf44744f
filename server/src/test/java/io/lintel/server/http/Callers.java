package io.lintel.server.http;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/// The shop and Walter, who comes by the connector `door`: they begin at one replica and finish at another. Each
/// method tells how far they got, and fails nowhere.
final class Callers implements AutoCloseable {

    private static final String SCOPE = "openid groups offline_access audience:server:client_id:api";
    private static final String SHOP = Shop.basic("shop", "shop-secret");
    private static final int MOST_PAGES = 8;

    private final TestServer begun;
    private final TestServer finished;
    private final TestBrowser walter = new TestBrowser();

    Callers(TestServer begun, TestServer finished) {
        this.begun = begun;
        this.finished = finished;
    }

    /// The code of a login, or nothing.
    @Nullable
    String code() {
        return logIn("code").get("code");
    }

    boolean redeems(@Nullable String code) {
        return code != null && isToken(ask(finished, redemption(code)));
    }

    /// Everything happens at once here, so it is the second replica that is asked.
    boolean frontChannelTokens() {
        return answer(walk(walter.get(authorization(finished, "id_token token"))))
                .containsKey("access_token");
    }

    @Nullable
    String refreshToken() {
        var code = code();
        return code == null ? null : member(ask(begun, redemption(code)), "refresh_token");
    }

    boolean refreshes(@Nullable String token) {
        return token != null && isToken(ask(finished, Map.of("grant_type", "refresh_token", "refresh_token", token)));
    }

    /// The device code of a device that Walter has approved, or nothing.
    @Nullable
    String approvedDevice() {
        var started = ask(begun, "/device/code", Map.of("scope", SCOPE));
        var userCode = member(started, "user_code");
        var deviceCode = member(started, "device_code");
        if (userCode == null) {
            return null;
        }
        var form = walter.get(begun.at("/device?user_code=" + userCode));
        var choice = walter.follow(walter.submit(form, Map.of("user_code", userCode)));
        var link = Jsoup.parse(choice.body(), choice.uri().toString()).selectFirst("a[href*='/door?']");
        if (link != null) {
            walk(walter.get(URI.create(link.absUrl("href"))));
        }
        return deviceCode;
    }

    boolean polls(@Nullable String deviceCode) {
        return deviceCode != null
                && isToken(ask(
                        finished,
                        Map.of(
                                "grant_type",
                                "urn:ietf:params:oauth:grant-type:device_code",
                                "device_code",
                                deviceCode)));
    }

    boolean asksWithAPassword() {
        return isToken(ask(
                finished,
                Map.of("grant_type", "password", "username", "walter", "password", "open sesame", "scope", SCOPE)));
    }

    boolean exchanges() {
        return isToken(ask(
                finished,
                Map.of(
                        "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                        "connector_id", "mock",
                        "subject_token", "whatever",
                        "subject_token_type", "urn:ietf:params:oauth:token-type:access_token",
                        "scope", "openid groups audience:server:client_id:api")));
    }

    boolean asksForItself() {
        return isToken(ask(
                finished, Map.of("grant_type", "client_credentials", "scope", "openid audience:server:client_id:api")));
    }

    private Map<String, String> logIn(String responseType) {
        return answer(walk(walter.get(authorization(begun, responseType))));
    }

    private static URI authorization(TestServer server, String responseType) {
        return server.at("/auth/door?"
                + TestBrowser.encode(Shop.request(Map.of("response_type", responseType, "scope", SCOPE))));
    }

    /// Goes on for as long as it is asked for what it can say.
    private HttpResponse<String> walk(HttpResponse<String> first) {
        var page = walter.follow(first);
        for (var pages = 0; pages < MOST_PAGES; pages++) {
            var document = Jsoup.parse(page.body());
            if (document.selectFirst("input[name=password]") != null) {
                page = walter.follow(walter.submit(page, Map.of("login", "walter", "password", "open sesame")));
            } else if (document.selectFirst("button[name=approval]") != null) {
                page = walter.follow(walter.submit(page, Map.of("approval", "approve")));
            } else {
                break;
            }
        }
        return page;
    }

    /// The parameters that a redirect to the shop brings, in its query or its fragment.
    private static Map<String, String> answer(HttpResponse<String> last) {
        var location = last.headers().firstValue("Location").orElse("");
        if (!location.startsWith(Shop.REDIRECT_URI)) {
            return Map.of();
        }
        var parameters = new LinkedHashMap<String, String>();
        for (var pair : location.substring(Shop.REDIRECT_URI.length() + 1).split("&", -1)) {
            var equals = pair.indexOf('=');
            parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return parameters;
    }

    private static Map<String, String> redemption(String code) {
        return Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", Shop.REDIRECT_URI);
    }

    private HttpResponse<String> ask(TestServer server, Map<String, String> form) {
        return ask(server, "/token", form);
    }

    private HttpResponse<String> ask(TestServer server, String path, Map<String, String> form) {
        return walter.send(HttpRequest.newBuilder(server.at(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", SHOP)
                .POST(BodyPublishers.ofString(TestBrowser.encode(form))));
    }

    private static boolean isToken(HttpResponse<String> answer) {
        if (answer.statusCode() >= 500) {
            throw new AssertionError(answer.statusCode() + ": " + answer.body());
        }
        return answer.statusCode() == 200 && member(answer, "access_token") != null;
    }

    private static @Nullable String member(HttpResponse<String> answer, String name) {
        return answer.body().contains("\"" + name + "\":") ? Shop.member(answer, name) : null;
    }

    @Override
    public void close() {
        walter.close();
    }
}
