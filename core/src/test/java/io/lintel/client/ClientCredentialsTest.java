package io.lintel.client;

import static io.lintel.client.TestClients.APP;
import static io.lintel.client.TestClients.REGISTERED_APP;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.client.TestClients.THIEF;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.TestParameters;
import io.lintel.secret.Secret;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// How clients prove who they are (RFC 6749, section 2.3).
@Tag("SEC-B8")
final class ClientCredentialsTest {

    private static final Client ODD = Client.of(new ClientId("shop: %+ü🦊"), "Odd")
            .secret(Secret.of("s:e%c+r ü🦊"))
            .build();

    private static final Client PUBLIC_WITH_SECRET = Client.of(new ClientId("half-public"), "Half")
            .secret(Secret.of("half-secret"))
            .isPublic(true)
            .build();

    private final FakeClients clients = new FakeClients(SHOP, THIEF, APP, REGISTERED_APP, ODD, PUBLIC_WITH_SECRET);
    private final ClientAuthenticator authenticator = new FakeClientJwts().authenticator(clients);

    static Stream<Arguments> accepted() {
        return Stream.of(
                Arguments.of("Basic", SHOP, List.of(basic("shop:shop-secret")), body()),
                Arguments.of("basic", SHOP, List.of("bAsIc " + base64("shop:shop-secret")), body()),
                Arguments.of("more spaces", SHOP, List.of("Basic   " + base64("shop:shop-secret")), body()),
                Arguments.of(
                        "Basic and the same id", SHOP, List.of(basic("shop:shop-secret")), body("client_id", "shop")),
                Arguments.of(
                        "Basic, escaped",
                        ODD,
                        List.of(basic("shop%3A+%25%2B%C3%BC%F0%9F%A6%8A:s%3Ae%25c%2Br+%C3%BC%F0%9F%A6%8A")),
                        body()),
                Arguments.of("Basic, hardly escaped", ODD, List.of(basic("shop%3A %25%2Bü🦊:s:e%25c%2Br ü🦊")), body()),
                Arguments.of("body", SHOP, List.of(), body("client_id", "shop", "client_secret", "shop-secret")),
                Arguments.of(
                        "body, odd", ODD, List.of(), body("client_id", "shop: %+ü🦊", "client_secret", "s:e%c+r ü🦊")),
                Arguments.of("public", APP, List.of(), body("client_id", "app")),
                Arguments.of("public, empty secret", APP, List.of(), body("client_id", "app", "client_secret", "")),
                Arguments.of("public, empty Basic", APP, List.of(basic("app:")), body()),
                Arguments.of(
                        "public with a secret",
                        PUBLIC_WITH_SECRET,
                        List.of(),
                        body("client_id", "half-public", "client_secret", "half-secret")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void accepted(String what, Client client, List<String> authorization, Map<String, String> body) {
        assertThat(authenticate(authorization, body).client()).isEqualTo(client);
    }

    static Stream<Arguments> refused() {
        var good = basic("shop:shop-secret");
        return Stream.of(
                Arguments.of("nothing", List.of(), body()),
                Arguments.of("unknown client", List.of(basic("stranger:secret")), body()),
                Arguments.of("unknown public client", List.of(), body("client_id", "stranger")),
                Arguments.of("wrong secret", List.of(basic("shop:wrong")), body()),
                Arguments.of(
                        "wrong secret in the body", List.of(), body("client_id", "shop", "client_secret", "wrong")),
                Arguments.of("secret of another", List.of(basic("shop:thief-secret")), body()),
                Arguments.of("longer secret", List.of(basic("shop:shop-secret2")), body()),
                Arguments.of("shorter secret", List.of(basic("shop:shop-secre")), body()),
                Arguments.of("other case", List.of(basic("shop:Shop-secret")), body()),
                Arguments.of("other case of the id", List.of(basic("Shop:shop-secret")), body()),
                Arguments.of("empty secret", List.of(basic("shop:")), body()),
                Arguments.of("empty secret in the body", List.of(), body("client_id", "shop", "client_secret", "")),
                Arguments.of("no secret", List.of(), body("client_id", "shop")),
                Arguments.of("secret without an id", List.of(), body("client_secret", "shop-secret")),
                Arguments.of("public with a secret", List.of(basic("app:secret")), body()),
                Arguments.of("public, secret in body", List.of(), body("client_id", "app", "client_secret", "secret")),
                Arguments.of("half public without", List.of(), body("client_id", "half-public")),
                Arguments.of("half public, empty", List.of(basic("half-public:")), body()),
                Arguments.of("Basic and secret in the body", List.of(good), body("client_secret", "shop-secret")),
                Arguments.of(
                        "Basic and both in the body",
                        List.of(good),
                        body("client_id", "shop", "client_secret", "shop-secret")),
                Arguments.of("Basic and another id in the body", List.of(good), body("client_id", "app")),
                Arguments.of("Basic for two", List.of(good, basic("thief:thief-secret")), body()),
                Arguments.of("the same Basic twice", List.of(good, good), body()),
                Arguments.of("Basic and Bearer", List.of("Bearer x", good), body()),
                Arguments.of("Bearer", List.of("Bearer x"), body("client_id", "app")),
                Arguments.of("empty header", List.of(""), body("client_id", "app")),
                Arguments.of("no space", List.of("Basic" + base64("shop:shop-secret")), body()),
                Arguments.of("nothing after Basic", List.of("Basic "), body("client_id", "app")),
                Arguments.of("no base64", List.of("Basic shop:shop-secret"), body()),
                Arguments.of("two words", List.of(good + " " + base64("x")), body()),
                Arguments.of("no colon", List.of(basic("shop")), body()),
                Arguments.of("no id", List.of(basic(":shop-secret")), body()),
                Arguments.of("only a colon", List.of(basic(":")), body()),
                Arguments.of("cut escape in the secret", List.of(basic("shop:shop-secret%")), body()),
                Arguments.of("cut escape in the id", List.of(basic("sho%7:shop-secret")), body()),
                Arguments.of("broken escape", List.of(basic("shop:shop-secret%zz")), body()),
                Arguments.of("escape in other digits", List.of(basic("sho%７０:shop-secret")), body()),
                Arguments.of("escape that is no UTF-8", List.of(basic("shop:%ff%fe")), body()),
                Arguments.of("a fox for two question marks", List.of(basic("odd🦊:x")), body()),
                Arguments.of(
                        "no UTF-8",
                        List.of("Basic " + Base64.getEncoder().encodeToString(new byte[] {'s', ':', (byte) 0xff})),
                        body()),
                Arguments.of("NUL", List.of(basic("shop:shop-secret\u0000")), body()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String what, List<String> authorization, Map<String, String> body) {
        assertThatExceptionOfType(OAuth2Exception.class)
                .isThrownBy(() -> authenticate(authorization, body))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CLIENT))
                .satisfies(e -> assertThat(e.description()).isEmpty())
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain("-secret"));
    }

    @Test
    @Tag("SEC-B14")
    void removedClientIsRefusedAtOnce() {
        assertThat(authenticate(List.of(basic("shop:shop-secret")), body())).isNotNull();

        clients.remove(SHOP.id());

        assertThatExceptionOfType(OAuth2Exception.class)
                .isThrownBy(() -> authenticate(List.of(basic("shop:shop-secret")), body()))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CLIENT));
    }

    @Test
    @Tag("SEC-L6")
    void credentialsAreNotPrinted() {
        var credentials = ClientCredentials.read(List.of(basic("shop:shop-secret")), TestParameters.of());

        assertThat(credentials.toString()).contains("shop").doesNotContain("shop-secret");
        assertThat(SHOP.toString()).doesNotContain("shop-secret");
        assertThat(authenticator.authenticate(credentials)).hasToString("AuthenticatedClient[shop]");
    }

    @Test
    void confidentialClientHasASecret() {
        var id = new ClientId("c");
        assertThatThrownBy(Client.of(id, "C")::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no secret");
        assertThatThrownBy(Client.of(id, "C").secret(Secret.empty())::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no secret");
    }

    /// Otherwise nothing that such a client can send would be right.
    @Test
    void emptySecretOfAPublicClientIsNone() {
        var client = Client.of(new ClientId("c"), "C")
                .secret(Secret.empty())
                .isPublic(true)
                .build();
        clients.put(client);

        assertThat(client.secret()).isNull();
        assertThat(authenticate(List.of(), body("client_id", "c")).client()).isEqualTo(client);
        assertThat(authenticate(List.of(basic("c:")), body()).client()).isEqualTo(client);
    }

    @Test
    @Tag("SEC-F4")
    void trustGoesOneWayAndIsNotInherited() {
        var api = TestClients.trusting(THIEF, SHOP);
        var shop = TestClients.trusting(SHOP, APP);

        assertThat(api.trusts(SHOP.id())).isTrue();
        assertThat(shop.trusts(api.id())).isFalse();
        assertThat(api.trusts(APP.id())).isFalse();
        assertThat(api.trusts(api.id())).isTrue();
    }

    private AuthenticatedClient authenticate(List<String> authorization, Map<String, String> body) {
        return authenticator.authenticate(ClientCredentials.read(authorization, TestParameters.of(body)));
    }

    private static Map<String, String> body(String... namesAndValues) {
        var body = new HashMap<String, String>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            body.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return body;
    }

    private static String basic(String pair) {
        return "Basic " + base64(pair);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
