package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.testkit.Answer;
import io.lintel.connector.testkit.Asked;
import io.lintel.connector.testkit.LoopbackUpstream;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.logo.Pictures;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The logo of a client on the pages that people see on their way, from our own site.
final class ClientLogoTest {

    private static final String SETTINGS = """
            issuer: "@ISSUER@"
            storage: {type: memory}
            web: {http: "127.0.0.1:@PORT@"}
            connectors:
              - {id: door, type: mockPassword, name: Door, config: {username: kilgore, password: trout}}
              - {id: gate, type: mockPassword, name: Gate, config: {username: kilgore, password: trout}}
            staticClients:
              - {id: "a/b c", name: Shop, secret: s, redirectURIs: ["https://shop.example/cb"], logoURL: "@LOGO@/shop.png"}
              - {id: drawn, name: Drawn, secret: s, redirectURIs: ["https://shop.example/cb"], logoURL: "@LOGO@/drawn.svg"}
              - {id: broken, name: Broken, secret: s, redirectURIs: ["https://shop.example/cb"], logoURL: "@LOGO@/page"}
              - {id: ours, name: Ours, secret: s, redirectURIs: ["https://shop.example/cb"], logoURL: theme/logo.svg}
              - {id: plain, name: Plain, secret: s, redirectURIs: ["https://shop.example/cb"]}
            """;

    private static final LoopbackUpstream PLACE = LoopbackUpstream.startPlain(ClientLogoTest::say);
    private static TestServer server;

    private static Answer say(Asked asked) {
        return switch (asked.path()) {
            case "/shop.png" -> Pictures.png();
            case "/drawn.svg" -> Pictures.svg();
            default -> Answer.json(200, "{}");
        };
    }

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start(SETTINGS.replace("@LOGO@", PLACE.at("").toString()));
    }

    @AfterAll
    static void stop() {
        server.close();
        PLACE.close();
    }

    @Test
    @Tag("SEC-D6")
    void everyPageOfALoginShowsTheLogoFromOurOwnSite() throws Exception {
        try (var browser = new TestBrowser()) {
            var choice = browser.get(server.at("/auth?client_id=a/b%20c&redirect_uri=https://shop.example/cb"
                    + "&response_type=code&scope=openid%20email"));
            var login = browser.follow(browser.get(choice.uri()
                    .resolve(Jsoup.parse(choice.body())
                            .select("a.theme-btn-provider")
                            .attr("href"))));
            var consent = browser.follow(browser.submit(login, Map.of("login", "kilgore", "password", "trout")));

            for (var page : List.of(choice, login, consent)) {
                var src = Jsoup.parse(page.body()).select("#client-logo").attr("src");
                assertThat(src).isEqualTo(server.issuer().getPath() + "/client-logo?client_id=a%2Fb+c");
                var logo = load(src.substring(server.issuer().getPath().length()));
                assertThat(logo.statusCode()).isEqualTo(200);
                assertThat(logo.headers().firstValue("Content-Type")).contains("image/png");
                assertThat(logo.body()).isEqualTo(Pictures.PNG);
            }
            assertThat(Jsoup.parse(consent.body()).select("#consent-accept")).hasSize(1);
        }
    }

    @Test
    @Tag("SEC-D7")
    void logoIsNoPageByItself() throws Exception {
        var logo = load("/client-logo?client_id=drawn");

        assertThat(logo.statusCode()).isEqualTo(200);
        assertThat(logo.body()).isEqualTo(Pictures.SVG);
        var headers = logo.headers();
        assertThat(headers.firstValue("Content-Type")).contains("image/svg+xml");
        assertThat(headers.firstValue("Content-Disposition")).contains("attachment");
        assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Content-Security-Policy").orElse("")).contains("default-src 'none'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?client_id=",
                "?client_id=nobody",
                "?client_id=broken",
                "?client_id=ours",
                "?client_id=plain",
                "?client_id=drawn%0d%0a",
                "?client=drawn"
            })
    void whatIsNoLogoIsNotFound(String query) throws Exception {
        var answer = load("/client-logo" + query);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void fileOfOursIsShownAsItIs() throws Exception {
        try (var browser = new TestBrowser()) {
            assertThat(logo(browser, "ours")).startsWith(server.issuer().getPath() + "/theme/logo.svg?v=");
            assertThat(logo(browser, "plain")).isEmpty();
        }
    }

    private static String logo(TestBrowser browser, String client) {
        var page = browser.get(server.at(
                "/auth?client_id=" + client + "&redirect_uri=https://shop.example/cb&response_type=code&scope=openid"));
        assertThat(page.statusCode()).isEqualTo(200);
        return Jsoup.parse(page.body()).select("#client-logo").attr("src");
    }

    private static HttpResponse<byte[]> load(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(server.at(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }
}
