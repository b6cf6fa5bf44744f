package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.authorization.TestAuthorizations;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.signing.SettableClock;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Three clients that share sessions in part, and a browser that visits them.
final class SharedSignOn {

    static final String COOKIE = "dex_session";

    static final String CLIENTS = TestServer.STANDARD.substring(0, TestServer.STANDARD.indexOf("staticClients:")) + """
            staticClients:
              - {id: news, name: News, secret: news-secret, redirectURIs: ["https://news.example/callback"],
                 ssoSharedWith: [shop]}
              - {id: shop, name: Shop, secret: shop-secret, redirectURIs: ["https://shop.example/callback"],
                 ssoSharedWith: [bank]}
              - {id: bank, name: Bank, secret: bank-secret, redirectURIs: ["https://bank.example/callback"],
                 refreshTokenLifetime: session}
            """;

    static final String SILENT = CLIENTS + "oauth2: {skipApprovalScreen: true}\n";
    final SettableClock clock = new SettableClock(TestAuthorizations.NOW);
    final Visitor visitor = new Visitor();
    private final List<AutoCloseable> open = new ArrayList<>(List.of(visitor));

    void close() throws Exception {
        for (var each : open.reversed()) {
            each.close();
        }
    }

    /// Another browser.
    Visitor another() {
        var another = new Visitor();
        open.add(another);
        return another;
    }

    TestServer start(String text) {
        var server = TestServer.start(text, clock);
        open.add(server);
        return server;
    }

    static String with(String sessions) {
        return SILENT + "sessions: {enabled: true" + sessions + "}\n";
    }

    static void assertSignedOn(TestServer server, String cookie, boolean expected) {
        try (var somebody = new Visitor()) {
            somebody.browser().cookies().put(COOKIE, cookie);
            var answer = somebody.visit(server, "news", "/auth", Map.of("prompt", "none"));
            assertThat(isCode(answer)).as("%s", TestBrowser.location(answer)).isEqualTo(expected);
        }
    }

    static String cookie(Visitor visitor) {
        return visitor.browser().cookies().getOrDefault(COOKIE, "");
    }

    static String setCookie(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(field -> field.contains(COOKIE))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no session cookie in " + answer.headers()));
    }

    static boolean isCode(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("").contains("code=");
    }
}
