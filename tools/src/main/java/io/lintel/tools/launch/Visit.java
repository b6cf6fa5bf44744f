package io.lintel.tools.launch;

import java.net.URI;
import java.util.List;
import java.util.Map;

/// What a person does with the example app and the server's pages, from the first page to the tokens and back.
///
/// Pages are told apart by the ids that are stable for automation: `username`, `consent-accept` and so on.
final class Visit {

    private static final int MAXIMUM_PAGES = 10;

    private final Configuration configuration;

    Visit(Configuration configuration) {
        this.configuration = configuration;
    }

    /// Signs in through a connector, refreshes the tokens, asks userinfo, and signs out of the app.
    ///
    /// @throws LaunchException if the visit ends on another page than expected
    void signIn(String connectorId) {
        try (var browser = new Browser()) {
            var page = browser.open(configuration.app());
            page = browser.submit(page, "sign-in", Map.of());
            for (var pages = 0; !page.origin().equals(configuration.app().toString()); pages++) {
                if (pages == MAXIMUM_PAGES) {
                    throw new LaunchException(
                            "The sign-in does not come to an end; the last page is " + page.address());
                }
                page = next(browser, page, connectorId);
            }
            for (var button : List.of("refresh", "userinfo")) {
                page = browser.submit(page, button, Map.of());
                require(page.status() == 200 && page.has("claims"), page);
            }
            require(page.has("refresh-token") && page.has("userinfo-answer"), page);
            browser.submit(page, "forget", Map.of());
        }
    }

    /// Asks for what programs ask for, and for some things that are refused.
    void look() {
        try (var browser = new Browser()) {
            var issuer = configuration.issuer() + "/";
            for (var path : List.of(".well-known/openid-configuration", "keys", "")) {
                var page = browser.open(URI.create(issuer + path));
                require(page.status() == 200, page);
            }
            for (var path : List.of("auth?client_id=unknown", "nothing", "userinfo")) {
                var page = browser.open(URI.create(issuer + path));
                require(page.status() >= 400 && page.status() < 500, page);
            }
            for (var path : List.of("/healthz", "/healthz/live", "/healthz/ready", "/metrics")) {
                browser.open(configuration.telemetry().resolve(path));
            }
        }
    }

    private WebPage next(Browser browser, WebPage page, String connectorId) {
        if (page.has("password")) {
            return browser.submit(page, "password", typed(page));
        }
        if (page.has("consent-accept")) {
            return browser.submit(page, "consent-accept", Map.of());
        }
        if (page.has("continue")) {
            return browser.submit(page, "continue", Map.of());
        }
        return browser.open(page.findLink(connectorId)
                .orElseThrow(() -> new LaunchException(
                        "Nothing to do on the page " + page.address() + " (" + page.status() + ")")));
    }

    private Map<String, String> typed(WebPage page) {
        var fields = page.requireForm("username").fields().keySet();
        return Map.of(
                fields.contains("login") ? "login" : "username",
                Configuration.USER,
                "password",
                configuration.secrets().password());
    }

    private static void require(boolean expected, WebPage page) {
        if (!expected) {
            throw new LaunchException("Unexpected page " + page.address() + " (" + page.status() + ")");
        }
    }
}
