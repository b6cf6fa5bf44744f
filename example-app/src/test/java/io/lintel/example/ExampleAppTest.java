package io.lintel.example;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ExampleAppTest {

    private final FakeProvider provider = new FakeProvider();
    private final ExampleApp app;
    private final HttpClient browser = browser();

    ExampleAppTest() throws IOException {
        var client = new Client("shop", "s&ecret", URI.create("http://127.0.0.1/callback"));
        app = ExampleApp.start(provider.issuer(), client, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @BeforeEach
    void openFirstPage() {
        assertThat(get(browser, "/").body()).contains("id=\"sign-in\"");
    }

    @AfterEach
    void stop() {
        app.close();
        provider.close();
    }

    @Test
    void signInAsksWithPkceStateAndNonce() throws Exception {
        var asked = begin("scope=email&scope=groups");

        assertThat(asked.find("scope")).hasValue("openid email groups");
        assertThat(asked.find("response_type")).hasValue("code");
        assertThat(asked.find("client_id")).hasValue("shop");
        assertThat(asked.find("code_challenge_method")).hasValue("S256");
        assertThat(asked.find("state").orElseThrow()).hasSize(43);
        assertThat(asked.find("nonce")).isPresent().isNotEqualTo(asked.find("state"));

        finish(browser, asked, "good");
        var verifier = provider.tokenRequests.getFirst().find("code_verifier").orElseThrow();
        assertThat(TestKey.encode(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII))))
                .isEqualTo(asked.find("code_challenge").orElseThrow());
    }

    @Test
    void tokensAndClaimsAreShownEscaped() {
        assertThat(finish(browser, begin(""), "good").statusCode()).isEqualTo(303);

        assertThat(get(browser, "/").body())
                .contains("<span id=\"who\">&lt;b&gt;Alice&lt;/b&gt;</span>", "&quot;sub&quot;: &quot;alice&quot;")
                .contains(">access1<", ">refresh1<")
                .doesNotContain("<b>Alice");
    }

    @Test
    void refreshReplacesTheTokens() {
        finish(browser, begin(""), "good");

        post("/refresh", "");

        assertThat(provider.tokenRequests.getLast().find("refresh_token")).hasValue("refresh1");
        assertThat(get(browser, "/").body()).contains(">access2<", ">refresh2<").doesNotContain(">access1<");
    }

    @Test
    void userinfoIsShownIfItIsAboutTheSameUser() {
        finish(browser, begin(""), "good");
        post("/userinfo", "");
        assertThat(get(browser, "/").body()).contains("en-NZ");

        provider.userinfoSubject = "mallory";
        assertThat(post("/userinfo", "").body()).contains("(sub)");
    }

    @Test
    void forgettingForgets() {
        finish(browser, begin(""), "good");
        post("/forget", "");

        assertThat(get(browser, "/").body()).doesNotContain("access1");
        assertThat(post("/refresh", "").body()).contains("Nobody is signed in");
    }

    @Test
    void answerInAnotherBrowserIsRefused() {
        assertThat(finish(browser(), begin(""), "good").body()).contains("Begin again");
        assertThat(provider.tokenRequests).isEmpty();
    }

    @Test
    void answerIsTakenOnce() {
        var asked = begin("");
        finish(browser, asked, "good");

        assertThat(finish(browser, asked, "good").body()).contains("Begin again");
        assertThat(provider.tokenRequests).hasSize(1);
    }

    @Test
    void answerOfAnotherProviderIsRefused() {
        var state = begin("").find("state").orElseThrow();
        var response = get(browser, "/callback?code=good&state=" + state + "&iss=http://evil");

        assertThat(response.body()).contains("(iss)");
        var again = begin("").find("state").orElseThrow();
        assertThat(get(browser, "/callback?code=good&state=" + again).body()).contains("(iss)");
        assertThat(provider.tokenRequests).isEmpty();
    }

    @Test
    void refusalIsShownEscaped() {
        var asked = begin("");

        assertThat(finish(browser, asked, "used").body())
                .contains("invalid_grant (&lt;no&gt;)")
                .doesNotContain("<no>");
        var state = begin("").find("state").orElseThrow();
        var denied = "/callback?error=access_denied&state=" + state + "&iss=" + provider.issuer();
        assertThat(get(browser, denied).body()).contains("access_denied");
    }

    @Test
    void tokenOfAnotherSignInIsRefused() {
        var asked = begin("");
        provider.claims.put("nonce", "another");

        assertThat(callback(browser, asked, "good").body()).contains("(nonce)");
        assertThat(get(browser, "/").body()).doesNotContain("access1");
    }

    @Test
    void providerThatCallsItselfOtherwiseIsRefused() {
        provider.announcedIssuer = "http://other";

        assertThat(post("/sign-in", "").body()).contains("calls itself http://other");
    }

    @Test
    void providerThatIsNotThereIsAPage() {
        provider.close();

        var response = post("/sign-in", "");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("does not answer");
    }

    @Test
    void formOfAnotherSiteIsRefused() {
        finish(browser, begin(""), "good");
        var response = send(
                browser,
                request("/forget").header("Sec-Fetch-Site", "cross-site").POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(response.body()).contains("another site");
        assertThat(get(browser, "/").body()).contains("access1");
    }

    @Test
    void unknownAndBrokenRequestsArePages() {
        assertThat(get(browser, "/nothing").statusCode()).isEqualTo(404);
        assertThat(get(browser, "/refresh").statusCode()).isEqualTo(404);
        assertThat(get(browser, "/callback?state=a&state=b").body()).contains("more than once");
        assertThat(get(browser, "/callback").body()).contains("Begin again");
        assertThat(post("/sign-in", "scope=" + "x".repeat(9000)).body()).contains("too long");
        assertThat(get(browser, "/style.css").headers().firstValue("Content-Type"))
                .hasValue("text/css; charset=utf-8");
    }

    private Form begin(String scopes) {
        var response = post("/sign-in", scopes);
        assertThat(response.statusCode()).isEqualTo(303);
        return Form.parse(URI.create(response.headers().firstValue("Location").orElseThrow())
                .getRawQuery());
    }

    private HttpResponse<String> finish(HttpClient browser, Form asked, String code) {
        provider.claims.put("nonce", asked.find("nonce").orElseThrow());
        return callback(browser, asked, code);
    }

    private HttpResponse<String> callback(HttpClient browser, Form asked, String code) {
        return get(
                browser,
                "/callback?"
                        + Form.encode(Map.of(
                                "code", code,
                                "state", asked.find("state").orElseThrow(),
                                "iss", provider.issuer().toString())));
    }

    private HttpResponse<String> get(HttpClient browser, String path) {
        return send(browser, request(path));
    }

    private HttpResponse<String> post(String path, String form) {
        return send(browser, request(path).POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + app.address().getPort() + path));
    }

    private static HttpResponse<String> send(HttpClient browser, HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpClient browser() {
        return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }
}
