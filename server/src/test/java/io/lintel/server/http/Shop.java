package io.lintel.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// The client `shop` of [TestServer#STANDARD], which sends browsers to log in and redeems what they bring.
final class Shop {

    static final String REDIRECT_URI = "https://shop.example/callback";

    private final TestServer server;
    private final TestBrowser browser;

    Shop(TestServer server, TestBrowser browser) {
        this.server = server;
        this.browser = browser;
    }

    /// The parameters of an ordinary authorization request, some of them other.
    static Map<String, String> request(Map<String, String> other) {
        var request = new LinkedHashMap<String, String>();
        request.put("client_id", "shop");
        request.put("redirect_uri", REDIRECT_URI);
        request.put("response_type", "code");
        request.put("scope", "openid email profile groups offline_access federated:id");
        request.put("state", "st4te");
        request.put("nonce", "n0nce");
        request.putAll(other);
        return request;
    }

    /// Where a browser is sent to.
    URI authorize(String path, Map<String, String> other) {
        return server.at(path + "?" + TestBrowser.encode(request(other)));
    }

    /// The page or redirect after the browser came to the authorization endpoint.
    HttpResponse<String> begin(String path, Map<String, String> other) {
        return browser.follow(browser.get(authorize(path, other)));
    }

    /// The consent page after Alice has logged in.
    HttpResponse<String> aliceLogsIn(Map<String, String> other) {
        var form = begin("/auth/local", other);
        return browser.follow(browser.submit(form, Map.of("login", "alice@example.org", "password", "correct horse")));
    }

    /// What comes of a consent page.
    ///
    /// @param answer `approve` or `rejected`
    HttpResponse<String> answer(HttpResponse<String> consent, String answer) {
        return browser.submit(consent, Map.of("approval", answer));
    }

    /// The redirect to the shop after Alice has logged in and consented.
    HttpResponse<String> aliceComes() {
        return browser.submit(aliceLogsIn(Map.of()), Map.of("approval", "approve"));
    }

    String code() {
        return TestBrowser.answer(aliceComes()).getOrDefault("code", "");
    }

    Map<String, String> redemption(String code) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", REDIRECT_URI);
        return form;
    }

    /// Asks the token endpoint with the shop's secret.
    HttpResponse<String> token(Map<String, String> form) {
        return token(form, basic("shop", "shop-secret"));
    }

    HttpResponse<String> token(Map<String, String> form, String authorization) {
        return ask("/token", form, authorization);
    }

    HttpResponse<String> introspect(String token) {
        return ask("/token/introspect", Map.of("token", token), basic("shop", "shop-secret"));
    }

    HttpResponse<String> revoke(String token) {
        return ask("/token/revoke", Map.of("token", token), basic("shop", "shop-secret"));
    }

    private HttpResponse<String> ask(String path, Map<String, String> form, String authorization) {
        return browser.send(HttpRequest.newBuilder(server.at(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofString(TestBrowser.encode(form))));
    }

    HttpResponse<String> userInfo(String accessToken) {
        return browser.send(
                HttpRequest.newBuilder(server.at("/userinfo")).header("Authorization", "Bearer " + accessToken));
    }

    /// A string member of a JSON object, by its text alone.
    static String member(HttpResponse<String> answer, String name) {
        var start = answer.body().indexOf("\"" + name + "\":\"");
        if (start < 0) {
            throw new AssertionError("no " + name + " in " + answer.statusCode() + ": " + answer.body());
        }
        var value = start + name.length() + 4;
        return answer.body().substring(value, answer.body().indexOf('"', value));
    }

    static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(UTF_8));
    }
}
