package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.StandardServer;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a request says, every address that is shown or followed stays at the issuer, or is the one that was
/// registered; and nothing a request says adds a line to a header.
@Tag("SEC-A3")
@Tag("SEC-A4")
@Tag("SEC-L5")
@ExtendWith(StandardServer.class)
final class LinksStayHereTest {

    private static final List<String> PARAMETERS = List.of(
            "state",
            "nonce",
            "login_hint",
            "ui_locales",
            "back",
            "connector_id",
            "id_token_hint",
            "RelayState",
            "post_logout_redirect_uri",
            "request_uri",
            "scope",
            "prompt",
            "error",
            "unheard_of");

    private static TestServer server;

    private final TestBrowser browser = new TestBrowser();

    @BeforeAll
    static void start(TestServer standard) {
        server = standard;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example/",
                "\\\\evil.example",
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "data:text/html,evil.example",
                "vbscript:evil.example",
                "\"><a href=https://evil.example>",
                "'><base href=https://evil.example>",
                "x\r\nLocation: https://evil.example\r\n\r\n<html>",
                "x\nSet-Cookie: evil=example",
                "https://shop.example/callback@evil.example",
                "https://shop.example.evil.example/"
            })
    void everyAddressIsOursOrRegistered(String hostile) {
        for (var parameter : PARAMETERS) {
            var other = Map.of(parameter, hostile);
            for (var path : List.of("/auth", "/auth/mock", "/auth/local", "/auth/door")) {
                check(parameter, browser.get(shop().authorize(path, other)));
                check(parameter, shop().begin(path, other));
                check(parameter, browser.post(server.at(path), Shop.request(other)));
            }
            for (var path : List.of("/callback", "/callback/mock", "/approval", "/auth/local/login", "/", "/nowhere")) {
                check(parameter, browser.get(server.at(path + "?" + TestBrowser.encode(other))));
                check(parameter, browser.post(server.at(path), other));
            }
        }
        var form = shop().begin("/auth/door", Map.of("login_hint", hostile, "state", "s" + hostile));
        check("login", browser.submit(form, Map.of("login", hostile, "password", hostile)));
        var consent = browser.follow(browser.submit(form, Map.of("login", "walter", "password", "open sesame")));
        check("consent", consent);
        var answer = browser.submit(consent, Map.of("approval", "approve"));
        check("answer", answer);
        assertThat(TestBrowser.answer(answer))
                .containsEntry("state", "s" + hostile)
                .containsKey("code");
    }

    private Shop shop() {
        return new Shop(server, browser);
    }

    private static void check(String what, HttpResponse<String> answer) {
        var location = answer.headers().firstValue("Location");
        location.ifPresent(target -> assertThat(isHere(target) || target.startsWith(Shop.REDIRECT_URI + "?"))
                .as("%s: Location: %s", what, target)
                .isTrue());
        assertThat(answer.headers().allValues("Location")).hasSizeLessThan(2);
        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("evil"));
        var page = Jsoup.parse(answer.body());
        for (var attribute : List.of("href", "src", "action", "formaction", "data", "srcset", "poster")) {
            assertThat(page.select("[" + attribute + "]").eachAttr(attribute))
                    .as("%s: %s in %s", what, attribute, answer.uri())
                    .allMatch(LinksStayHereTest::isHere);
        }
        assertThat(page.select("base, meta[http-equiv], iframe")).as(what).isEmpty();
    }

    /// A path at this host, as a browser reads it, or an address below the issuer.
    private static boolean isHere(String link) {
        if (link.isEmpty()) {
            return true;
        }
        var resolved = URI.create(server.issuer() + "/page").resolve(link.replace('\\', '/'));
        return "http".equals(resolved.getScheme())
                && server.issuer().getAuthority().equals(resolved.getAuthority())
                && resolved.getPath().startsWith("/idp");
    }
}
