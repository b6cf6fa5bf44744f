package io.lintel.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("SEC-A4")
@Tag("SEC-D7")
class LinkTest {

    private static final LanguagePreference ENGLISH = LanguagePreference.none();

    private final Pages pages = Samples.pages();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                " javascript:alert(1)",
                "java\nscript:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "//evil.example/",
                "/\\evil.example/",
                "\\\\evil.example/",
                "/\t/evil.example/",
                "/\n/evil.example/",
                "https://evil.example/",
                "relative",
                "?x",
                "#x",
                "",
                "/a b",
                "/a\u0000",
                "/a\\..\\b"
            })
    void linksAndFormsOfOurOwnLeadNowhereElse(String href) {
        var way = new ConnectorChoice(List.of(new ConnectorChoice.Way("X", "ldap", href)), null);
        var action = new LoginForm(href, Map.of(), "C", "User", null, null, null, null);
        var back = new LoginForm("/ok", Map.of(), "C", "User", null, null, href, null);
        var consent =
                new ConsentForm(href, Map.of(), ShownClient.named("Shop"), "Jane", List.of(), List.of(), Map.of());
        var retry = new ErrorReport(PageError.SERVER_ERROR, "r", href);
        var logout = new LogoutForm(href, Map.of(), "Jane", null, "/");
        var stay = new LogoutForm("/ok", Map.of(), "Jane", null, href);

        assertThatThrownBy(() -> pages.logout(logout, ENGLISH)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pages.logout(stay, ENGLISH)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pages.chooseConnector(way, ENGLISH)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pages.login(action, ENGLISH)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pages.login(back, ENGLISH)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pages.consent(consent, ENGLISH)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pages.error(retry, ENGLISH)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "//evil.example/",
                "/path",
                "https://u@evil.example/",
                "https://a b/",
                "ftp://shop.example/",
                ""
            })
    void linksAboutAClientLeadToTheWeb(String href) {
        for (var client :
                List.of(new ShownClient("Shop", null, href, null), new ShownClient("Shop", null, null, href))) {
            var choice = new ConnectorChoice(List.of(), client);
            var login = new LoginForm("/a", Map.of(), "C", "User", null, null, null, client);
            var consent = new ConsentForm("/a", Map.of(), client, "Jane", List.of(), List.of(), Map.of());

            assertThatThrownBy(() -> pages.chooseConnector(choice, ENGLISH))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> pages.login(login, ENGLISH)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> pages.consent(consent, ENGLISH)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/auth/x?a=%2F%2Fb&c=https://d.example/", "/dex/auth?x=javascript:1"})
    void pathsOfOurOwnAreLinkedUnchanged(String href) {
        var page = pages.error(new ErrorReport(PageError.SERVER_ERROR, "r", href), ENGLISH);

        assertThat(Shape.parse(page).select("#retry").attr("href")).isEqualTo(href);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "/path",
                "//idp.example.org/",
                "https:/idp.example.org",
                "https://",
                "https://user@idp.example.org/",
                "https://idp.example.org\\@evil.example/",
                "https://idp.example.org/\n",
                "ftp://idp.example.org/",
                "com.example.app:/callback",
                ""
            })
    void formsLeaveOnlyForTheWeb(String action) {
        var form = new LoggedOut.Next.Form(new FormPost(action, Map.of()));

        assertThatThrownBy(() -> pages.formPost(new FormPost(action, Map.of()), ENGLISH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http");
        assertThatThrownBy(() -> pages.loggedOut(Samples.loggedOut("https://a.example/", form), ENGLISH))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pages.loggedOut(Samples.loggedOut(action, null), ENGLISH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                " javascript:alert(1)",
                "java\nscript:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "blob:https://a.example/x",
                "file:///etc/passwd",
                "//evil.example/",
                "/path",
                "https://a.example/\n",
                ""
            })
    void afterALogoutNothingIsRun(String href) {
        var link = new LoggedOut.Next.Link(href);

        assertThatThrownBy(() -> pages.loggedOut(Samples.loggedOut("https://a.example/", link), ENGLISH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://shop.example/bye?x=\"1\"", "com.example.app:/bye", "http://127.0.0.1:1/"})
    void afterALogoutTheVeryAddressGivenFollows(String href) {
        var page = pages.loggedOut(
                Samples.loggedOut("https://a.example/?a=\"b\"", new LoggedOut.Next.Link(href)), ENGLISH);

        assertThat(Shape.parse(page).select("#continue").attr("href")).isEqualTo(href);
        assertThat(Shape.parse(page).select("iframe").attr("src")).isEqualTo("https://a.example/?a=\"b\"");
        assertThat(Shape.parse(page).select("iframe").hasAttr("sandbox")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://idp.example.org/sso?x=\"1\"&y='2'",
                "http://127.0.0.1:4000/callback",
                "http://[::1]:4000/callback",
                "HTTPS://IDP.example.org"
            })
    void formsLeaveForTheVeryAddressGiven(String action) {
        var page = pages.formPost(new FormPost(action, Map.of("a", "1")), ENGLISH);

        assertThat(Shape.parse(page).select("form").attr("action")).isEqualTo(action);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:image/png;base64,AAAA",
                "//evil.example/logo.png",
                "theme/absent.png",
                "theme/../robots.txt",
                "static/img/"
            })
    void logoOfAClientThatIsNowhereIsNotShown(String logo) {
        assertThat(Shape.parse(pages.consent(Samples.consent(logo), ENGLISH)).select(".dex-client-logo"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://tracker.example/logo.png",
                "https://login.example.org.evil.example/logo.png",
                "https://login.example.org:8443/logo.png",
                "http://login.example.org/logo.png"
            })
    void browsersLoadNoLogoFromElsewhere(String logo) {
        assertThat(clientLogo(pages, logo)).isEqualTo("/dex/client-logo?client_id=shop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "//evil.example/logo.png", "https://login.example.org/x", ""})
    void logoIsRelayedByOurOwnSite(String relay) {
        var client = new ShownClient("Shop", new ShownClient.Logo(null, relay), null, null);
        var login = new LoginForm("/a", Map.of(), "C", "User", null, null, null, client);

        assertThatThrownBy(() -> pages.login(login, ENGLISH)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void logoOfAClientFromOurSiteIsShown() {
        assertThat(clientLogo(pages, "https://login.example.org/files/shop.png"))
                .isEqualTo("https://login.example.org/files/shop.png");
        assertThat(clientLogo(pages, "static/img/local.svg")).startsWith("/dex/static/img/local.svg?v=");
    }

    @Test
    void logoOfAClientFromWhereTheProductsLogoComesIsShown() {
        var branding = new Branding("X", "https://cdn.example.org/x.svg", null, Map.of(), null);

        assertThat(clientLogo(Samples.pages(Samples.ISSUER, branding), "https://cdn.example.org/shop.png"))
                .isEqualTo("https://cdn.example.org/shop.png");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:image/png;base64,AAAA",
                "//cdn.example.org/x.png",
                "theme/../../etc/passwd\u0000",
                "elsewhere/logo.png",
                "https://cdn.example.org;script-src *",
                "https://user@cdn.example.org/x.png",
                "theme/a b"
            })
    void brandingWithADangerousLogoIsRefused(String logo) {
        assertThatThrownBy(() -> new Branding("X", logo, null, Map.of(), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("frontend.logoURL");
    }

    @Test
    void brandingWithALogoThatIsNotThereIsRefused() {
        var branding = new Branding("X", "theme/absent.png", null, Map.of(), null);

        assertThatThrownBy(() -> Samples.pages(Samples.ISSUER, branding))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("theme/absent.png");
    }

    @Test
    void footerLinksAreShownAndNoneCarriesAScript() {
        var links = Map.of("privacyURL", "https://example.org/privacy?a=1&b=2", "helpURL", "mailto:help@example.org");
        var shown = Samples.pages(Samples.ISSUER, new Branding("X", null, null, links, null))
                .home(ENGLISH);

        assertThat(Shape.parse(shown).select("footer a").eachAttr("href"))
                .containsExactly("mailto:help@example.org", "https://example.org/privacy?a=1&b=2");
        assertThatThrownBy(() -> new Branding("X", null, null, Map.of("termsURL", "javascript:alert(1)"), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("frontend.extra.termsURL");
    }

    private static String clientLogo(Pages pages, String logo) {
        return Shape.parse(pages.consent(Samples.consent(logo), ENGLISH))
                .select(".dex-client-logo")
                .attr("src");
    }
}
