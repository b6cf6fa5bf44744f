package io.lintel.authorization;

import static io.lintel.client.TestClients.SHOP;
import static io.lintel.client.TestClients.THIEF;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.client.AuthenticatedClient;
import io.lintel.client.Client;
import io.lintel.client.ClientCredentials;
import io.lintel.client.FakeClientJwts;
import io.lintel.client.FakeClients;
import io.lintel.client.RequestDefaults;
import io.lintel.client.RequestRules;
import io.lintel.memory.InMemoryStores;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.TestParameters;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import io.lintel.signing.JwsAlgorithm;
import io.lintel.signing.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 9126.
final class PushEndpointTest {

    private static final Map<String, String> LEAST = Map.of(
            "response_type", "code",
            "client_id", "shop",
            "redirect_uri", SHOP.redirectUris().getFirst().value(),
            "scope", "openid email",
            "state", "s");

    private final FakeClients clients = new FakeClients(SHOP, THIEF);
    private final PushedRequests pushed = new InMemoryStores().pushed();
    private final List<String> fetched = new ArrayList<>();
    private @Nullable String published;
    private final SettableClock clock = new SettableClock(TestAuthorizations.NOW);

    @Test
    void pushedRequestIsFoundByItsUri() {
        var uri = push(SHOP);

        assertThat(uri).startsWith("urn:ietf:params:oauth:request_uri:").hasSizeGreaterThan(34 + 26);
        assertThat(find("shop", uri).asMap()).isEqualTo(LEAST);
    }

    /// RFC 9101, section 6.3, and RFC 9126, section 4.
    @Test
    @Tag("SEC-A6")
    void whatStandsBesideTheUriCountsForNothing() {
        var uri = push(SHOP);
        var found = source(false)
                .ofBrowser(TestParameters.of(
                        "client_id", "shop", "request_uri", uri, "scope", "openid groups", "redirect_uri", "x"));

        assertThat(found.asMap()).isEqualTo(LEAST);
    }

    @Test
    @Tag("REL-1")
    void uriIsUsedOnce() {
        var uri = push(SHOP);
        find("shop", uri);

        refused(ErrorCode.INVALID_REQUEST_URI, () -> find("shop", uri));
    }

    @Test
    @Tag("SEC-B4")
    void uriOfAnotherClientIsRefusedAndNotUsedUp() {
        var uri = push(SHOP);

        refused(ErrorCode.INVALID_REQUEST_URI, () -> find("thief", uri));
        assertThat(find("shop", uri).find("state")).contains("s");
    }

    @Test
    void uriExpires() {
        var early = push(SHOP);
        var late = push(SHOP);
        clock.advance(Duration.ofSeconds(89));
        assertThat(find("shop", early).has("scope")).isTrue();

        clock.advance(Duration.ofSeconds(1));
        refused(ErrorCode.INVALID_REQUEST_URI, () -> find("shop", late));
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example/request, REQUEST_URI_NOT_SUPPORTED",
        "urn:ietf:params:oauth:request_uri:, REQUEST_URI_NOT_SUPPORTED",
        "urn:ietf:params:oauth:request_uri:made-up, INVALID_REQUEST_URI",
        "URN:ietf:params:oauth:request_uri:made-up, REQUEST_URI_NOT_SUPPORTED",
        "file:///etc/passwd, REQUEST_URI_NOT_SUPPORTED",
    })
    @Tag("SEC-A10")
    void nothingElseIsFetched(String uri, ErrorCode code) {
        refused(code, () -> find("shop", uri));
    }

    @ParameterizedTest
    @CsvSource({
        "scope, email, INVALID_SCOPE",
        "response_type, token, UNSUPPORTED_RESPONSE_TYPE",
        "redirect_uri, https://evil.example/, INVALID_REQUEST",
        "redirect_uri, '', INVALID_REQUEST",
        "claims, {, INVALID_REQUEST",
        "request_uri, urn:ietf:params:oauth:request_uri:x, INVALID_REQUEST",
        "registration, {}, REGISTRATION_NOT_SUPPORTED",
    })
    void badRequestIsRefusedWhenItIsPushed(String name, String value, ErrorCode code) {
        refused(code, () -> push(SHOP, name, value));
    }

    @Test
    @Tag("SEC-B5")
    void credentialsAreNotKept() {
        var uri = push(SHOP, "client_secret", "shop-secret", "client_assertion", "x", "client_assertion_type", "y");

        assertThat(find("shop", uri).asMap()).isEqualTo(LEAST);
    }

    @Test
    @Tag("SEC-B4")
    void requestIsThatOfWhoeverPushesIt() {
        var callback = THIEF.redirectUris().getFirst().value();
        var uri = push(THIEF, "redirect_uri", callback, "client_id", "shop");

        assertThat(find("thief", uri).find("client_id")).contains("thief");
    }

    @Test
    @Tag("REL-18")
    void onlySoManyWait() {
        for (var i = 0; i < 3; i++) {
            push(SHOP);
        }
        refused(ErrorCode.TEMPORARILY_UNAVAILABLE, () -> push(SHOP));

        clock.advance(Duration.ofSeconds(90));
        assertThat(push(SHOP)).isNotEmpty();
    }

    @Test
    void requestThatCannotTravelIsRefused() {
        refused(ErrorCode.INVALID_REQUEST, () -> push(SHOP, "unheard_of", "x".repeat(5_000)));
    }

    /// OpenID Connect Core, section 6.2.
    @Test
    @Tag("SEC-A10")
    void requestIsReadWhereItsClientHasRegisteredAndNowhereElse() {
        publishAt(URI.create("https://shop.test/request"), null);

        for (var other : List.of(
                "https://shop.test/request/",
                "https://shop.test/request?a",
                "https://shop.test/request#a",
                "https://shop.test:443/request",
                "HTTPS://shop.test/request",
                "https://shop.test/else")) {
            refused(ErrorCode.REQUEST_URI_NOT_SUPPORTED, () -> findPublished("shop", other));
        }
        refused(ErrorCode.REQUEST_URI_NOT_SUPPORTED, () -> findPublished("thief", "https://shop.test/request"));
        assertThat(fetched).isEmpty();

        refused(ErrorCode.INVALID_REQUEST_URI, () -> findPublished("shop", "https://shop.test/request"));
        published = unsigned("{\"client_id\":\"shop\",\"scope\":\"openid\",\"max_age\":5,\"aud\":\"x\"}");
        refused(ErrorCode.INVALID_REQUEST_OBJECT, () -> findPublished("shop", "https://shop.test/request"));
        published = unsigned("{\"client_id\":\"shop\",\"scope\":\"openid\",\"max_age\":5}");
        assertThat(findPublished("shop", "https://shop.test/request").asMap())
                .isEqualTo(Map.of("client_id", "shop", "scope", "openid", "max_age", "5"));
        assertThat(fetched).hasSize(3).containsOnly("shop https://shop.test/request");
    }

    @Test
    @Tag("SEC-G1")
    void requestThatMustBeSignedIsNotReadUnsigned() {
        published = unsigned("{\"client_id\":\"shop\"}");

        publishAt(URI.create("https://shop.test/request"), JwsAlgorithm.RS256);
        refused(ErrorCode.INVALID_REQUEST_OBJECT, () -> findPublished("shop", "https://shop.test/request"));
        for (var malformed : List.of("", ".", "x", published + "x", published + ".", "e30.e30", "e30.e30.")) {
            published = malformed;
            publishAt(URI.create("https://shop.test/request"), null);
            refused(ErrorCode.INVALID_REQUEST_OBJECT, () -> findPublished("shop", "https://shop.test/request"));
        }
    }

    @Test
    @Tag("SEC-A6")
    void whoMustPushPublishesInVain() {
        publishAt(URI.create("https://shop.test/request"), null);

        refused(ErrorCode.INVALID_REQUEST, () -> find("shop", "https://shop.test/request"));
        assertThat(fetched).isEmpty();
    }

    private void publishAt(URI uri, @Nullable JwsAlgorithm algorithm) {
        var rules = new RequestRules(false, false, algorithm, RequestDefaults.none(), List.of(uri));
        clients.put(SHOP.with().requests(rules).build());
    }

    private Parameters findPublished(String client, String uri) {
        return source(false)
                .ofBrowser(TestParameters.of("client_id", client, "request_uri", uri, "scope", "openid groups"));
    }

    private static String unsigned(String payload) {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8)) + "."
                + encoder.encodeToString(payload.getBytes(UTF_8)) + ".";
    }

    @Test
    @Tag("SEC-A6")
    void whoMustPushCannotGoRoundIt() {
        assertThat(source(false).ofBrowser(TestParameters.of(LEAST)).asMap()).isEqualTo(LEAST);
        refused(ErrorCode.INVALID_REQUEST, () -> source(true).ofBrowser(TestParameters.of(LEAST)));

        clients.put(SHOP.with().requests(new RequestRules(true, false, null)).build());
        refused(ErrorCode.INVALID_REQUEST, () -> source(false).ofBrowser(TestParameters.of(LEAST)));
        assertThat(find("shop", push(SHOP)).asMap()).isEqualTo(LEAST);
    }

    private Parameters find(String client, String uri) {
        return source(true).ofBrowser(TestParameters.of("client_id", client, "request_uri", uri));
    }

    private RequestSource source(boolean required) {
        return new RequestSource(
                clients,
                new RequestObjects(new FakeClientJwts(), TestFlow.ISSUER, clock),
                this::publishedBy,
                pushed,
                policy(required),
                clock);
    }

    private String publishedBy(Client client, URI uri) {
        fetched.add(client.id() + " " + uri);
        if (published == null) {
            throw new IllegalArgumentException("nobody is there");
        }
        return published;
    }

    private static PushPolicy policy(boolean required) {
        return new PushPolicy(required, Duration.ofSeconds(90), 3);
    }

    private String push(Client client, String... other) {
        var endpoint = new PushEndpoint(
                source(true),
                new RedirectTargets(clients),
                new AuthorizationRequestReader(clients, new FakeIdTokenHints(), TestReader.policy(TestResponses.ALL)),
                pushed,
                policy(true),
                new Entropy(),
                clock);
        return endpoint.push(authenticated(client), TestParameters.of(LEAST, other))
                .uri()
                .text();
    }

    private AuthenticatedClient authenticated(Client client) {
        return new FakeClientJwts()
                .authenticator(clients)
                .authenticate(new ClientCredentials.Post(client.id(), Secret.of(client.id() + "-secret")));
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatExceptionOfType(OAuth2Exception.class).isThrownBy(call).satisfies(e -> assertThat(List.of(e.code()))
                .containsExactly(code));
    }
}
