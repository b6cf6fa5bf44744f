package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An OpenID Connect library that knows nothing of us gets what the specifications promise: discovery, the code
/// flow with PKCE, a valid ID token, refresh, userinfo.
final class StockClientTest {

    private static final ClientID SHOP = new ClientID("shop");
    private static final URI REDIRECT_URI = URI.create(Shop.REDIRECT_URI);

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "ES256", "EdDSA"})
    void stockClientGetsTokensItCanVerify(String algorithm) throws Exception {
        var signer = "signer: {type: local, config: {keysRotationPeriod: 6h, algorithm: " + algorithm + "}}";
        try (var server = TestServer.start(TestServer.STANDARD + signer);
                var browser = new TestBrowser()) {
            var metadata = OIDCProviderMetadata.resolve(new Issuer(server.issuer()));
            var verifier = new CodeVerifier();
            var nonce = new Nonce();
            var request = request(metadata, verifier, nonce);

            var answer = AuthenticationResponseParser.parse(TestBrowser.location(logIn(browser, request.toURI())))
                    .toSuccessResponse();
            assertThat(answer.getState()).isEqualTo(request.getState());
            assertThat(answer.getIssuer().getValue()).isEqualTo(server.issuer().toString());

            var tokens =
                    tokens(metadata, new AuthorizationCodeGrant(answer.getAuthorizationCode(), REDIRECT_URI, verifier));
            assertValid(metadata, algorithm, tokens, nonce);

            var refreshed = tokens(metadata, new RefreshTokenGrant(tokens.getRefreshToken()));
            assertThat(refreshed.getRefreshToken()).isNotEqualTo(tokens.getRefreshToken());
            assertValid(metadata, algorithm, refreshed, nonce);

            var info = UserInfoResponse.parse(
                            new UserInfoRequest(metadata.getUserInfoEndpointURI(), refreshed.getBearerAccessToken())
                                    .toHTTPRequest()
                                    .send())
                    .toSuccessResponse()
                    .getUserInfo();
            assertThat(info.getEmailAddress()).isEqualTo("alice@example.org");
            assertThat(info.getName()).isEqualTo("Alice Liddell");
            assertThat(info.getClaim("groups")).asString().contains("readers");
        }
    }

    private static AuthenticationRequest request(OIDCProviderMetadata metadata, CodeVerifier verifier, Nonce nonce) {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        Scope.parse("openid email profile groups offline_access"),
                        SHOP,
                        REDIRECT_URI)
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .state(new State())
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build();
    }

    private static HttpResponse<String> logIn(TestBrowser browser, URI request) {
        var form = browser.follow(browser.get(URI.create(request + "&connector_id=local")));
        var consent =
                browser.follow(browser.submit(form, Map.of("login", "alice@example.org", "password", "correct horse")));
        return browser.submit(consent, Map.of("approval", "approve"));
    }

    private static OIDCTokens tokens(OIDCProviderMetadata metadata, AuthorizationGrant grant) throws Exception {
        var request = new TokenRequest.Builder(
                        metadata.getTokenEndpointURI(), new ClientSecretBasic(SHOP, new Secret("shop-secret")), grant)
                .build();
        var response = OIDCTokenResponseParser.parse(request.toHTTPRequest().send());
        assertThat(response.indicatesSuccess())
                .as(() -> response.toErrorResponse().getErrorObject().toString())
                .isTrue();
        return ((OIDCTokenResponse) response.toSuccessResponse()).getOIDCTokens();
    }

    private static void assertValid(OIDCProviderMetadata metadata, String algorithm, OIDCTokens tokens, Nonce nonce)
            throws Exception {
        if (algorithm.equals("EdDSA")) {
            // The library needs a further one for Ed25519; its claims are checked all the same.
            assertThat(tokens.getIDToken().getJWTClaimsSet().getStringClaim("nonce"))
                    .isEqualTo(nonce.getValue());
            return;
        }
        var validator = new IDTokenValidator(
                metadata.getIssuer(),
                SHOP,
                com.nimbusds.jose.JWSAlgorithm.parse(algorithm),
                metadata.getJWKSetURI().toURL());
        var claims = validator.validate(tokens.getIDToken(), nonce);
        assertThat(claims.getSubject().getValue()).isEqualTo("CgVhMTFjZRIFbG9jYWw");
        assertThat(claims.getStringClaim("email")).isEqualTo("alice@example.org");
    }
}
