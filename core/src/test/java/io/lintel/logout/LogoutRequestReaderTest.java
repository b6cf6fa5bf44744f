package io.lintel.logout;

import static io.lintel.client.TestClients.SHOP;
import static io.lintel.client.TestClients.THIEF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.client.Client;
import io.lintel.client.FakeClients;
import io.lintel.client.LogoutSettings;
import io.lintel.client.TestSubjects;
import io.lintel.logout.InvalidLogoutException.Reason;
import io.lintel.logout.LogoutStep.Ask;
import io.lintel.logout.LogoutStep.End;
import io.lintel.logout.LogoutStep.Finish;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.Issuer;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.RedirectUri;
import io.lintel.session.Session;
import io.lintel.session.TestSessions;
import io.lintel.signing.FakeJwts;
import io.lintel.signing.JwtClaims;
import io.lintel.token.IdTokens;
import io.lintel.token.TokenPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which requests for a logout are carried out, and after which of them the end-user is asked first.
@Tag("SEC-D9")
final class LogoutRequestReaderTest {

    private static final Issuer ISSUER = new Issuer("https://id.example/dex");
    private static final TokenPolicy POLICY = new TokenPolicy(
            ISSUER,
            Duration.ofHours(1),
            Duration.ofHours(1),
            true,
            Duration.ofSeconds(3),
            null,
            null,
            TokenPolicy.AccessTokenType.NONE,
            TokenPolicy.UserInfoForm.CLAIMS,
            TokenPolicy.Copies.END_THE_GRANT);
    private static final String BYE = "https://shop.example/bye?a=b";
    private static final Session ALICES = TestSessions.alices(1);

    private final FakeClients clients =
            new FakeClients(registered(SHOP, BYE), registered(THIEF, "https://thief.example/"));
    private final FakeJwts jwts = new FakeJwts();
    private final LogoutRequestReader reader =
            new LogoutRequestReader(clients, new IdTokens(jwts, POLICY), new PostLogoutTargets(clients));
    private final LogoutFlow flow = new LogoutFlow(TestSubjects.SUBJECTS);

    private static Client registered(Client client, String uri) {
        return client.with()
                .logout(new LogoutSettings(List.of(new RedirectUri(uri)), null, false, null, false))
                .build();
    }

    @Test
    void hintOfTheSessionEndsItAndLeadsBack() {
        var request = read("id_token_hint", hint(), "post_logout_redirect_uri", BYE, "state", "a b&c");

        assertThat(flow.start(request, ALICES)).isEqualTo(new End(ALICES));
        var target = Objects.requireNonNull(request.target());
        assertThat(target.client()).isEqualTo(SHOP.id());
        assertThat(target.uri().value()).isEqualTo(BYE);
        assertThat(target.state()).isEqualTo("a b&c");
    }

    /// RP-Initiated Logout, section 2: expired ID tokens are hints all the same.
    @Test
    void hintMayHaveExpired() {
        var expired = jwts.sign(
                claims().add("exp", Instant.now().minus(Duration.ofDays(9))).build(), null);

        assertThat(flow.start(read("id_token_hint", expired), ALICES)).isEqualTo(new End(ALICES));
    }

    @Test
    void hintWithoutASessionMeansThatOfItsUser() {
        var hint = jwts.sign(
                JwtClaims.builder()
                        .add("iss", ISSUER.value())
                        .add("aud", "shop")
                        .add("sub", ALICES.subject().encode())
                        .build(),
                null);

        assertThat(flow.start(read("id_token_hint", hint), ALICES)).isEqualTo(new End(ALICES));
        assertThat(flow.start(read("id_token_hint", hint), TestSessions.bobs(1)))
                .isEqualTo(new Ask(TestSessions.bobs(1)));
    }

    @Test
    void whoShowsNoHintOfThisVerySessionIsAsked() {
        assertThat(flow.start(read(), ALICES)).isEqualTo(new Ask(ALICES));
        assertThat(flow.start(read("client_id", "shop"), ALICES)).isEqualTo(new Ask(ALICES));
        assertThat(flow.start(read("logout_hint", "alice"), ALICES)).isEqualTo(new Ask(ALICES));
        assertThat(flow.start(read("id_token_hint", hint()), TestSessions.alices(2)))
                .isEqualTo(new Ask(TestSessions.alices(2)));
        assertThat(flow.start(read("id_token_hint", hint()), TestSessions.bobs(1)))
                .isEqualTo(new Ask(TestSessions.bobs(1)));
    }

    @Test
    void withoutASessionNothingIsAsked() {
        assertThat(flow.start(read(), null)).isEqualTo(new Finish());
        assertThat(flow.start(read("id_token_hint", hint()), null)).isEqualTo(new Finish());
    }

    @Test
    void clientIdStandsInForTheHint() {
        var request = read("client_id", "shop", "post_logout_redirect_uri", BYE);

        assertThat(request.target()).isNotNull();
        assertThat(request.client()).isEqualTo(clients.find(SHOP.id()).orElseThrow());
    }

    @ParameterizedTest
    @Tag("SEC-A4")
    @ValueSource(
            strings = {
                "https://shop.example/bye",
                "https://shop.example/bye?a=b&c=d",
                "https://shop.example/bye?a=b#x",
                "https://SHOP.example/bye?a=b",
                "https://shop.example/bye?a=b ",
                "https://shop.example/callback",
                "https://thief.example/",
                "javascript:alert(1)",
                "//shop.example/bye?a=b"
            })
    void addressThatIsNotRegisteredIsRefusedByteForByte(String uri) {
        refused(
                Reason.REDIRECT_URI_NOT_REGISTERED,
                () -> read("id_token_hint", hint(), "post_logout_redirect_uri", uri));
        refused(Reason.REDIRECT_URI_NOT_REGISTERED, () -> read("client_id", "shop", "post_logout_redirect_uri", uri));
    }

    @Test
    void addressNeedsSomebodyWhoHasRegisteredIt() {
        refused(Reason.CLIENT_MISSING, () -> read("post_logout_redirect_uri", BYE));
        refused(Reason.CLIENT_UNKNOWN, () -> read("client_id", "nobody", "post_logout_redirect_uri", BYE));
        refused(Reason.CLIENTS_DIFFER, () -> read("client_id", "thief", "id_token_hint", hint()));
        clients.remove(SHOP.id());
        refused(Reason.CLIENT_UNKNOWN, () -> read("id_token_hint", hint()));
    }

    @Test
    void addressOfALogoutOnItsWayIsLookedUpAgain() {
        var targets = new PostLogoutTargets(clients);
        assertThat(targets.find(SHOP.id(), new RedirectUri(BYE), null)).isPresent();

        clients.put(SHOP);

        assertThat(targets.find(SHOP.id(), new RedirectUri(BYE), null)).isEmpty();
    }

    @Test
    @Tag("SEC-B7")
    void whatIsNoIdTokenOfOursIsNoHint() {
        invalid(() -> read("id_token_hint", "x"));
        invalid(() -> read("id_token_hint", jwts.sign(claims().build(), "at+jwt")));
        invalid(() -> read("id_token_hint", jwts.sign(claims().build(), "logout+jwt")));
        invalid(() -> read(
                "id_token_hint",
                jwts.sign(
                        claims().add("events", Map.of(LogoutTokens.EVENT, Map.of()))
                                .build(),
                        null)));
        invalid(() -> read(
                "id_token_hint",
                jwts.sign(
                        JwtClaims.builder()
                                .add("iss", "https://other.example")
                                .add("aud", "shop")
                                .add("sub", ALICES.subject().encode())
                                .build(),
                        null)));
        invalid(() -> read(
                "id_token_hint",
                jwts.sign(
                        JwtClaims.builder()
                                .add("iss", ISSUER.value())
                                .add("aud", List.of("shop", "thief"))
                                .add("sub", ALICES.subject().encode())
                                .build(),
                        null)));
    }

    @Test
    void stateIsNotEndless() {
        invalid(() -> read("client_id", "shop", "post_logout_redirect_uri", BYE, "state", "x".repeat(1025)));
        assertThat(read("state", "x".repeat(1025)).target()).isNull();
    }

    private JwtClaims.Builder claims() {
        return JwtClaims.builder()
                .add("iss", ISSUER.value())
                .add("aud", "shop")
                .add("sub", ALICES.subject().encode())
                .add("sid", ALICES.id().value());
    }

    private String hint() {
        return jwts.sign(claims().build(), null);
    }

    private LogoutRequest read(String... namesAndValues) {
        var given = new LinkedHashMap<String, List<String>>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            given.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return reader.read(Parameters.of(given));
    }

    private static void refused(Reason reason, ThrowingCallable call) {
        assertThatExceptionOfType(InvalidLogoutException.class)
                .isThrownBy(call)
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static void invalid(ThrowingCallable call) {
        assertThatExceptionOfType(OAuth2Exception.class)
                .isThrownBy(call)
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }
}
