package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.lintel.logout.LogoutNotices;
import io.lintel.logout.LogoutNotices.Count;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.logout.LogoutReceiver;
import io.lintel.server.logout.LogoutSending;
import io.lintel.signing.SettableClock;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients hear of a logout behind the back of the browser (OpenID Connect Back-Channel Logout).
final class BackchannelLogoutTest {

    private final SettableClock clock = new SettableClock(Instant.now());
    private final LogoutReceiver receiver = new LogoutReceiver();
    private final TestBrowser browser = new TestBrowser();

    @AfterEach
    void stop() {
        browser.close();
        receiver.close();
    }

    private String text() {
        return TestServer.STANDARD.replace(
                        "name: Shop,", "name: Shop, backchannelLogoutURI: \"" + receiver.at("/backchannel") + "\",")
                + "sessions: {enabled: true}\noauth2: {skipApprovalScreen: true}\n";
    }

    private String inDatabase(Path file) {
        return text().replace("\"@ISSUER@\"", "http://login.example/idp")
                .replace("{type: memory}", "{type: sqlite3, config: {file: \"" + file + "\"}}");
    }

    /// Alice logs in at the shop and out again.
    private HttpResponse<String> comeAndGo(TestServer server) {
        var shop = new Shop(server, browser);
        var tokens = shop.token(shop.redemption(shop.codeWithoutConsent()));
        var answer = browser.get(server.at("/logout?id_token_hint=" + Shop.member(tokens, "id_token")));
        assertThat(answer.statusCode()).isEqualTo(200);
        return tokens;
    }

    private static int sendNow(TestServer server) {
        return server.context().getBean(LogoutSending.class).sendNow();
    }

    private static Count count(TestServer server) {
        return server.context().getBean(LogoutNotices.class).count();
    }

    /// What comes next, once the attempt is over.
    private LogoutReceiver.Told told(TestServer server) {
        var told = receiver.await();
        assertThat(sendNow(server)).as("nothing else is due").isZero();
        return told;
    }

    @Test
    void clientIsToldWhoseSessionHasEnded() throws Exception {
        try (var server = TestServer.start(text(), clock)) {
            var tokens = comeAndGo(server);

            var token = SignedJWT.parse(told(server).logoutToken());

            var keys = JWKSet.parse(browser.get(server.at("/keys")).body());
            var key = keys.getKeyByKeyId(token.getHeader().getKeyID());
            JWSVerifier verifier = new RSASSAVerifier(key.toRSAKey());
            assertThat(token.verify(verifier)).isTrue();
            assertThat(token.getHeader().getType().getType()).isEqualTo("logout+jwt");
            var claims = token.getJWTClaimsSet();
            assertThat(claims.getIssuer()).isEqualTo(server.issuer().toString());
            assertThat(claims.getAudience()).containsExactly("shop");
            assertThat(claims.getSubject()).isEqualTo(Tokens.claim(tokens, "sub"));
            assertThat(claims.getStringClaim("sid")).isEqualTo(Tokens.claim(tokens, "sid"));
            assertThat(claims.getJSONObjectClaim("events"))
                    .containsExactly(Map.entry("http://schemas.openid.net/event/backchannel-logout", Map.of()));
            assertThat(claims.getClaims()).doesNotContainKey("nonce");
            assertThat(count(server)).isEqualTo(new Count(0, 0));
        }
    }

    @Test
    void asDexHasItTheTokenHasNoType() throws Exception {
        try (var server = TestServer.start(text() + "compatibility: dex\n", clock)) {
            comeAndGo(server);

            assertThat(SignedJWT.parse(receiver.await().logoutToken())
                            .getHeader()
                            .getType())
                    .isNull();
        }
    }

    @Test
    @Tag("SEC-D9")
    void clientThatDoesNotAnswerKeepsNobodyWaiting() {
        var end = new CountDownLatch(1);
        receiver.answerWith(exchange -> await(end));
        try (var server = TestServer.start(text(), clock)) {
            comeAndGo(server);
            receiver.await();

            assertThat(end.getCount())
                    .as("the user was answered before the client was")
                    .isOne();
            end.countDown();
        }
    }

    @Test
    void clientThatFailsIsToldAgainWhenItsTimeHasCome() {
        receiver.answerWith(LogoutReceiver.status(503), LogoutReceiver.status(500));
        try (var server = TestServer.start(text(), clock)) {
            comeAndGo(server);
            var first = told(server).logoutToken();

            clock.advance(Duration.ofSeconds(5));
            sendNow(server);
            var second = told(server).logoutToken();
            clock.advance(Duration.ofSeconds(5));
            assertThat(sendNow(server)).as("the second pause is longer").isZero();
            clock.advance(Duration.ofSeconds(5));
            sendNow(server);
            var third = told(server).logoutToken();

            assertThat(new String[] {first, second, third}).doesNotHaveDuplicates();
            assertThat(count(server)).isEqualTo(new Count(0, 0));
            assertThat(metrics(server))
                    .contains("lintel_logout_notices_total{outcome=\"delivered\"} 1")
                    .contains("lintel_logout_notices_total{outcome=\"postponed\"} 2")
                    .contains("lintel_sessions_total{outcome=\"by_client\"} 1");
        }
    }

    private String metrics(TestServer server) {
        return browser.get(server.telemetry("/metrics")).body();
    }

    @Test
    void clientThatRefusesIsKeptForTheOperatorToSee() {
        receiver.answerWith(LogoutReceiver.status(400));
        try (var server = TestServer.start(text(), clock)) {
            comeAndGo(server);
            told(server);

            assertThat(count(server)).isEqualTo(new Count(0, 1));
            assertThat(metrics(server))
                    .contains("lintel_logout_outbox{state=\"given_up\"} 1")
                    .contains("lintel_logout_outbox{state=\"waiting\"} 0");
        }
    }

    @Test
    @Tag("REL-5")
    @Tag("REL-10")
    void whatIsOwedOutlivesARestart(@TempDir Path directory) {
        var text = inDatabase(directory.resolve("lintel.db"));
        receiver.answerWith(LogoutReceiver.status(503));
        try (var before = TestServer.start(text, clock)) {
            comeAndGo(before);
            told(before);
        }
        try (var after = TestServer.start(text, clock)) {
            assertThat(count(after)).isEqualTo(new Count(1, 0));
            clock.advance(Duration.ofSeconds(5));
            sendNow(after);

            receiver.await();
            assertThat(count(after)).isEqualTo(new Count(0, 0));
        }
    }

    /// A replica that dies in the middle of an attempt keeps its lease, and no more than that.
    @Test
    @Tag("REL-10")
    @Tag("REL-28")
    void replicaTakesOverWhenALeaseIsOverAndNotBefore(@TempDir Path directory) {
        var text = inDatabase(directory.resolve("lintel.db"));
        var end = new CountDownLatch(1);
        receiver.answerWith(exchange -> await(end), LogoutReceiver.status(200));
        try (var stuck = TestServer.start(text, clock);
                var replica = TestServer.start(text, clock)) {
            comeAndGo(stuck);
            receiver.await();
            clock.advance(Duration.ofSeconds(4));
            assertThat(sendNow(replica)).as("the other one has it").isZero();

            clock.advance(Duration.ofSeconds(56));
            sendNow(replica);
            receiver.await();
            end.countDown();
            sendNow(stuck);

            assertThat(receiver.gotNothingMore()).isTrue();
            assertThat(count(stuck)).isEqualTo(new Count(0, 0));
        }
    }

    private static void await(CountDownLatch end) {
        try {
            assertThat(end.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
