package io.lintel.token;

import static io.lintel.authorization.FakeConnectors.CORP;
import static io.lintel.client.TestClients.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.authorization.Access;
import io.lintel.authorization.AuthorizationCode;
import io.lintel.authorization.ConnectorEntry;
import io.lintel.authorization.FrontChannelTokens.Tokens;
import io.lintel.authorization.IssuedCode;
import io.lintel.authorization.RequestableClaims;
import io.lintel.authorization.TestAuthorizations;
import io.lintel.client.TestClients;
import io.lintel.connector.TestIdentities;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.RequestedClaims;
import io.lintel.oauth2.ResponseType;
import io.lintel.oauth2.Scopes;
import io.lintel.secret.Secret;
import io.lintel.session.Authentication;
import io.lintel.session.AuthenticationMethod;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Tokens from the authorization endpoint (OpenID Connect Core, sections 3.2.2 and 3.3.2).
final class FrontChannelIssuerTest {

    private static final Set<ResponseType> EVERYTHING = EnumSet.allOf(ResponseType.class);

    private final TestProvider provider = new TestProvider(TestPolicies.DEFAULT);
    private final FrontChannelIssuer front =
            new FrontChannelIssuer(new ConnectorRules(provider.connectors), provider.issuer);

    @Test
    void idTokenHashesWhatComesBesideIt() {
        var all = mint("openid", "", EVERYTHING);
        var idToken = provider.claims(all.idToken());

        assertThat(idToken.findString("at_hash"))
                .contains(TokenIssuer.halfHash(provider.jwts, reveal(all.accessToken())));
        assertThat(idToken.findString("c_hash")).contains(TokenIssuer.halfHash(provider.jwts, "code-0"));
        assertThat(idToken.findString("nonce")).contains("n-0");

        var alone = provider.claims(
                mint("openid", "", Set.of(ResponseType.ID_TOKEN)).idToken());
        assertThat(alone.asMap()).doesNotContainKeys("at_hash", "c_hash");
        var withCode = provider.claims(mint("openid", "", Set.of(ResponseType.ID_TOKEN, ResponseType.CODE))
                .idToken());
        assertThat(withCode.asMap()).containsKey("c_hash").doesNotContainKey("at_hash");
    }

    @Test
    void onlyWhatIsAskedForIsMinted() {
        assertThat(mint("openid", "", Set.of(ResponseType.ID_TOKEN)).accessToken())
                .isNull();
        assertThat(mint("openid", "", Set.of(ResponseType.CODE, ResponseType.TOKEN))
                        .idToken())
                .isNull();
        assertThat(mint("openid offline_access", "", EVERYTHING).scopes()).hasToString("openid");
    }

    /// RFC 6749, section 4.1.2: the tokens of the front channel belong to the grant of the code.
    @Test
    @Tag("SEC-B2")
    void replayOfTheCodeRevokesTheTokensThatCameBesideIt() {
        var code = provider.code("openid");
        var tokens = mint("openid", "", EVERYTHING);
        var accessToken = accessToken(tokens);
        assertThat(provider.opens(accessToken)).isTrue();

        provider.redeem(SHOP, code);
        provider.advance(3);
        assertThatExceptionOfType(OAuth2Exception.class).isThrownBy(() -> provider.redeem(SHOP, code));

        assertThat(provider.opens(accessToken)).isFalse();
    }

    @Test
    @Tag("SEC-B14")
    @Tag("SEC-B15")
    void connectorMustAllowTheGrantTypeImplicit() {
        provider.connectors.put(new ConnectorEntry(
                CORP.id(),
                CORP.type(),
                CORP.name(),
                CORP.capabilities(),
                EnumSet.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN)));

        refused(ErrorCode.INVALID_GRANT, "openid");
    }

    @Test
    @Tag("SEC-B14")
    @Tag("SEC-F4")
    void withdrawnTrustAndClosedConnectorCount() {
        var api = "openid audience:server:client_id:api";
        assertThat(mint(api, "", EVERYTHING).idToken()).isNotNull();

        provider.clients.put(TestClients.trusting(TestClients.API));
        refused(ErrorCode.INVALID_SCOPE, api);

        provider.connectors.remove(CORP.id());
        refused(ErrorCode.INVALID_GRANT, "openid");
    }

    /// OpenID Connect Core, section 5.5.
    @Test
    void claimsAskedForByNameAreToldWhereTheyWereAskedFor() {
        var claims = "{\"userinfo\":{\"phone_number\":null,\"given_name\":{\"essential\":true}},"
                + "\"id_token\":{\"email\":null,\"address\":null,\"email_verified\":{\"value\":false}}}";
        var tokens = mint("openid", claims, EVERYTHING);
        var accessToken = provider.claims(tokens.accessToken()).asMap();
        var idToken = provider.claims(tokens.idToken()).asMap();

        assertThat(accessToken)
                .containsKeys("phone_number", "given_name")
                .doesNotContainKeys("email", "address", "name", "groups");
        assertThat(idToken)
                .containsKeys("email", "address")
                .doesNotContainKeys("phone_number", "given_name", "name", "email_verified");
    }

    @Test
    void claimsAskedForByNameAreToldAfterARefreshToo() {
        var claims = RequestedClaims.parse("{\"id_token\":{\"email\":null}}", RequestableClaims.ALL);
        var access = new Access(Scopes.parse("openid offline_access"), "n", claims);
        provider.codes.add(new AuthorizationCode(Secret.of("special")), issued(access, List.of()));

        var tokens = provider.redeem(SHOP, "special");
        var refreshed = provider.refresh(reveal(tokens.refreshToken()));

        assertThat(provider.claims(tokens.idToken()).asMap()).containsKey("email");
        assertThat(provider.claims(tokens.accessToken()).asMap()).doesNotContainKey("email");
        assertThat(provider.claims(refreshed.idToken()).asMap()).containsKey("email");
    }

    @Test
    void everyClaimThatCanBeAskedForIsKnownAndViceVersa() {
        assertThat(IdentityClaims.of(TestIdentities.ALICE, CORP.id()).keySet())
                .isSubsetOf(RequestableClaims.ABOUT_THE_END_USER);
        var names = String.join("\":null,\"", RequestableClaims.ABOUT_THE_END_USER);
        var idToken = provider.claims(mint("openid", "{\"id_token\":{\"" + names + "\":null}}", EVERYTHING)
                .idToken());

        assertThat(idToken.asMap().keySet())
                .containsAll(IdentityClaims.of(TestIdentities.ALICE, CORP.id()).keySet());
    }

    /// OpenID Connect Core, section 2; RFC 8176.
    @Test
    void idTokenSaysHowTheEndUserHasLoggedIn() {
        var access = new Access(Scopes.parse("openid"), "n");
        var password = mint(issued(access, List.of(AuthenticationMethod.PASSWORD)), EVERYTHING);
        var both = mint(
                issued(
                        access,
                        List.of(
                                AuthenticationMethod.PASSWORD,
                                AuthenticationMethod.ONE_TIME_PASSWORD,
                                AuthenticationMethod.MULTIPLE_FACTORS)),
                EVERYTHING);
        var unknown = mint(issued(access, List.of()), EVERYTHING);

        assertThat(provider.claims(password.idToken()).asMap())
                .doesNotContainKey("acr")
                .containsEntry("amr", List.of("pwd"));
        assertThat(provider.claims(both.idToken()).asMap())
                .containsEntry("acr", "2")
                .containsEntry("amr", List.of("pwd", "otp", "mfa"));
        assertThat(provider.claims(unknown.idToken()).asMap()).doesNotContainKeys("acr", "amr");
        assertThat(provider.claims(mint("openid", "{\"id_token\":{\"acr\":null}}", EVERYTHING)
                                .idToken())
                        .asMap())
                .containsEntry("acr", "1");
        assertThat(provider.claims(password.accessToken()).asMap()).doesNotContainKeys("acr", "amr");
    }

    private void refused(ErrorCode code, String scopes) {
        assertThatExceptionOfType(OAuth2Exception.class)
                .isThrownBy(() -> mint(scopes, "", EVERYTHING))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    private Tokens mint(String scopes, String claims, Set<ResponseType> wanted) {
        var asked = claims.isEmpty() ? RequestedClaims.none() : RequestedClaims.parse(claims, RequestableClaims.ALL);
        return mint(issued(new Access(Scopes.parse(scopes), "n-0", asked), List.of()), wanted);
    }

    private Tokens mint(IssuedCode issued, Set<ResponseType> wanted) {
        return front.mint(SHOP, issued, new AuthorizationCode(Secret.of("code-0")), wanted);
    }

    private IssuedCode issued(Access access, List<AuthenticationMethod> methods) {
        return new IssuedCode(
                TestAuthorizations.login(0),
                TestAuthorizations.grant(0),
                SHOP.id(),
                SHOP.redirectUris().getFirst(),
                access,
                null,
                new Authentication(CORP.id(), TestIdentities.ALICE, provider.clock.instant(), methods, null),
                provider.clock.instant().plusSeconds(60));
    }

    private static Secret accessToken(Tokens tokens) {
        return Secret.of(reveal(tokens.accessToken()));
    }

    private static String reveal(@Nullable Secret secret) {
        return secret == null ? "" : secret.reveal();
    }
}
