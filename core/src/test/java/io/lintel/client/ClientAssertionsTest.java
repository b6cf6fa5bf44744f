package io.lintel.client;

import static io.lintel.client.FakeClientJwts.ISSUER;
import static io.lintel.client.FakeClientJwts.NOON;
import static io.lintel.client.FakeClientJwts.TOKEN_ENDPOINT;
import static io.lintel.client.TestClients.APP;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.client.TestClients.THIEF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.TestParameters;
import io.lintel.secret.Secret;
import io.lintel.signing.JwsAlgorithm;
import io.lintel.signing.JwtClaims;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What a client must sign to prove who it is (RFC 7523, section 3; OpenID Connect Core, section 9).
@Tag("SEC-B8")
final class ClientAssertionsTest {

    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final long NOW = NOON.getEpochSecond();
    private static final ClientKeys KEYS = new ClientKeys.Inline("{}");

    private static final Client SIGNING_SHOP = authenticating(SHOP, ClientAuthenticationMethod.PRIVATE_KEY_JWT, null);
    private static final Client SIGNING_THIEF = authenticating(THIEF, ClientAuthenticationMethod.PRIVATE_KEY_JWT, null);

    private final FakeClientJwts jwts = new FakeClientJwts();
    private final FakeClients clients = new FakeClients(SIGNING_SHOP, SIGNING_THIEF, APP);
    private final ClientAuthenticator authenticator = jwts.authenticator(clients);

    static Stream<Arguments> accepted() {
        return Stream.of(
                Arguments.of("plain", Map.of()),
                Arguments.of("for the token endpoint", Map.of("aud", TOKEN_ENDPOINT)),
                Arguments.of("for both of our names", Map.of("aud", List.of(ISSUER, TOKEN_ENDPOINT))),
                Arguments.of("at its last second", Map.of("exp", NOW - 59)),
                Arguments.of("an hour ahead", Map.of("exp", NOW + 3600)),
                Arguments.of("by a clock that is fast", Map.of("nbf", NOW + 60, "iat", NOW + 60)),
                Arguments.of("written long ago", Map.of("iat", NOW - 86_400)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @Tag("SEC-G7")
    void accepted(String what, Map<String, Object> changes) {
        assertThat(authenticate(sign(null, changes)).client()).isEqualTo(SIGNING_SHOP);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("another subject", Map.of("sub", "thief")),
                Arguments.of("no subject", Map.of("sub", "")),
                Arguments.of("another issuer", Map.of("iss", "thief")),
                Arguments.of("an issuer that is no client", Map.of("iss", "stranger", "sub", "stranger")),
                Arguments.of("no audience", Map.of("aud", List.of())),
                Arguments.of("another audience", Map.of("aud", "https://other.example")),
                Arguments.of("another audience too", Map.of("aud", List.of(ISSUER, "https://other.example"))),
                Arguments.of("our name and more", Map.of("aud", ISSUER + "/")),
                Arguments.of("expired", Map.of("exp", NOW - 60)),
                Arguments.of("expiry of another type", Map.of("exp", String.valueOf(NOW + 60))),
                Arguments.of("expiry beyond all time", Map.of("exp", Long.MAX_VALUE)),
                Arguments.of("expiry in a day", Map.of("exp", NOW + 86_400)),
                Arguments.of("not valid yet", Map.of("nbf", NOW + 61)),
                Arguments.of("not valid at no time", Map.of("nbf", "x")),
                Arguments.of("written tomorrow", Map.of("iat", NOW + 61)),
                Arguments.of("no id", Map.of("jti", "")),
                Arguments.of("an id of another type", Map.of("jti", 1L)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @Tag("SEC-G7")
    void refused(String what, Map<String, Object> changes) {
        assertRefused(() -> authenticate(sign(null, changes)));
    }

    @Test
    void assertionThatDoesNotExpireIsRefused() {
        var claims = claims(Map.of());
        claims.remove("exp");

        assertRefused(() -> authenticate(sign(SHOP, JwsAlgorithm.ES256, null, claims)));
    }

    @Test
    void assertionIsUsedOnce() {
        var assertion = sign(null, Map.of());

        assertThat(authenticate(assertion)).isNotNull();
        assertRefused(() -> authenticate(assertion));
        assertRefused(() -> authenticate(sign(null, Map.of("exp", NOW + 60))));
        assertThat(authenticate(sign(null, Map.of("jti", "another")))).isNotNull();
    }

    @Test
    void whatIsRefusedIsNotUsedUp() {
        assertRefused(() -> authenticate(sign(null, Map.of("aud", "https://other.example"))));

        assertThat(authenticate(sign(null, Map.of()))).isNotNull();
    }

    @Test
    void clientSignsForItselfAlone() {
        assertRefused(() -> authenticate(sign(THIEF, JwsAlgorithm.ES256, null, claims(Map.of()))));
        assertRefused(() ->
                authenticate(sign(THIEF, JwsAlgorithm.ES256, null, claims(Map.of("iss", "thief", "sub", "shop")))));
    }

    @Test
    void clientIdBesideAnAssertionIsThatOfTheAssertion() {
        var assertion = sign(null, Map.of());

        assertRefused(() -> authenticate(List.of(), body(assertion, "client_id", "thief")));
        assertThat(authenticate(List.of(), body(assertion, "client_id", "shop")))
                .isNotNull();
    }

    static Stream<Arguments> other() {
        var basic = "Basic c2hvcDpzaG9wLXNlY3JldA==";
        return Stream.of(
                Arguments.of("a secret in the header", List.of(basic), Map.of()),
                Arguments.of("a secret in the body", List.of(), Map.of("client_secret", "shop-secret")),
                Arguments.of("both", List.of(basic), Map.of("client_secret", "shop-secret")),
                Arguments.of("an unknown type", List.of(), Map.of("client_assertion_type", "saml")),
                Arguments.of("no type", List.of(), Map.of("client_assertion_type", "")),
                Arguments.of("no assertion", List.of(), Map.of("client_assertion", "", "client_id", "app")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("other")
    void assertionStandsAlone(String what, List<String> authorization, Map<String, String> more) {
        var body = body(sign(null, Map.of()));
        body.putAll(more);

        assertRefused(() -> authenticate(authorization, body));
    }

    @Test
    @Tag("SEC-G1")
    void whatElseAClientSignsIsNoAssertion() {
        for (var type : List.of("oauth-authz-req+jwt", "dpop+jwt", "logout+jwt", "at+jwt", "")) {
            assertRefused(() -> authenticate(sign(SHOP, JwsAlgorithm.ES256, type, claims(Map.of()))));
        }
        for (var type : List.of("JWT", "jwt", "client-authentication+jwt")) {
            assertThat(authenticate(sign(SHOP, JwsAlgorithm.ES256, type, claims(Map.of("jti", type)))))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("SEC-G1")
    void algorithmIsOneOfTheClientsMethod(JwsAlgorithm algorithm) {
        clients.put(authenticating(SHOP, ClientAuthenticationMethod.CLIENT_SECRET_JWT, null));
        clients.put(SIGNING_THIEF);

        assertThat(isAccepted(SHOP, algorithm)).isEqualTo(algorithm.isSymmetric());
        assertThat(isAccepted(THIEF, algorithm)).isEqualTo(!algorithm.isSymmetric());
    }

    @ParameterizedTest
    @EnumSource
    @Tag("SEC-G1")
    void algorithmThatTheClientHasChosenIsTheOnlyOne(JwsAlgorithm algorithm) {
        clients.put(authenticating(SHOP, ClientAuthenticationMethod.PRIVATE_KEY_JWT, JwsAlgorithm.PS256));

        assertThat(isAccepted(SHOP, algorithm)).isEqualTo(algorithm == JwsAlgorithm.PS256);
    }

    @ParameterizedTest
    @EnumSource(names = {"CLIENT_SECRET_BASIC", "CLIENT_SECRET_POST"})
    void clientOfAnotherMethodSignsInVain(ClientAuthenticationMethod method) {
        clients.put(authenticating(SHOP, method, null));

        for (var algorithm : JwsAlgorithm.values()) {
            assertThat(isAccepted(SHOP, algorithm)).isFalse();
        }
    }

    @Test
    void clientThatHasChosenNothingSignsInVain() {
        clients.put(SHOP);

        assertThat(isAccepted(SHOP, JwsAlgorithm.HS256)).isFalse();
    }

    @Test
    void methodThatAClientHasChosenIsTheOnlyOne() {
        for (var method : ClientAuthenticationMethod.values()) {
            if (method != ClientAuthenticationMethod.NONE) {
                clients.put(authenticating(SHOP, method, null));
                assertThat(isAuthenticated(List.of("Basic c2hvcDpzaG9wLXNlY3JldA=="), Map.of()))
                        .isEqualTo(method == ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
                assertThat(isAuthenticated(List.of(), Map.of("client_id", "shop", "client_secret", "shop-secret")))
                        .isEqualTo(method == ClientAuthenticationMethod.CLIENT_SECRET_POST);
                assertThat(isAuthenticated(List.of(), Map.of("client_id", "shop")))
                        .isFalse();
            }
        }
    }

    @Test
    @Tag("SEC-L6")
    void assertionIsNotPrinted() {
        var assertion = sign(null, Map.of("aud", "https://other.example"));

        assertThat(ClientCredentials.read(List.of(), TestParameters.of(body(assertion)))
                        .toString())
                .doesNotContain(assertion.reveal());
        assertThatExceptionOfType(OAuth2Exception.class)
                .isThrownBy(() -> authenticate(assertion))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(assertion.reveal()));
    }

    private boolean isAccepted(Client client, JwsAlgorithm algorithm) {
        var id = client.id().value();
        var assertion = sign(client, algorithm, null, claims(Map.of("iss", id, "sub", id, "jti", algorithm.jwaName())));
        return isAuthenticated(List.of(), body(assertion));
    }

    private boolean isAuthenticated(List<String> authorization, Map<String, String> body) {
        try {
            authenticate(authorization, body);
            return true;
        } catch (OAuth2Exception refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_CLIENT);
            return false;
        }
    }

    private Secret sign(@Nullable String type, Map<String, Object> changes) {
        return sign(SHOP, JwsAlgorithm.ES256, type, claims(changes));
    }

    private Secret sign(Client signer, JwsAlgorithm algorithm, @Nullable String type, Map<String, Object> claims) {
        var written = JwtClaims.builder();
        claims.forEach(written::add);
        return jwts.sign(signer.id(), algorithm, type, written.build());
    }

    private static Map<String, Object> claims(Map<String, Object> changes) {
        var claims = new LinkedHashMap<String, Object>(
                Map.of("iss", "shop", "sub", "shop", "aud", ISSUER, "exp", NOW + 300, "iat", NOW, "jti", "first"));
        claims.putAll(changes);
        return claims;
    }

    private AuthenticatedClient authenticate(Secret assertion) {
        return authenticate(List.of(), body(assertion));
    }

    private AuthenticatedClient authenticate(List<String> authorization, Map<String, String> body) {
        return authenticator.authenticate(ClientCredentials.read(authorization, TestParameters.of(body)));
    }

    private static Map<String, String> body(Secret assertion, String... more) {
        var body = new HashMap<>(Map.of("client_assertion_type", TYPE, "client_assertion", assertion.reveal()));
        for (var i = 0; i < more.length; i += 2) {
            body.put(more[i], more[i + 1]);
        }
        return body;
    }

    private static Client authenticating(
            Client client, ClientAuthenticationMethod method, @Nullable JwsAlgorithm algorithm) {
        return client.with()
                .authentication(new AuthenticationSettings(method, algorithm, KEYS))
                .build();
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatExceptionOfType(OAuth2Exception.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CLIENT))
                .satisfies(e -> assertThat(e.description()).isEmpty());
    }
}
