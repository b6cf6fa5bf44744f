package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.Jsoup;

/// A device without a keyboard, of the public client `tv`, and the people before it.
final class Television {

    /// The clients of devices. Neither has registered an address.
    static final String CLIENTS = """
          - {id: tv, name: Living Room TV, public: true, resources: ["urn:films"], resourceNames: {"urn:films": Films}}
          - {id: box, name: Set-Top Box, secret: box-secret}
        """;

    private final TestServer server;

    /// Keeps no cookies: a device is not a browser.
    private final TestBrowser device;

    Television(TestServer server, TestBrowser device) {
        this.server = server;
        this.device = device;
    }

    /// What the device is told when it asks, with other parameters than usual.
    HttpResponse<String> ask(Map<String, String> other) {
        var form = new LinkedHashMap<String, String>();
        form.put("client_id", "tv");
        form.put("scope", "openid email groups offline_access");
        form.putAll(other);
        return device.post(server.at("/device/code"), form);
    }

    /// The answer of a request that was not refused.
    HttpResponse<String> ask() {
        var answer = ask(Map.of());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    HttpResponse<String> poll(HttpResponse<String> asked, Map<String, String> other) {
        return poll(Shop.member(asked, "device_code"), other);
    }

    HttpResponse<String> poll(HttpResponse<String> asked) {
        return poll(asked, Map.of());
    }

    HttpResponse<String> poll(String deviceCode, Map<String, String> other) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "urn:ietf:params:oauth:grant-type:device_code");
        form.put("client_id", "tv");
        form.put("device_code", deviceCode);
        form.putAll(other);
        return device.post(server.at("/token"), form);
    }

    /// What the device hears while nobody has answered, or after somebody has: an error, or nothing.
    static String error(HttpResponse<String> polled) {
        return polled.statusCode() == 200 ? "" : Shop.member(polled, "error");
    }

    /// The answer to the code that somebody types.
    HttpResponse<String> type(TestBrowser browser, String userCode) {
        return browser.submit(browser.get(server.at("/device")), Map.of("user_code", userCode));
    }

    /// The consent page after Alice has typed the code and logged in.
    HttpResponse<String> aliceLogsIn(TestBrowser browser, HttpResponse<String> asked) {
        return aliceChooses(browser, browser.follow(type(browser, Shop.member(asked, "user_code"))));
    }

    /// @param choice the page on which a connector is chosen
    static HttpResponse<String> aliceChooses(TestBrowser browser, HttpResponse<String> choice) {
        var form = browser.follow(browser.get(link(choice, "/device/login/local")));
        return browser.follow(browser.submit(form, Map.of("login", "alice@example.org", "password", "correct horse")));
    }

    /// The page after Alice has said yes.
    HttpResponse<String> aliceApproves(TestBrowser browser, HttpResponse<String> asked) {
        return browser.submit(aliceLogsIn(browser, asked), Map.of("approval", "approve"));
    }

    static URI link(HttpResponse<String> page, String path) {
        var link = Jsoup.parse(page.body(), page.uri().toString()).selectFirst("a[href*='" + path + "']");
        if (link == null) {
            throw new AssertionError("no link to " + path + " in " + page.statusCode() + ": " + page.body());
        }
        return URI.create(link.absUrl("href"));
    }
}
