package io.lintel.token;

import static io.lintel.client.TestClients.API;
import static io.lintel.client.TestClients.APP;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.client.TestClients.THIEF;
import static io.lintel.token.TestProvider.refused;
import static io.lintel.token.TestProvider.refusedQuietly;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.authorization.GrantId;
import io.lintel.client.Client;
import io.lintel.client.MachineSettings;
import io.lintel.client.SubjectType;
import io.lintel.client.TestClients;
import io.lintel.client.TokenSettings;
import io.lintel.connector.ConnectorId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.Resource;
import io.lintel.oauth2.Subject;
import io.lintel.secret.Secret;
import io.lintel.signing.JwtClaims;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens that a client gets for itself (RFC 6749, section 4.4).
final class ClientCredentialsGrantTest {

    private final TestProvider provider = new TestProvider(TestPolicies.DEFAULT);

    @Test
    @Tag("SEC-F5")
    void confidentialClientGetsAnAccessTokenAndNothingToRefresh() {
        var tokens = ask(SHOP, "");

        assertThat(tokens.refreshToken()).isNull();
        assertThat(tokens.idToken()).isNull();
        var claims = provider.claims(tokens.accessToken()).asMap();
        assertThat(claims).containsEntry("sub", "CgRzaG9w").containsEntry("aud", "shop");
        assertThat(claims).doesNotContainKeys("auth_time", "name", "groups", "email_verified", "nonce");
        assertThat(provider.opens(tokens.accessToken())).isTrue();
    }

    /// The example that is computed in dex's encoding.
    @Test
    void subjectIsEncodedAsDexDoes() {
        assertThat(new Subject("example-app", "").encode()).isEqualTo("CgtleGFtcGxlLWFwcA");
    }

    @Test
    void claimsComeWithTheirScopes() {
        var machine = SHOP.with()
                .machine(new MachineSettings(List.of("robots", "shops")))
                .build();
        provider.clients.put(machine);

        var claims = provider.claims(ask(machine, "openid email profile groups").idToken());

        assertThat(claims.asMap())
                .containsEntry("name", "The Shop")
                .containsEntry("preferred_username", "The Shop")
                .containsEntry("groups", List.of("robots", "shops"))
                .containsEntry("email_verified", false)
                .doesNotContainKeys("email", "auth_time", "federated_claims")
                .containsKey("at_hash");
    }

    @Test
    void nonceIsCopiedIfItIsOfASensibleLength() {
        assertThat(provider.claims(ask(SHOP, "openid", "nonce", "n-1").idToken())
                        .findString("nonce"))
                .contains("n-1");
        refused(ErrorCode.INVALID_REQUEST, () -> ask(SHOP, "openid", "nonce", "n".repeat(1025)));
    }

    @Test
    @Tag("SEC-F5")
    void publicClientIsRefusedWhetherItHasASecretOrNot() {
        var withSecret = APP.with().secret(Secret.of("printed in the binary")).build();

        refused(ErrorCode.UNAUTHORIZED_CLIENT, () -> ask(APP, "openid"));
        provider.clients.put(withSecret);
        refused(ErrorCode.UNAUTHORIZED_CLIENT, () -> ask(withSecret, "openid"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "offline_access",
                "openid offline_access",
                "federated:id",
                "phone",
                "openid made:up",
                "audience:server:client_id:",
                "audience:server:client_id:nobody"
            })
    @Tag("SEC-F5")
    @Tag("SEC-A6")
    void scopeThatAClientCannotHaveIsRefused(String scope) {
        refused(ErrorCode.INVALID_SCOPE, () -> ask(SHOP, scope));
    }

    @Test
    @Tag("SEC-F4")
    void audienceMustTrustTheClientAndTrustGoesOneWay() {
        var claims = provider.claims(ask(SHOP, "audience:server:client_id:api").accessToken());

        assertThat(claims.audience()).containsExactly("api", "shop");
        assertThat(claims.findString("azp")).contains("shop");
        refused(ErrorCode.INVALID_SCOPE, () -> ask(API, "audience:server:client_id:shop"));
        refused(ErrorCode.INVALID_SCOPE, () -> ask(THIEF, "audience:server:client_id:api"));
        provider.clients.put(TestClients.trusting(API));
        refused(ErrorCode.INVALID_SCOPE, () -> ask(SHOP, "audience:server:client_id:api"));
    }

    /// Whatever a client and a connector are called: also as each other, or as what the encoding is made of.
    @Test
    @Tag("SEC-F5")
    @Tag("SEC-I1")
    void noClientHasTheSubjectOfAUser() {
        var random = new Random(20_260_301);
        for (var i = 0; i < 20_000; i++) {
            var client = text(random);
            var user = random.nextInt(4) == 0 ? client : text(random);
            var connector = new ConnectorId(random.nextInt(4) == 0 ? client : text(random));
            var ofClient = new Subject(client, "").encode();
            var ofUser = new Subject(user, connector.value()).encode();

            assertThat(ofClient).isNotEqualTo(ofUser);
            assertThat(Subject.decode(ofUser).filter(Subject::isClient)).isEmpty();
            assertThat(Subject.decode(ofClient).filter(Subject::isClient)).isPresent();
        }
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (var length = 1 + random.nextInt(12); length > 0; length--) {
            text.append("\0\n\u0012ab:1Łé\u2028".charAt(random.nextInt(10)));
        }
        return text.toString();
    }

    /// A token of a client opens nothing in the name of another, whoever signed it.
    @Test
    @Tag("SEC-F5")
    void tokenAboutAnotherClientThanItsOwnOpensNothing() {
        var forged = provider.claims(ask(SHOP, "").accessToken()).asMap();
        var claims = JwtClaims.builder();
        forged.forEach((name, value) -> {
            if (value instanceof String text && !name.equals("sub") && !name.equals("aud")) {
                claims.add(name, text);
            }
        });
        claims.add("sub", new Subject("thief", "").encode());
        claims.audience(List.of("shop"));
        claims.add("iat", provider.clock.instant());
        claims.add("exp", provider.clock.instant().plusSeconds(60));

        assertThat(provider.opens(Secret.of(provider.jwts.pinned().sign(claims.build(), null))))
                .isFalse();
    }

    @Test
    @Tag("SEC-B14")
    void removedClientHasNothingLeft() {
        var tokens = ask(SHOP, "openid");
        provider.clients.remove(SHOP.id());

        assertThat(provider.opens(tokens.accessToken())).isFalse();
    }

    @Test
    void tokenIsIntrospectedAndRevokedLikeAnyOther() {
        var token = ask(SHOP, "profile").accessToken();

        assertThat(provider.introspection.of(token, provider.authenticated(SHOP)))
                .containsEntry("active", true)
                .containsEntry("client_id", "shop")
                .containsEntry("sub", "CgRzaG9w")
                .containsEntry("username", "The Shop")
                .containsEntry("token_use", "access_token");
        assertThat(provider.introspection.of(token, provider.authenticated(THIEF)))
                .isEqualTo(Map.of("active", false));

        refusedQuietly(
                ErrorCode.INVALID_GRANT, () -> provider.tokenRevocation.revoke(provider.authenticated(THIEF), token));
        provider.tokenRevocation.revoke(provider.authenticated(SHOP), token);
        assertThat(provider.opens(token)).isFalse();
        assertThat(provider.opens(ask(SHOP, "profile").accessToken()))
                .as("another is another")
                .isTrue();
    }

    @Test
    void userInfoHasNobodyToTellOf() {
        refused(
                ErrorCode.INSUFFICIENT_SCOPE,
                () -> provider.userInfo(ask(SHOP, "openid profile").accessToken()));

        var ofDex = new TestProvider(TestPolicies.OF_DEX);
        assertThat(ofDex.userInfo(ofDex.ownTokens(SHOP, "openid profile").accessToken()))
                .as("dex answers the payload")
                .containsEntry("name", "The Shop");
    }

    /// There is nothing to hide of a client from itself.
    @Test
    void subjectOfAClientIsItsOwnWhateverItIsToldOfUsers() {
        for (var form : TokenSettings.AccessTokenForm.values()) {
            var shop = SHOP.with()
                    .tokens(TokenSettings.builder()
                            .subject(new SubjectType.Opaque())
                            .accessTokenForm(form)
                            .resources(List.of(new Resource("urn:b")))
                            .build())
                    .build();
            provider.clients.put(shop);
            var token = ask(shop, "profile", "resource", "urn:b").accessToken();

            assertThat(provider.claims(token).asMap())
                    .containsEntry("sub", "CgRzaG9w")
                    .containsEntry("aud", "urn:b");
            assertThat(provider.introspection.of(token, provider.authenticated(shop)))
                    .containsEntry("active", true)
                    .containsEntry("sub", "CgRzaG9w");
            refused(ErrorCode.INVALID_TARGET, () -> ask(shop, "", "resource", "urn:c"));
        }
    }

    @Test
    void everyTokenHasAGrantOfItsOwn() {
        assertThat(grant(ask(SHOP, ""))).isNotEqualTo(grant(ask(SHOP, "")));
    }

    private GrantId grant(TokenResponse tokens) {
        return provider.claims(tokens.accessToken())
                .findString("jti")
                .flatMap(GrantId::ofTokenId)
                .orElseThrow();
    }

    private TokenResponse ask(Client client, String scope, String... parameters) {
        return provider.ownTokens(client, scope, parameters);
    }
}
