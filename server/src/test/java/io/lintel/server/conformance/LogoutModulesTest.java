package io.lintel.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import io.lintel.server.TestBrowser;
import io.lintel.server.logout.LogoutReceiver;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The modules about the end of a session: whoever was logged in is not afterwards.
final class LogoutModulesTest {

    private static final String BYE = "https://rp.example/bye";
    private static final String STATE = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_".repeat(2);

    private static LogoutReceiver receiver;
    private static Provider provider;

    private RelyingParty client;

    @BeforeAll
    static void start() throws Exception {
        receiver = new LogoutReceiver();
        provider = Provider.start(Provider.STANDARD + """
              - {id: back, name: Back, secret: back-secret, redirectURIs: ["https://back.example/callback"],
                 postLogoutRedirectURIs: ["https://back.example/bye"], backchannelLogoutSessionRequired: true,
                 backchannelLogoutURI: "%s"}
              - {id: front, name: Front, secret: front-secret, redirectURIs: ["https://front.example/callback"],
                 postLogoutRedirectURIs: ["https://front.example/bye"], frontchannelLogoutSessionRequired: true,
                 frontchannelLogoutURI: "https://front.example/frontchannel_logout"}
            """.formatted(receiver.at("/backchannel_logout")));
    }

    @AfterAll
    static void stop() {
        provider.close();
        receiver.close();
    }

    @BeforeEach
    void open() {
        client = provider.client("rp");
    }

    @AfterEach
    void close() {
        client.close();
    }

    private Completed logIn(String id) throws Exception {
        client.close();
        client = provider.client(id);
        return client.complete(Variant.CODE, Map.of());
    }

    private HttpResponse<String> logout(Map<String, String> parameters) {
        var endpoint = provider.metadata().getEndSessionEndpointURI();
        return client.browser()
                .get(URI.create(endpoint + (parameters.isEmpty() ? "" : "?" + TestBrowser.encode(parameters))));
    }

    /// What an ordinary logout asks for.
    private static Map<String, String> request(Completed login, Map<String, String> other) {
        var request = new LinkedHashMap<String, String>();
        request.put("id_token_hint", login.requireRawIdToken().serialize());
        request.put("post_logout_redirect_uri", BYE);
        request.put("state", STATE);
        request.putAll(other);
        request.values().removeIf(String::isEmpty);
        return request;
    }

    private void assertThatNobodyIsLoggedIn() {
        var arrival = client.ask(Variant.CODE, Map.of("prompt", "none", "state", STATE));
        assertThat(arrival.error()).isEqualTo("login_required");
    }

    /// The end-user reads it here and is sent nowhere.
    private static void assertThatAPageSays(HttpResponse<String> page, int status) {
        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.headers().firstValue("Location")).isEmpty();
        assertThat(page.headers().firstValue("Refresh")).isEmpty();
        assertThat(page.body()).doesNotContain(BYE);
        assertThat(Jsoup.parse(page.body()).select("h1").text()).isNotEmpty();
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout")
    void logoutLeadsBackWithTheState() throws Exception {
        var answer = logout(request(logIn("rp"), Map.of()));

        assertThat(TestBrowser.location(answer)).isEqualTo(URI.create(BYE + "?state=" + STATE));
        assertThatNobodyIsLoggedIn();
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-no-state")
    void stateThatWasNotSentDoesNotComeBack() throws Exception {
        var answer = logout(request(logIn("rp"), Map.of("state", "")));

        assertThat(TestBrowser.location(answer)).isEqualTo(URI.create(BYE));
        assertThatNobodyIsLoggedIn();
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-bad-post-logout-redirect-uri")
    void nobodyIsSentToAnAddressThatIsNotRegistered() throws Exception {
        assertThatAPageSays(
                logout(request(logIn("rp"), Map.of("post_logout_redirect_uri", "https://rp.example/else"))), 400);
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-modified-id-token-hint")
    void nobodyIsSentBackForAHintThatNobodySigned() throws Exception {
        var login = logIn("rp");
        var forged = new PlainJWT(login.requireRawIdToken().getJWTClaimsSet()).serialize();

        assertThatAPageSays(logout(request(login, Map.of("id_token_hint", forged))), 400);
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-no-id-token-hint")
    void nobodyIsSentBackForNoHint() throws Exception {
        assertThatAPageSays(logout(request(logIn("rp"), Map.of("id_token_hint", ""))), 400);
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-no-params")
    void whoSaysNothingIsAskedAndLoggedOut() throws Exception {
        logIn("rp");

        assertThatItAsksAndEnds(logout(Map.of()));
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-only-state")
    void whoSaysAStateAloneIsAskedAndLoggedOut() throws Exception {
        var login = logIn("rp");

        assertThatItAsksAndEnds(logout(request(login, Map.of("id_token_hint", "", "post_logout_redirect_uri", ""))));
    }

    private void assertThatItAsksAndEnds(HttpResponse<String> question) {
        assertThatAPageSays(question, 200);
        var answer = client.browser().submit(question, Map.of());
        assertThatAPageSays(answer, 200);
        assertThat(answer.body()).contains("You are logged out");
        assertThatNobodyIsLoggedIn();
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-no-post-logout-redirect-uri")
    void whoWantsNoWayBackIsToldHere() throws Exception {
        var answer = logout(request(logIn("rp"), Map.of("post_logout_redirect_uri", "")));

        assertThatAPageSays(answer, 200);
        assertThat(answer.body()).contains("You are logged out");
        assertThatNobodyIsLoggedIn();
    }

    @Test
    @DisplayName("oidcc-backchannel-rp-initiated-logout")
    void clientIsToldBehindTheBrowser() throws Exception {
        var login = logIn("back");

        var answer = logout(request(login, Map.of("post_logout_redirect_uri", "https://back.example/bye")));

        assertThat(TestBrowser.location(answer)).isEqualTo(URI.create("https://back.example/bye?state=" + STATE));
        var told = receiver.await("/backchannel_logout");
        assertThat(told.contentType()).startsWith("application/x-www-form-urlencoded");
        assertThat(told.form()).containsOnlyKeys("logout_token");
        var token = SignedJWT.parse(told.logoutToken());
        assertThat(provider.isSigned(token)).isTrue();
        assertThat(token.getHeader().getAlgorithm())
                .isEqualTo(login.requireRawIdToken().getHeader().getAlgorithm());
        assertThat(token.getJWTClaimsSet().getClaims()).doesNotContainKey("nonce");
        var claims = new LogoutTokenClaimsSet(token.getJWTClaimsSet());
        assertThat(claims.getIssuer()).isEqualTo(provider.metadata().getIssuer());
        assertThat(claims.getAudience())
                .extracting(audience -> audience.getValue())
                .containsExactly("back");
        assertThat(claims.getJWTID()).isNotNull();
        assertThat(claims.getIssueTime()).isNotNull();
        assertThat(claims.getSubject()).isEqualTo(login.idToken().getSubject());
        assertThat(claims.getSessionID()).isNotNull().isEqualTo(login.idToken().getSessionID());
        assertThatNobodyIsLoggedIn();
    }

    @Test
    @DisplayName("oidcc-frontchannel-rp-initiated-logout")
    void clientIsToldInAFrame() throws Exception {
        var login = logIn("front");

        var page = logout(request(login, Map.of("post_logout_redirect_uri", "https://front.example/bye")));

        var shown = Jsoup.parse(page.body());
        var frame = URI.create(shown.select("iframe").attr("src"));
        assertThat(frame.toString()).startsWith("https://front.example/frontchannel_logout?");
        var parameters = URLUtils.parseParameters(frame.getRawQuery());
        assertThat(parameters).containsOnlyKeys("iss", "sid");
        assertThat(parameters.get("iss"))
                .containsExactly(provider.server().issuer().toString());
        assertThat(parameters.get("sid"))
                .containsExactly(login.idToken().getSessionID().getValue());
        assertThat(shown.select("#continue").attr("href")).isEqualTo("https://front.example/bye?state=" + STATE);
        assertThat(page.headers().firstValue("Refresh").orElse(""))
                .endsWith("https://front.example/bye?state=" + STATE);
        assertThatNobodyIsLoggedIn();
    }
}
