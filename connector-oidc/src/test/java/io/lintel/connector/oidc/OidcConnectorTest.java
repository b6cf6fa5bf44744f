package io.lintel.connector.oidc;

import static io.lintel.connector.Wanted.FRESH_LOGIN;
import static io.lintel.connector.Wanted.OFFLINE_ACCESS;
import static io.lintel.connector.oidc.TestOidc.ALICE;
import static io.lintel.connector.oidc.TestOidc.sent;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static io.lintel.connector.testkit.LoginResults.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.CallbackConnector;
import io.lintel.connector.CallbackRequest;
import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.Departure;
import io.lintel.connector.Email;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginId;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.Refusal;
import io.lintel.connector.testkit.CallbackConnectorContract;
import io.lintel.connector.testkit.Departures;
import io.lintel.connector.testkit.LogoutConnectorContract;
import io.lintel.connector.testkit.RefreshingConnectorContract;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.connector.testkit.TokenIdentityConnectorContract;
import io.lintel.secret.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class OidcConnectorTest
        implements CallbackConnectorContract,
                RefreshingConnectorContract,
                TokenIdentityConnectorContract,
                LogoutConnectorContract {

    private final FakeProvider provider = new FakeProvider();
    private final OidcConnector connector = Setup.of(provider).open();

    @BeforeEach
    void put() {
        provider.put(ALICE, TestOidc.alice());
    }

    @AfterEach
    void close() {
        connector.close();
        provider.close();
    }

    @Override
    public CallbackConnector connector() {
        return connector;
    }

    @Override
    public Optional<? extends CallbackConnector> unreachable() {
        return Optional.of(Setup.of(provider).issuer("https://127.0.0.1:1/op").open());
    }

    @Override
    public Optional<? extends CallbackConnector> replica() {
        return Optional.of(Setup.of(provider).open());
    }

    @Override
    public Set<Secret> secrets() {
        return Set.of(Secret.of(FakeProvider.CLIENT_SECRET));
    }

    @Override
    public CallbackRequest successfulCallback(LoginRequest request, Departure departure) {
        return TestOidc.callback(provider, departure);
    }

    @Override
    public CallbackRequest failedCallback(LoginRequest request, Departure departure) {
        return callback(request, Map.of("error", "access_denied", "error_description", "words of somebody"));
    }

    @Override
    public Optional<CallbackRequest> cancelledCallback(LoginRequest request, Departure departure) {
        return Optional.of(failedCallback(request, departure));
    }

    @Override
    public Optional<Identity> gone() {
        var identity = authenticated(TestOidc.logIn(connector, provider, OFFLINE_ACCESS));
        provider.remove(ALICE);
        return Optional.of(identity);
    }

    @Override
    public String tokenType() {
        return "urn:ietf:params:oauth:token-type:id_token";
    }

    @Override
    public Secret upstreamToken() {
        return Secret.of(provider.idToken(ALICE, FakeProvider.CLIENT_ID));
    }

    @Override
    public List<Secret> worthlessTokens() {
        var good = upstreamToken().reveal();
        return List.of(
                Secret.of(good.substring(0, good.length() - 8) + "AAAAAAAA"),
                Secret.of(good.substring(0, good.lastIndexOf('.') + 1)));
    }

    @Override
    public List<Secret> tokensOfOtherApplications() {
        return List.of(Secret.of(provider.idToken(ALICE, "another-client")));
    }

    @Override
    public CallbackRequest loggedOut(LoginId id, Departure departure) {
        var back = Departures.values(departure, "post_logout_redirect_uri").getFirst();
        return new CallbackRequest(
                URI.create(back),
                Map.of("state", Departures.values(departure, "state").getFirst()));
    }

    private CallbackRequest callback(LoginRequest request, Map<String, String> more) {
        var parameters = new HashMap<>(more);
        parameters.put("state", request.id().value());
        parameters.put("iss", provider.issuer().toString());
        return new CallbackRequest(request.callback(), parameters);
    }

    @Test
    void identityIsWhatTheProviderTells() {
        var claims = new HashMap<>(TestOidc.alice());
        claims.putAll(Map.of(
                "given_name", "Alice",
                "family_name", "Liddell",
                "nickname", "Al",
                "picture", "https://op.example/alice.png",
                "locale", "en-GB",
                "updated_at", 1_700_000_000,
                "address", Map.of("locality", "Oxford", "country", "GB"),
                "phone_number", "+44 1865 000000",
                "phone_number_verified", "true"));
        provider.put(ALICE, claims);

        var identity = authenticated(TestOidc.logIn(connector, provider));

        assertThat(identity.userId()).isEqualTo(ALICE);
        assertThat(identity.username()).isEqualTo("Alice Liddell");
        assertThat(identity.preferredUsername()).isEqualTo("ally");
        assertThat(identity.email()).isEqualTo(new Email("alice@example.org", true));
        assertThat(identity.groups()).as("nobody has enabled them").isEmpty();
        assertThat(identity.profile().givenName()).isEqualTo("Alice");
        assertThat(identity.profile().familyName()).isEqualTo("Liddell");
        assertThat(identity.profile().nickname()).isEqualTo("Al");
        assertThat(identity.profile().picture()).isEqualTo("https://op.example/alice.png");
        assertThat(identity.profile().locale()).isEqualTo("en-GB");
        assertThat(identity.profile().updatedAt()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
        assertThat(identity.address()).isNotNull().satisfies(address -> assertThat(address.locality())
                .isEqualTo("Oxford"));
        assertThat(identity.phone()).isNotNull().satisfies(phone -> assertThat(phone.verified())
                .isTrue());
    }

    @Test
    @Tag("SEC-I2")
    void requestCarriesAChallengeAndANonceOfItsOwn() {
        var one = sent(connector, TestLogins.request());
        var other = sent(connector, TestLogins.request());

        assertThat(one)
                .containsEntry("scope", "openid profile email")
                .containsEntry("code_challenge_method", "S256")
                .doesNotContainKeys("prompt", "access_type", "login_hint", "acr_values", "code_verifier");
        for (var name : List.of("nonce", "code_challenge")) {
            assertThat(one.get(name)).hasSizeGreaterThanOrEqualTo(43).isNotEqualTo(other.get(name));
        }
        assertThat(one.get("nonce")).isNotEqualTo(one.get("code_challenge"));
    }

    @Test
    @Tag("SEC-I2")
    void verifierIsNeverSentByTheBrowserWhateverIsConfigured() {
        try (var plain = Setup.of(provider).pkceChallenge("plain").open()) {
            var departure = plain.begin(TestLogins.request());

            assertThat(departure.toString())
                    .contains("code_challenge_method=S256")
                    .doesNotContain(departure.remember().reveal());
        }
    }

    @Test
    void providerThatTakesNoChallengeIsSentNone() {
        provider.announce("code_challenge_methods_supported", List.of("plain"));

        assertThat(sent(connector, TestLogins.request())).doesNotContainKey("code_challenge");
        authenticated(TestOidc.logIn(connector, provider));
        assertThat(provider.asked("/token"))
                .allSatisfy(asked -> assertThat(asked.form()).doesNotContainKey("code_verifier"));
    }

    @Test
    void wantsAreHandedOn() {
        assertThat(sent(connector, TestLogins.request(OFFLINE_ACCESS)))
                .containsEntry("scope", "openid profile email offline_access")
                .containsEntry("access_type", "offline")
                .containsEntry("prompt", "consent");
        assertThat(sent(connector, TestLogins.request(OFFLINE_ACCESS, FRESH_LOGIN)))
                .containsEntry("prompt", "login consent");
        assertThat(sent(connector, TestLogins.request(FRESH_LOGIN))).containsEntry("prompt", "login");
        try (var other =
                Setup.of(provider).promptType("").acrValues("gold", "silver").open()) {
            assertThat(sent(other, TestLogins.request(OFFLINE_ACCESS)))
                    .doesNotContainKey("prompt")
                    .containsEntry("acr_values", "gold silver");
        }
    }

    @Test
    void hintIsHandedOn() {
        for (var hint : List.of("alice@example.org", "J\u00f6rg & S\u00f8n=#")) {
            assertThat(sent(connector, TestLogins.hinted(TestLogins.request(), hint)))
                    .containsEntry("login_hint", hint);
        }
    }

    @Test
    @Tag("SEC-I3")
    void codeIsNotSentWhenTheCallbackIsAnotherProviders() {
        var request = TestLogins.request();
        var departure = connector.begin(request);
        var mixedUp = Departures.with(TestOidc.callback(provider, departure), "iss", "https://evil.example");

        refused(Refusal.WRONG_CREDENTIALS, connector.finish(request, departure.remember(), mixedUp));
        refused(
                Refusal.WRONG_CREDENTIALS,
                connector.finish(
                        request,
                        departure.remember(),
                        Departures.without(TestOidc.callback(provider, departure), "iss")));

        assertThat(provider.asked("/token")).isEmpty();
    }

    @Test
    void codeThatWasUsedIsRefused() {
        var request = TestLogins.request();
        var departure = connector.begin(request);
        var callback = successfulCallback(request, departure);
        authenticated(connector.finish(request, departure.remember(), callback));

        refused(Refusal.WRONG_CREDENTIALS, connector.finish(request, departure.remember(), callback));
    }

    @Test
    void wrongSecretIsAMisconfigurationAndNotTheUsersFault() {
        try (var wrong = Setup.of(provider).clientSecret("a guess").open()) {
            assertThat(faulty(Fault.MISCONFIGURED, () -> TestOidc.logIn(wrong, provider)))
                    .hasMessageContaining("invalid_client")
                    .hasMessageNotContaining("a guess")
                    .hasMessageNotContaining("words of the provider");
        }
    }

    @Test
    void clientAuthenticatesAsIsConfigured() {
        try (var inBody = Setup.of(provider).basicAuthUnsupported(true).open()) {
            authenticated(TestOidc.logIn(inBody, provider));
        }
        assertThat(provider.asked("/token"))
                .singleElement()
                .satisfies(asked -> assertThat(asked.header("Authorization")).isEmpty());
        authenticated(TestOidc.logIn(connector, provider));
        assertThat(provider.asked("/token").getLast().header("Authorization")).startsWith("Basic ");
    }

    @Test
    void logoutIsOfferedWhereTheProviderHasOne() {
        var identity = authenticated(TestOidc.logIn(connector, provider));
        var id = TestLogins.request().id();

        var departure = connector.beginLogout(identity, id, TestLogins.CALLBACK).orElseThrow();

        assertThat(Departures.target(departure).toString()).startsWith(provider.issuer() + "/logout?");
        assertThat(FakeProvider.query(Departures.target(departure)))
                .containsEntry("client_id", FakeProvider.CLIENT_ID)
                .containsEntry("post_logout_redirect_uri", TestLogins.CALLBACK.toString())
                .containsEntry("state", id.value())
                .hasEntrySatisfying("id_token_hint", hint -> assertThat(hint).startsWith("ey"));
        assertThat(connector.beginLogout(identity.withRefreshState(null), id, TestLogins.CALLBACK))
                .hasValueSatisfying(unhinted -> assertThat(FakeProvider.query(Departures.target(unhinted)))
                        .containsEntry("state", id.value())
                        .doesNotContainKey("id_token_hint"));
        provider.announce("end_session_endpoint", null);
        try (var without = Setup.of(provider).open()) {
            assertThat(without.beginLogout(identity, id, TestLogins.CALLBACK)).isEmpty();
        }
    }

    @Test
    void connectorOpensAndWaitsForAProviderThatIsNotThereYet() {
        provider.say("/.well-known/openid-configuration", FakeProvider.json(503, Map.of()));

        try (var early = Setup.of(provider).open()) {
            faulty(Fault.UNAVAILABLE, () -> TestOidc.logIn(early, provider));
        }
    }
}
