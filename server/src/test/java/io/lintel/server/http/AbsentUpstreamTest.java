package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.connector.ConnectorException;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.fence.Puppet;
import io.lintel.server.fence.Puppet.Strings;
import io.lintel.server.settings.InvalidSettings;
import io.lintel.storage.Race;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A whole server, one of whose upstreams is away, hangs, or is set up wrongly.
final class AbsentUpstreamTest {

    private static final String CONSENTED = "oauth2: {skipApprovalScreen: true}\n";

    @Test
    @Tag("REL-19")
    void oneHangingUpstreamSlowsNobodyElseAndIsLeftAloneSoon() {
        try (var server = start("{loginTimeout: 300ms, concurrentCalls: 8, failures: 3, pause: 1h}", "{}")) {
            strings(server).hang();
            var pages = Race.of(30, i -> {
                try (var browser = new TestBrowser()) {
                    return logIn(server, browser).statusCode();
                }
            });
            assertThat(pages).containsOnly(503);

            try (var browser = new TestBrowser()) {
                browser.get(server.at("/keys"));
                assertThat(new Shop(server, browser).aliceLogsIn(Map.of()).statusCode())
                        .isEqualTo(303);
                var choice = Jsoup.parse(
                        new Shop(server, browser).begin("/auth", Map.of()).body());
                assertThat(choice.select("button[disabled]").text()).contains("Puppet");
                assertThat(choice.select("a.dex-btn-provider")).hasSize(3);
                assertThat(choice.text()).contains("Puppet does not answer at the moment");
                assertThat(metrics(server, browser))
                        .contains("lintel_connector_breaker{connector=\"puppet\",state=\"open\"} 1.0")
                        .contains("lintel_connector_available{connector=\"puppet\"} 0.0")
                        .contains("outcome=\"timed_out\"")
                        .contains(
                                "lintel_connector_call_duration_seconds_count{connector=\"puppet\",operation=\"login\"}");
                assertThat(browser.get(server.telemetry("/healthz?type=short")).body())
                        .contains("\"connector:puppet\":\"FAIL\"", "\"connector:mock\":\"PASS\"");
                assertThat(browser.get(server.at("/healthz")).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    @Tag("REL-6")
    @Tag("SEC-C7")
    void refreshWhileTheUpstreamIsAwayIsAnsweredLaterAndLosesNothing() {
        try (var server = start("{failures: 1, pause: 1ms}", "{}");
                var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var code = TestBrowser.answer(logIn(server, browser)).getOrDefault("code", "");
            var token = Shop.member(shop.token(shop.redemption(code)), "refresh_token");
            var refresh = Map.of("grant_type", "refresh_token", "refresh_token", token);

            strings(server).answer(name -> {
                throw ConnectorException.unavailable("connection refused", null);
            });
            var away = shop.token(refresh);
            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(away.body()).contains("temporarily_unavailable");

            strings(server).answer(Strings::welcome);
            assertThat(shop.token(refresh).statusCode()).isEqualTo(200);
        }
    }

    @Test
    @Tag("REL-20")
    void connectorThatCannotOpenIsShownSoAndTheOthersWork() {
        for (var fails : new String[] {"unavailable", "unexpected", "misconfigured"}) {
            try (var server = start("{}", "{fails: " + fails + "}");
                    var browser = new TestBrowser()) {
                assertThat(new Shop(server, browser).aliceLogsIn(Map.of()).statusCode())
                        .isEqualTo(303);
                assertThat(new Shop(server, browser)
                                .begin("/auth/puppet", Map.of())
                                .statusCode())
                        .isEqualTo(503);
                assertThat(Jsoup.parse(new Shop(server, browser)
                                        .begin("/auth", Map.of())
                                        .body())
                                .select("button[disabled]")
                                .text())
                        .contains("Puppet");
                assertThat(metrics(server, browser)).contains("lintel_connector_available{connector=\"puppet\"} 0.0");
            }
        }
    }

    @Test
    @Tag("REL-20")
    void misconfiguredConnectorStopsTheStartIfTheOperatorWantsItOrThereIsNoOther() {
        assertThatThrownBy(() -> TestServer.start(
                        text("{}", "{fails: misconfigured}"),
                        Clock.systemUTC(),
                        Map.of("DEX_CONTINUE_ON_CONNECTOR_FAILURE", "false")))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("connectors[2].config: up and down contradict each other");
        assertThatThrownBy(() -> TestServer.start("""
                        issuer: "@ISSUER@"
                        storage: {type: memory}
                        web: {http: "127.0.0.1:@PORT@"}
                        connectors: [{id: puppet, type: puppet, name: Puppet, config: {fails: misconfigured}}]
                        """))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("connectors[0].config: up and down contradict each other");
    }

    private static HttpResponse<String> logIn(TestServer server, TestBrowser browser) {
        var form = new Shop(server, browser).begin("/auth/puppet", Map.of());
        return form.statusCode() == 200 ? browser.submit(form, Map.of("login", "pinocchio", "password", "wood")) : form;
    }

    private static String metrics(TestServer server, TestBrowser browser) {
        return browser.get(server.telemetry("/metrics")).body();
    }

    private static Puppet.Strings strings(TestServer server) {
        return server.context().getBean(Puppet.Strings.class);
    }

    private static TestServer start(String limits, String config) {
        return TestServer.start(text(limits, config));
    }

    private static String text(String limits, String config) {
        return TestServer.STANDARD.replace(
                        "enablePasswordDB",
                        "  - {id: puppet, type: puppet, name: Puppet, limits: " + limits + ", config: " + config
                                + "}\nenablePasswordDB")
                + CONSENTED;
    }
}
