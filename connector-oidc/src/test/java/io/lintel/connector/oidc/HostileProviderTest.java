package io.lintel.connector.oidc;

import static io.lintel.connector.Wanted.OFFLINE_ACCESS;
import static io.lintel.connector.oidc.TestOidc.ALICE;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static io.lintel.connector.testkit.LoginResults.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Refusal;
import io.lintel.connector.testkit.Answer;
import io.lintel.secret.Secret;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A provider that says what none should, slowly, endlessly or about somebody else.
final class HostileProviderTest {

    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final FakeProvider provider = new FakeProvider();
    private final OidcConnector connector =
            Setup.of(provider).callTimeout(Duration.ofSeconds(2)).getUserInfo().open();

    @BeforeEach
    void put() {
        provider.put(ALICE, TestOidc.alice());
    }

    @AfterEach
    void close() {
        connector.close();
        provider.close();
    }

    static Stream<Arguments> answers() {
        return Stream.of(DISCOVERY, "/keys", "/token", "/userinfo")
                .flatMap(path -> Stream.of(
                        Arguments.of(path, Answer.endless(), Fault.INVALID_RESPONSE),
                        Arguments.of(path, Answer.dribble(), Fault.UNAVAILABLE),
                        Arguments.of(path, Answer.hangUp(), Fault.UNAVAILABLE),
                        Arguments.of(path, Answer.json(200, "[".repeat(100)), Fault.INVALID_RESPONSE),
                        Arguments.of(path, Answer.json(200, "{}"), Fault.INVALID_RESPONSE),
                        Arguments.of(path, Answer.json(200, "[]"), Fault.INVALID_RESPONSE),
                        Arguments.of(path, Answer.json(503, "{}"), Fault.UNAVAILABLE)));
    }

    @ParameterizedTest
    @MethodSource("answers")
    @Tag("SEC-I6")
    void answerThatNoProviderGivesLogsNobodyIn(String path, Answer answer, Fault fault) {
        provider.say(path, answer);

        faulty(fault, () -> TestOidc.logIn(connector, provider));
    }

    @Test
    @Tag("SEC-I6")
    void redirectsLeadNowhereElseAndEnd() {
        for (var path : List.of(DISCOVERY, "/keys")) {
            try (var fresh = Setup.of(provider).open()) {
                provider.say(path, Answer.redirect(301, "https://127.0.0.1:1/elsewhere"));
                faulty(Fault.INVALID_RESPONSE, () -> TestOidc.logIn(fresh, provider));
                provider.say(path, Answer.redirect(301, provider.issuer() + path));
            }
            try (var fresh = Setup.of(provider).open()) {
                faulty(Fault.INVALID_RESPONSE, () -> TestOidc.logIn(fresh, provider));
            }
            provider.recover(path);
        }
        provider.say("/token", Answer.redirect(307, provider.issuer() + "/elsewhere"));
        faulty(Fault.INVALID_RESPONSE, () -> TestOidc.logIn(connector, provider));
        assertThat(provider.asked("/elsewhere"))
                .as("the secret goes nowhere else")
                .isEmpty();
    }

    static Stream<Arguments> metadata() {
        return Stream.of(
                Arguments.of("issuer", "https://evil.example", Fault.MISCONFIGURED),
                Arguments.of("issuer", null, Fault.INVALID_RESPONSE),
                Arguments.of("issuer", 7, Fault.INVALID_RESPONSE),
                Arguments.of("token_endpoint", "http://127.0.0.1:1/token", Fault.INVALID_RESPONSE),
                Arguments.of("jwks_uri", "http://127.0.0.1:1/keys", Fault.INVALID_RESPONSE),
                Arguments.of("jwks_uri", "file:///etc/passwd", Fault.INVALID_RESPONSE),
                Arguments.of("authorization_endpoint", "javascript:alert(1)", Fault.INVALID_RESPONSE),
                Arguments.of("authorization_endpoint", "https://user@evil.example/", Fault.INVALID_RESPONSE),
                Arguments.of("authorization_endpoint", null, Fault.INVALID_RESPONSE),
                Arguments.of("userinfo_endpoint", "\u0000", Fault.INVALID_RESPONSE),
                Arguments.of("token_endpoint", "https://localhost:1/token", Fault.MISCONFIGURED),
                Arguments.of("userinfo_endpoint", "https://169.254.169.254/latest", Fault.MISCONFIGURED),
                Arguments.of("code_challenge_methods_supported", "S256", Fault.INVALID_RESPONSE));
    }

    @ParameterizedTest
    @MethodSource("metadata")
    @Tag("SEC-I2")
    @Tag("SEC-I6")
    void metadataThatLeadsAstrayLogsNobodyIn(String member, @Nullable Object value, Fault fault) {
        provider.announce(member, value);

        faulty(fault, () -> TestOidc.logIn(connector, provider));
    }

    @Test
    @Tag("SEC-I2")
    void userInfoOfSomebodyElseLogsNobodyIn() {
        provider.say("/userinfo", FakeProvider.json(200, Map.of("sub", "mallory", "name", "M", "email", "a@b")));
        faulty(Fault.INVALID_RESPONSE, () -> TestOidc.logIn(connector, provider));

        provider.say("/userinfo", FakeProvider.json(200, Map.of("name", "M", "email", "a@b")));
        faulty(Fault.INVALID_RESPONSE, () -> TestOidc.logIn(connector, provider));
    }

    @Test
    @Tag("SEC-I2")
    void refreshThatIsAboutSomebodyElseIsNobodys() {
        var alice = authenticated(TestOidc.logIn(connector, provider, OFFLINE_ACCESS));
        authenticated(refresh(connector, alice));

        provider.spoil("sub", "mallory");
        faulty(Fault.INVALID_RESPONSE, () -> refresh(connector, alice));
    }

    /// What names the user here may stay the same while the subject changes.
    @Test
    @Tag("SEC-I2")
    void refreshOfAnotherSubjectWithTheSameNameIsNobodys() {
        try (var named = Setup.of(provider).userIdKey("email").open()) {
            var alice = authenticated(TestOidc.logIn(named, provider, OFFLINE_ACCESS));
            assertThat(alice.userId()).isEqualTo("alice@example.org");
            authenticated(refresh(named, alice));

            provider.spoil("sub", "mallory");
            faulty(Fault.INVALID_RESPONSE, () -> refresh(named, alice));
            provider.spoil("sub", ALICE);
            provider.spoil("email", "mallory@example.org");
            refused(Refusal.GONE, refresh(named, alice));
        }
    }

    @Test
    void refreshWithoutAnIdTokenAsksUserInfo() {
        try (var plain = Setup.of(provider).open()) {
            var alice = authenticated(TestOidc.logIn(plain, provider, OFFLINE_ACCESS));
            provider.react(
                    "/token",
                    _ -> Answer.json(
                            200,
                            "{\"access_token\":\"%s\",\"token_type\":\"Bearer\"}"
                                    .formatted(provider.accessToken(ALICE, FakeProvider.CLIENT_ID))));

            var again = authenticated(refresh(plain, alice));

            assertThat(again).isEqualTo(alice);
            provider.react(
                    "/token",
                    _ -> Answer.json(
                            200,
                            "{\"access_token\":\"%s\",\"token_type\":\"Bearer\"}"
                                    .formatted(provider.accessToken("mallory", FakeProvider.CLIENT_ID))));
            provider.put("mallory", TestOidc.alice());
            faulty(Fault.INVALID_RESPONSE, () -> refresh(plain, alice));
        }
    }

    /// What dex has stored holds the refresh token alone.
    @Test
    void stateOfDexIsTaken() {
        var alice = authenticated(TestOidc.logIn(connector, provider, OFFLINE_ACCESS));
        var state = String.valueOf(
                alice.refreshState() == null ? "" : alice.refreshState().reveal());
        var stored = alice.withRefreshState(Secret.of(state.replaceAll(",\"subject\".*", "}")));

        assertThat(authenticated(refresh(connector, stored)).userId()).isEqualTo(ALICE);
        provider.spoil("sub", "mallory");
        faulty(Fault.INVALID_RESPONSE, () -> refresh(connector, stored));
    }

    /// A refusal would end the refresh token of somebody who did nothing wrong.
    @Test
    void refreshThatIsRefusedForAnotherReasonIsAFault() {
        var alice = authenticated(TestOidc.logIn(connector, provider, OFFLINE_ACCESS));

        provider.say("/token", FakeProvider.json(401, Map.of("error", "invalid_client")));
        faulty(Fault.MISCONFIGURED, () -> refresh(connector, alice));
        provider.say("/token", FakeProvider.json(400, Map.of("error", "server_error")));
        faulty(Fault.UNAVAILABLE, () -> refresh(connector, alice));
    }

    @Test
    @Tag("SEC-I4")
    void addressIsVerifiedOnlyIfTheProviderSaysSo() {
        var claims = new HashMap<>(TestOidc.alice());
        try (var plain = Setup.of(provider).open();
                var trusting = Setup.of(provider).insecureSkipEmailVerified().open()) {
            for (var value : List.of(false, "false", "yes", 1, List.of(true))) {
                claims.put("email_verified", value);
                provider.put(ALICE, claims);
                assertThat(isVerified(authenticated(TestOidc.logIn(plain, provider))))
                        .isFalse();
                assertThat(isVerified(authenticated(TestOidc.logIn(trusting, provider))))
                        .isFalse();
            }
            claims.put("email_verified", "true");
            provider.put(ALICE, claims);
            assertThat(isVerified(authenticated(TestOidc.logIn(plain, provider))))
                    .isTrue();
            claims.remove("email_verified");
            provider.put(ALICE, claims);
            faulty(Fault.MISCONFIGURED, () -> TestOidc.logIn(plain, provider));
            assertThat(isVerified(authenticated(TestOidc.logIn(trusting, provider))))
                    .isTrue();
            for (var address : List.of("alice", "a@b@c", "a@b\n")) {
                claims.put("email", address);
                provider.put(ALICE, claims);
                faulty(Fault.INVALID_RESPONSE, () -> TestOidc.logIn(trusting, provider));
            }
        }
    }

    private static boolean isVerified(Identity identity) {
        return identity.email() != null && identity.email().verified();
    }

    private static LoginResult refresh(OidcConnector connector, Identity identity) {
        return connector.refresh(identity, Set.of(OFFLINE_ACCESS));
    }

    @Test
    @Tag("SEC-F2")
    void opaqueTokenCountsIfTheProviderVouchesForIt() {
        try (var trusting = Setup.of(provider).subjectTokenAudiences("app").open()) {
            authenticated(identify(trusting, provider.accessToken(ALICE, FakeProvider.CLIENT_ID)));
            authenticated(identify(trusting, provider.accessToken(ALICE, "app")));
            refused(Refusal.WRONG_CREDENTIALS, identify(trusting, provider.accessToken(ALICE, "another-client")));
            refused(Refusal.WRONG_CREDENTIALS, identify(trusting, "made-up"));
            refused(Refusal.WRONG_CREDENTIALS, identify(trusting, "a b\r\nX: y"));
        }
    }

    static Stream<Arguments> introspections() {
        var end = FakeProvider.NOW.getEpochSecond() + 300;
        return Stream.of(
                Arguments.of(Map.of()),
                Arguments.of(Map.of("active", true)),
                Arguments.of(Map.of("active", false, "client_id", FakeProvider.CLIENT_ID, "exp", end)),
                Arguments.of(Map.of("active", true, "client_id", "another", "aud", FakeProvider.CLIENT_ID)),
                Arguments.of(Map.of("active", true, "aud", List.of("another"))),
                Arguments.of(Map.of("active", true, "client_id", FakeProvider.CLIENT_ID, "exp", end - 361)),
                Arguments.of(
                        Map.of("active", true, "client_id", FakeProvider.CLIENT_ID, "iss", "https://evil.example")),
                Arguments.of(Map.of("active", true, "client_id", FakeProvider.CLIENT_ID, "sub", "mallory")));
    }

    @ParameterizedTest
    @MethodSource("introspections")
    @Tag("SEC-F2")
    void opaqueTokenThatTheProviderDoesNotVouchForIsNobodys(Map<String, Object> said) {
        provider.say("/introspect", FakeProvider.json(200, said));

        refused(Refusal.WRONG_CREDENTIALS, identify(connector, provider.accessToken(ALICE, FakeProvider.CLIENT_ID)));
    }

    @Test
    @Tag("SEC-F2")
    void withoutIntrospectionUserInfoIsEnoughInDexAlone() {
        provider.announce("introspection_endpoint", null);
        var token = provider.accessToken(ALICE, "another-client");

        refused(Refusal.WRONG_CREDENTIALS, identify(connector, token));
        try (var dex = Setup.of(provider).dexCompatible().getUserInfo().open();
                var without = Setup.of(provider).dexCompatible().open()) {
            authenticated(identify(dex, token));
            refused(Refusal.WRONG_CREDENTIALS, identify(dex, "made-up"));
            refused(Refusal.WRONG_CREDENTIALS, identify(without, token));
        }
    }

    private static LoginResult identify(OidcConnector connector, String token) {
        return connector.identify(ACCESS_TOKEN, Secret.of(token));
    }

    @Test
    void levelThatIsDemandedMustBeTold() {
        try (var demanding = Setup.of(provider).acrValues("gold").requireAcr().open()) {
            refused(Refusal.NOT_PERMITTED, TestOidc.logIn(demanding, provider));
            provider.spoil("acr", "bronze");
            refused(Refusal.NOT_PERMITTED, TestOidc.logIn(demanding, provider));
            refused(
                    Refusal.NOT_PERMITTED,
                    demanding.identify(
                            "urn:ietf:params:oauth:token-type:id_token",
                            Secret.of(provider.idToken(ALICE, FakeProvider.CLIENT_ID))));
            provider.spoil("acr", "gold");
            authenticated(TestOidc.logIn(demanding, provider));
        }
    }
}
