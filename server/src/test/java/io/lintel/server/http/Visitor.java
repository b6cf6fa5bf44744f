package io.lintel.server.http;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// A browser that visits several clients, each registered as `X` at `https://X.example/callback` with the secret
/// `X-secret`.
final class Visitor implements AutoCloseable {

    static final Map<String, String> ALICE = Map.of("login", "alice@example.org", "password", "correct horse");
    static final Map<String, String> WALTER = Map.of("login", "walter", "password", "open sesame");

    private final TestBrowser browser = new TestBrowser();

    TestBrowser browser() {
        return browser;
    }

    /// The page or redirect that the client's request comes to.
    HttpResponse<String> visit(TestServer server, String client, String path, Map<String, String> other) {
        return browser.follow(browser.get(authorize(server, client, path, other)));
    }

    static URI authorize(TestServer server, String client, String path, Map<String, String> other) {
        var request = new LinkedHashMap<String, String>();
        request.put("client_id", client);
        request.put("redirect_uri", redirectUri(client));
        request.put("response_type", "code");
        request.put("scope", "openid offline_access");
        request.put("state", "st4te");
        request.putAll(other);
        return server.at(path + "?" + TestBrowser.encode(request));
    }

    /// The answer after the person has logged in at the client's request, and consented if asked.
    HttpResponse<String> logIn(TestServer server, String client, String connector, Map<String, String> person) {
        var form = visit(server, client, "/auth/" + connector, Map.of());
        return consent(browser.follow(browser.submit(form, person)));
    }

    HttpResponse<String> consent(HttpResponse<String> page) {
        return page.body().contains("consent-accept") ? browser.submit(page, Map.of("approval", "approve")) : page;
    }

    /// What the client is given for the code of an answer.
    HttpResponse<String> tokens(TestServer server, String client, HttpResponse<String> answer) {
        return token(
                server,
                client,
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        TestBrowser.answer(answer).getOrDefault("code", ""),
                        "redirect_uri",
                        redirectUri(client)));
    }

    HttpResponse<String> refresh(TestServer server, String client, HttpResponse<String> tokens) {
        return token(
                server,
                client,
                Map.of("grant_type", "refresh_token", "refresh_token", Shop.member(tokens, "refresh_token")));
    }

    private HttpResponse<String> token(TestServer server, String client, Map<String, String> form) {
        return new Shop(server, browser).token(form, Shop.basic(client, client + "-secret"));
    }

    /// The claims of the ID token, as text.
    static String claims(HttpResponse<String> tokens) {
        var parts = Shop.member(tokens, "id_token").split("\\.", -1);
        return new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    }

    private static String redirectUri(String client) {
        return "https://" + client + ".example/callback";
    }

    @Override
    public void close() {
        browser.close();
    }
}
