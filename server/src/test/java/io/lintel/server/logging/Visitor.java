package io.lintel.server.logging;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.factor.TotpSecret;
import io.lintel.secret.Digest;
import io.lintel.secret.Secret;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.logging.CanaryTest.Account;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;

/// Does what end-users and the client `shop` do, right and wrong, and shows every answer to the canaries.
final class Visitor implements AutoCloseable {

    private static final String REDIRECT_URI = "https://shop.example/callback";

    private final TestServer server;
    private final Canaries canaries;
    private final TestBrowser browser = new TestBrowser();
    private int count;

    Visitor(TestServer server, Canaries canaries) {
        this.server = server;
        this.canaries = canaries;
    }

    /// A login with a wrong password first, consent, the code, refreshes, userinfo; and each of them with
    /// something wrong about it.
    void doEverything(Account account) {
        canaries.neverTold(account.password());
        var verifier = canaries.neverTold("verifier-canary-" + "v".repeat(40) + count++);
        var form = begin(account.connector(), challenge(verifier));
        var wrong = canaries.neverTold("wrong password canary " + count++);
        show(browser.submit(form, Map.of("login", account.username(), "password", wrong)));
        // What was typed as the user name is shown again, to whoever typed it.
        browser.submit(form, Map.of("login", canaries.neverTold("typed too early canary " + count++), "password", "x"));
        show(browser.submit(form, Map.of("login", account.username(), "password", wrong, "hmac", "wrong")));
        var consent = follow(show(browser.submit(form, account.credentials())));
        var code = TestBrowser.answer(show(browser.submit(consent, Map.of("approval", "approve"))))
                .getOrDefault("code", "");
        assertThat(code).isNotEmpty();
        show(browser.submit(consent, Map.of("approval", "approve")));
        show(browser.submit(form, account.credentials()));

        var redemption = redemption(code, verifier);
        var other = canaries.neverTold("verifier-canary-" + "w".repeat(40) + count++);
        show(token(redemption(code, other), "shop-secret"));
        show(token(redemption, canaries.neverTold("wrong secret canary " + count++)));
        show(browser.post(
                server.at("/token"),
                with(
                        redemption,
                        Map.of("client_id", "shop", "client_secret", canaries.neverTold("body secret " + count++)))));
        show(token(with(redemption, Map.of("client_secret", "shop-secret")), "shop-secret"));
        var tokens = show(token(redemption, "shop-secret"));
        assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
        use(member(tokens, "access_token"), member(tokens, "id_token"), member(tokens, "refresh_token"));
        // Last, since it may revoke what the code gave: that depends on how late it comes.
        show(token(redemption, "shop-secret"));
    }

    private void use(String accessToken, String idToken, String refreshToken) {
        for (var shown : new String[] {accessToken, idToken, refreshToken, accessToken + "x", idToken.substring(9)}) {
            show(userInfo(shown));
            show(browser.post(server.at("/userinfo"), Map.of("access_token", shown)));
            show(browser.get(server.at("/userinfo?access_token=" + shown)));
            show(ask("/token/introspect", Map.of("token", shown), "shop-secret"));
            show(ask(
                    "/token/introspect",
                    Map.of("token", shown),
                    canaries.neverTold("asking secret canary " + count++)));
            show(browser.get(server.at("/token/introspect?token=" + shown)));
            show(token(Map.of("grant_type", "refresh_token", "refresh_token", shown + "x"), "shop-secret"));
            show(token(redemption(shown, "v".repeat(43)), "shop-secret"));
            // Where it is sent it is answered, to whoever sent it: a redirect carries the parameters on.
            browser.get(authorize("local", Map.of("id_token_hint", shown)));
            show(browser.get(authorize("local", Map.of("id_token_hint", shown, "client_id", "app"))));
        }
        var refreshed =
                show(token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken), "shop-secret"));
        assertThat(refreshed.statusCode()).as(refreshed.body()).isEqualTo(200);
        show(token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken, "scope", "x"), "shop-secret"));
        show(userInfo(member(refreshed, "access_token")));
        show(ask("/token/revoke", Map.of("token", member(refreshed, "refresh_token") + "x"), "shop-secret"));
        show(ask("/token/revoke", Map.of("token", member(refreshed, "refresh_token")), "shop-secret"));
        show(ask("/token/revoke", Map.of("token", member(refreshed, "access_token")), "shop-secret"));
    }

    /// An application is enrolled and shown, then a recovery code in its place; each with something wrong first.
    /// A code of six digits would be found in any log, so that wrong ones are looked for that have letters.
    void passSecondFactors(Account account) {
        var guarded = Map.of("client_id", "guarded");
        var page = logIn(account, guarded);
        var secret = Jsoup.parse(page.body()).select("#secret").text();
        show(browser.submit(page, Map.of("totp", canaries.neverTold("one-time code canary " + count++))));
        var codes = follow(show(browser.submit(page, Map.of("totp", code(secret)))));
        var recovery =
                Jsoup.parse(codes.body()).select("#recovery-codes code").text().split(" ", -1)[0];
        var consent = follow(show(browser.submit(codes, Map.of())));
        show(browser.submit(consent, Map.of("approval", "approve")));

        var asked = logIn(account, guarded);
        show(browser.submit(asked, Map.of("totp", canaries.neverTold("one-time code canary " + count++))));
        var link = Jsoup.parse(asked.body(), asked.uri().toString())
                .select("#recovery")
                .attr("abs:href");
        var form = show(browser.get(URI.create(link)));
        show(browser.submit(form, Map.of("recovery_code", canaries.neverTold("recovery code canary " + count++))));
        var answer = show(browser.submit(form, Map.of("recovery_code", recovery)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        show(browser.submit(form, Map.of("recovery_code", recovery)));

        var key = logIn(account, Map.of("client_id", "keyed"));
        show(browser.submit(key, Map.of("credential", canaries.neverTold("credential canary " + count++))));
    }

    private HttpResponse<String> logIn(Account account, Map<String, String> more) {
        return follow(show(browser.submit(begin(account.connector(), more), account.credentials())));
    }

    private static String code(String typed) {
        var secret = new TotpSecret(Secret.of(typed.toLowerCase(Locale.ROOT)));
        return secret.code(Instant.now().getEpochSecond() / 30).reveal();
    }

    /// The upstream's own code is a secret as well.
    void comeBackFromTheMock() {
        var callback = show(browser.get(authorize("mock", Map.of())));
        var consent = follow(follow(callback));
        show(browser.get(TestBrowser.location(callback)));
        show(browser.submit(consent, Map.of("approval", "rejected")));
    }

    /// A device that polls too often and by the wrong client, and whose code somebody types who has mistyped it.
    void connectADevice(Account account) {
        var asked = show(ask("/device/code", Map.of("scope", "openid offline_access"), "shop-secret"));
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(200);
        var userCode = member(asked, "user_code");
        var poll = Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:device_code",
                "device_code",
                member(asked, "device_code"));
        show(token(poll, "shop-secret"));
        show(token(poll, "shop-secret"));
        show(token(poll, canaries.neverTold("polling secret canary " + count++)));
        show(browser.post(server.at("/token"), with(poll, Map.of("client_id", "app"))));
        show(browser.get(server.at("/device/nothing?user_code=" + userCode)));
        show(browser.get(server.at("/device?user_code=" + userCode)));
        show(browser.post(server.at("/device/auth/verify_code"), Map.of("user_code", userCode + "X")));
        var choice = follow(show(browser.post(server.at("/device/auth/verify_code"), Map.of("user_code", userCode))));
        var link = Jsoup.parse(choice.body(), choice.uri().toString())
                .select("a[href*='/device/login/" + account.connector() + "']")
                .attr("abs:href");
        var form = follow(show(browser.get(URI.create(link))));
        var consent = follow(show(browser.submit(form, account.credentials())));
        show(browser.submit(consent, Map.of("approval", "approve")));
        var tokens = show(token(poll, "shop-secret"));
        assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
        show(token(poll, "shop-secret"));
        show(browser.submit(consent, Map.of("approval", "approve")));
    }

    void logInWhileTheDirectoryIsGone() {
        var form = begin("corp", Map.of());
        var answer = show(browser.submit(
                form, Map.of("login", "lena", "password", canaries.neverTold("unheard password canary " + count++))));
        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(500);
    }

    /// Secrets in places where nobody should put them, and what no endpoint understands.
    void doEverythingWrong() {
        var secret = canaries.neverTold("misplaced secret canary " + count++);
        var form = begin("local", Map.of());
        var cookie = browser.cookies().values().iterator().next();
        for (var path :
                new String[] {"/auth", "/auth/local", "/auth/local/login", "/callback", "/approval", "/token"}) {
            var query = TestBrowser.encode(Map.of("password", secret, "client_secret", secret, "code", secret));
            show(browser.get(server.at(path + "?" + query)));
            var posted =
                    browser.post(server.at(path + "?" + query), Map.of("password", secret, "refresh_token", secret));
            // A form for a callback comes back to whoever sent it.
            if (!path.equals("/callback")) {
                show(posted);
            }
            show(browser.send(HttpRequest.newBuilder(server.at(path))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"password\": \"" + secret + "\"}"))));
        }
        show(browser.post(form.uri(), Map.of("password", secret, "login", "a".repeat(600))));
        show(browser.post(form.uri(), Map.of("password", secret.repeat(100), "login", "alice@example.org")));
        show(browser.send(HttpRequest.newBuilder(server.at("/token"))
                .header("Authorization", "Basic " + encode(secret))
                .POST(BodyPublishers.ofString("grant_type=x"))));
        show(browser.send(HttpRequest.newBuilder(server.at("/token"))
                .header("Authorization", secret)
                .POST(BodyPublishers.ofString("grant_type=x"))));
        browser.cookies().put("lintel-flow-aaaaaaaaaaaaaaaaaaaaaaaaaa", cookie);
        browser.cookies().put("unknown", canaries.neverTold("cookie-canary-" + count++));
        show(browser.get(server.at("/approval?req=aaaaaaaaaaaaaaaaaaaaaaaaaa&hmac=x")));
        show(browser.get(server.at("/nowhere")));
    }

    /// A code whose row nobody can read is a fault of the server, which the log has a stack trace of.
    void redeemWhatIsUnreadable(Runnable makeUnreadable) {
        var form = begin("door", Map.of());
        var consent = follow(show(browser.submit(form, Map.of("login", "walter", "password", "open sesame"))));
        var answer = show(browser.submit(consent, Map.of("approval", "approve")));
        makeUnreadable.run();
        var code = TestBrowser.answer(answer).getOrDefault("code", "");
        assertThat(show(token(redemptionWithoutPkce(code), "shop-secret")).statusCode())
                .isEqualTo(500);
    }

    private static Map<String, String> redemptionWithoutPkce(String code) {
        return Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", REDIRECT_URI);
    }

    /// The tables are gone: a login ends with an error, and so does a client's request.
    void useBrokenStorage() {
        var form = begin("door", Map.of());
        assertThat(show(browser.submit(form, Map.of("login", "walter", "password", "open sesame")))
                        .statusCode())
                .isGreaterThanOrEqualTo(500);
        assertThat(show(ask("/device/code", Map.of("scope", "openid"), "shop-secret"))
                        .statusCode())
                .isGreaterThanOrEqualTo(500);
        var code = canaries.neverTold("code-canary-" + count++);
        assertThat(show(token(redemption(code, "v".repeat(43)), "shop-secret")).statusCode())
                .isGreaterThanOrEqualTo(500);
    }

    String metrics() {
        return browser.get(server.telemetry("/metrics")).body()
                + browser.get(server.telemetry("/healthz")).body();
    }

    private HttpResponse<String> begin(String connector, Map<String, String> more) {
        return follow(show(browser.get(authorize(connector, more))));
    }

    private URI authorize(String connector, Map<String, String> more) {
        var request = with(
                Map.of(
                        "client_id", "shop",
                        "redirect_uri", REDIRECT_URI,
                        "response_type", "code",
                        "scope", "openid email groups offline_access"),
                more);
        return server.at("/auth/" + connector + "?" + TestBrowser.encode(request));
    }

    /// One redirect; each login has one before its form and one before its consent page.
    private HttpResponse<String> follow(HttpResponse<String> redirect) {
        return show(browser.get(TestBrowser.location(redirect)));
    }

    private HttpResponse<String> token(Map<String, String> form, String secret) {
        return ask("/token", form, secret);
    }

    private HttpResponse<String> ask(String path, Map<String, String> form, String secret) {
        return browser.send(HttpRequest.newBuilder(server.at(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic " + encode("shop:" + secret.replace(' ', '+')))
                .POST(BodyPublishers.ofString(TestBrowser.encode(form))));
    }

    private HttpResponse<String> userInfo(String token) {
        return browser.send(HttpRequest.newBuilder(server.at("/userinfo")).header("Authorization", "Bearer " + token));
    }

    private static Map<String, String> redemption(String code, String verifier) {
        return Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                REDIRECT_URI,
                "code_verifier",
                verifier);
    }

    private static Map<String, String> challenge(String verifier) {
        var digest = Base64.getUrlEncoder().withoutPadding().encodeToString(Digest.sha256(verifier.getBytes(US_ASCII)));
        return Map.of("code_challenge", digest, "code_challenge_method", "S256");
    }

    private static Map<String, String> with(Map<String, String> form, Map<String, String> more) {
        var all = new LinkedHashMap<>(form);
        all.putAll(more);
        return all;
    }

    private static String member(HttpResponse<String> answer, String name) {
        var start = answer.body().indexOf("\"" + name + "\":\"") + name.length() + 4;
        return answer.body().substring(start, answer.body().indexOf('"', start));
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private HttpResponse<String> show(HttpResponse<String> answer) {
        canaries.look(answer);
        return answer;
    }

    @Override
    public void close() {
        browser.close();
    }
}
