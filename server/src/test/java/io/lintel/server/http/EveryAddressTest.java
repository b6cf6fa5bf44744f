package io.lintel.server.http;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.micronaut.web.router.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What holds wherever something is answered, at the addresses that the server itself says it has, so that none is
/// forgotten.
final class EveryAddressTest {

    private static final String SETTINGS =
            TestServer.STANDARD.replace("web: {", "web: {allowedOrigins: [\"https://spa.example\"], ") + """
              - {id: tv, name: TV, public: true}
              - {id: safe, name: Safe, public: true, redirectURIs: ["https://safe.example/cb"], mfaChain: [app]}
            oauth2: {passwordConnector: local, responseTypes: [code, id_token, token]}
            sessions: {enabled: true}
            mfa:
              authenticators:
                - {id: app, type: TOTP, config: {issuer: Example}}
                - {id: key, type: WebAuthn, config: {rpID: localhost, rpOrigins: ["http://localhost"]}}
            registration:
              enabled: true
              showLogos: true
              initialAccessTokens: [{id: partner, token: initial-access-token-of-a-partner}]
            """;

    private static final List<String> METHODS = List.of("GET", "POST", "POST", "POST", "PUT", "DELETE", "HEAD");
    private static final List<String> TYPES =
            List.of("application/x-www-form-urlencoded", "application/json", "text/plain", "multipart/form-data", "x");

    private static TestServer server;
    private static List<String> addresses;

    @BeforeAll
    static void start() {
        server = TestServer.start(SETTINGS);
        addresses = List.copyOf(server.context()
                .getBean(Router.class)
                .uriRoutes()
                .map(route -> route.getUriMatchTemplate().toPathString())
                .filter(path -> path.startsWith("/idp"))
                .map(path -> path.substring("/idp".length()))
                .collect(toCollection(TreeSet::new)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Tag("SEC-A13")
    @Tag("SEC-D6")
    @Tag("REL-18")
    void whateverIsSentAnywhereIsNoFaultOfTheServer() {
        var junk = new Junk(20_261_127);
        try (var browser = new TestBrowser()) {
            List<String> meant = List.of();
            for (var i = 0; i < 3_000; i++) {
                if (i % 300 == 0) {
                    meant = begin(browser);
                }
                var address =
                        junk.pick(addresses).replaceAll("\\{[^}]*}", junk.pick(List.of("local", "mock", "door", "x")));
                var query = junk.oneIn(2) ? "" : "?" + junk.form(meant);
                var method = junk.pick(METHODS);
                var request = HttpRequest.newBuilder(URI.create(server.at(address) + query))
                        .header("Content-Type", junk.oneIn(6) ? junk.pick(TYPES) : TYPES.getFirst())
                        .method(method, BodyPublishers.ofString(junk.form(meant)));
                if (junk.oneIn(3)) {
                    request.header("Authorization", junk.pick(credentials(meant)));
                }

                var answer = browser.send(request);

                assertThat(answer.statusCode())
                        .as("%s %s%s", method, address, query)
                        .isLessThan(500);
                assertIsProtected(answer, method + " " + address + query);
            }
        }
    }

    /// The fields that protect browsers are on each answer, whoever has written it.
    private static void assertIsProtected(HttpResponse<String> answer, String what) {
        var headers = answer.headers();
        assertThat(headers.allValues("Date")).as(what).hasSize(1);
        assertThat(headers.firstValue("X-Content-Type-Options")).as(what).contains("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).as(what).contains("DENY");
        assertThat(headers.firstValue("Content-Security-Policy")).as(what).isPresent();
        assertThat(headers.firstValue("Server")).as(what).isEmpty();
    }

    /// Alice logs in and stands before the consent page; what her browser and the shop know then.
    private static List<String> begin(TestBrowser browser) {
        browser.cookies().clear();
        var shop = new Shop(server, browser);
        var asks = Map.of("prompt", "consent", "connector_id", "local");
        var answer = TestBrowser.answer(shop.answer(shop.aliceLogsIn(asks), "approve"));
        var tokens = shop.token(shop.redemption(answer.getOrDefault("code", "")));
        var consent = shop.begin("/auth", asks);
        var meant = new ArrayList<>(List.of("local", "app", "key", "tv", "safe", Shop.REDIRECT_URI));
        for (var name : List.of("access_token", "refresh_token", "id_token")) {
            meant.add(Shop.member(tokens, name));
        }
        Jsoup.parse(consent.body()).select("input[type=hidden]").forEach(field -> meant.add(field.attr("value")));
        return meant;
    }

    private static List<String> credentials(List<String> meant) {
        return List.of(
                Shop.basic("shop", "shop-secret"),
                Shop.basic("shop", "wrong"),
                "Bearer initial-access-token-of-a-partner",
                "Bearer " + meant.get(6),
                "Basic x",
                "Bearer",
                "Negotiate YII=",
                "Z");
    }

    @Test
    void tableOfAddressesIsWhole() throws IOException {
        var table = Files.readString(Path.of("../docs/endpoints.md")).replaceAll("\\{[a-z]*}", "{}");
        for (var address : addresses) {
            var shown =
                    (address.isEmpty() ? "/" : address).replace("{+path}", "…").replaceAll("\\{[^}]*}", "{}");
            assertThat(table.contains("`" + shown + "`"))
                    .as("docs/endpoints.md has " + address)
                    .isTrue();
        }
    }
}
