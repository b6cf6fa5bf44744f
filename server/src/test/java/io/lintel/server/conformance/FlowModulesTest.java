package io.lintel.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The modules about codes and tokens.
@ExtendWith(StandardProvider.class)
final class FlowModulesTest {

    private static Provider provider;

    private RelyingParty client;

    @BeforeAll
    static void start(Provider standard) {
        provider = standard;
    }

    @BeforeEach
    void open(RelyingParty fresh) {
        client = fresh;
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-server")
    void responseTypeGivesWhatItPromises(Variant variant) throws Exception {
        var completed = client.complete(variant, Map.of());

        assertThat(completed.idToken().getClaim("name"))
                .as("nobody has asked for it")
                .isNull();
        assertThat(completed.arrival().logins()).isOne();
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-response-type-missing")
    void requestWithoutAResponseTypeIsRefused(Variant variant) {
        var request = client.request(variant, Map.of("response_type", "", "response_mode", ""));

        assertThat(client.send(Variant.CODE, request).error()).isIn("invalid_request", "unsupported_response_type");
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-idtoken-signature")
    void idTokenIsSignedWithRs256IfNothingIsSaid(Variant variant) throws Exception {
        var token = client.complete(variant, Map.of()).requireRawIdToken();

        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
    }

    @Test
    @DisplayName("oidcc-idtoken-unsigned")
    void idTokensAreNeverUnsigned() {
        assertThat(provider.metadata().getIDTokenJWSAlgs()).isNotEmpty().doesNotContain(JWSAlgorithm.parse("none"));
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#withoutIdTokenInFront")
    @DisplayName("oidcc-ensure-request-without-nonce-succeeds-for-code-flow")
    void nonceMayBeMissingWhereNoIdTokenComesWithTheBrowser(Variant variant) throws Exception {
        assertThat(client.complete(variant, Map.of("nonce", "")).idToken().getNonce())
                .isNull();
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#withIdTokenInFront")
    @DisplayName("oidcc-ensure-request-without-nonce-fails")
    void nonceMayNotBeMissingWhereAnIdTokenComesWithTheBrowser(Variant variant) {
        assertThat(client.ask(variant, Map.of("nonce", "")).error()).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#withCode")
    @DisplayName("oidcc-codereuse")
    void codeIsRedeemedOnce(Variant variant) throws Exception {
        var code = client.complete(variant, Map.of()).arrival().told().getOrDefault("code", "");

        assertThatItIsUsed(code);
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#withCode")
    @DisplayName("oidcc-codereuse-30seconds")
    void codeThatIsUsedAgainLaterTakesBackWhatItGave(Variant variant) throws Exception {
        var completed = client.complete(variant, Map.of());
        provider.clock().advance(Duration.ofSeconds(30));

        assertThatItIsUsed(completed.arrival().told().getOrDefault("code", ""));

        var info = client.browser()
                .send(HttpRequest.newBuilder(provider.metadata().getUserInfoEndpointURI())
                        .header("Authorization", completed.requireAccessToken().toAuthorizationHeader()));
        assertThat(info.statusCode()).isEqualTo(401);
        assertThat(info.headers().firstValue("WWW-Authenticate").orElse("")).contains("invalid_token");
    }

    private void assertThatItIsUsed(String code) throws Exception {
        var again = client.token(client.redemption(code, null));
        assertThat(again.getStatusCode()).isEqualTo(400);
        assertThat(again.getBodyAsJSONObject()).containsEntry("error", "invalid_grant");
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-ensure-registered-redirect-uri")
    void redirectUriThatIsNotRegisteredGetsAPage(Variant variant) {
        client.ask(variant, Map.of("redirect_uri", "https://rp.example/callback/else"))
                .requireErrorPage();
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-ensure-post-request-succeeds")
    void requestMayBePosted(Variant variant) throws Exception {
        client.complete(client.post(variant, client.request(variant, Map.of())));
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#withCode")
    @DisplayName("oidcc-server-client-secret-post")
    void secretMayStandInTheBody(Variant variant) throws Exception {
        client.proving(() -> new ClientSecretPost(client.id(), new Secret("rp-secret")))
                .complete(variant, Map.of());
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#withCode")
    @DisplayName("oidcc-ensure-request-with-valid-pkce-succeeds")
    void codeIsRedeemedWithTheVerifierOfItsChallenge(Variant variant) throws Exception {
        var verifier = new CodeVerifier();
        var challenge = CodeChallenge.compute(CodeChallengeMethod.S256, verifier);

        client.complete(
                client.ask(variant, Map.of("code_challenge", challenge.getValue(), "code_challenge_method", "S256")),
                verifier);
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#withCode")
    @DisplayName("oidcc-refresh-token")
    void refreshTokenIsItsClientsAlone(Variant variant) throws Exception {
        try (var other = provider.client("other")) {
            var first = client.complete(variant, RelyingParty.scope("openid", "offline_access"));
            var refreshed = refresh(client, first);
            assertThat(refreshed.requireRawIdToken()).isNotEqualTo(first.requireRawIdToken());

            var foreign = other.complete(variant, RelyingParty.scope("openid", "offline_access"));
            refresh(other, foreign);
            var stolen = client.token(new RefreshTokenGrant(
                    new RefreshToken(other.complete(variant, RelyingParty.scope("openid", "offline_access"))
                            .requireRefreshToken())));
            assertThat(stolen.getStatusCode()).isEqualTo(400);
            assertThat(stolen.getBodyAsJSONObject()).containsEntry("error", "invalid_grant");
        }
    }

    /// OpenID Connect Core, section 12.2.
    private static Completed refresh(RelyingParty client, Completed first) throws Exception {
        assertThat(provider.metadata().getGrantTypes())
                .anyMatch(type -> type.getValue().equals("refresh_token"));
        assertThat(first.requireRefreshToken()).matches("[\\x20-\\x7E]+");
        provider.clock().advance(Duration.ofSeconds(1));
        var tokens = client.tokens(new RefreshTokenGrant(new RefreshToken(first.requireRefreshToken())))
                .getOIDCTokens();
        var claims = client.checked(tokens.getIDToken(), first.arrival().asked().get("nonce"));
        assertThat(claims.getSubject()).isEqualTo(first.idToken().getSubject());
        assertThat(claims.getIssuer()).isEqualTo(first.idToken().getIssuer());
        assertThat(claims.getAudience()).isEqualTo(first.idToken().getAudience());
        assertThat(claims.getIssueTime()).isAfter(first.idToken().getIssueTime());
        assertThat(claims.getAuthenticationTime()).isEqualTo(first.idToken().getAuthenticationTime());
        assertThat(tokens.getAccessToken()).isNotEqualTo(first.accessToken());
        return new Completed(
                first.arrival(),
                null,
                claims,
                tokens.getIDToken(),
                tokens.getAccessToken(),
                null,
                client.userInfo(tokens.getAccessToken()));
    }
}
