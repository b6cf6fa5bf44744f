package io.lintel.token;

import static io.lintel.authorization.FakeConnectors.CORP;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.token.TestProvider.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.authorization.Access;
import io.lintel.authorization.AuthorizationCode;
import io.lintel.authorization.AuthorizationCodes;
import io.lintel.authorization.FakeConnectors;
import io.lintel.authorization.GrantId;
import io.lintel.authorization.IssuedCode;
import io.lintel.authorization.TestAuthorizations;
import io.lintel.client.AuthenticatedClient;
import io.lintel.client.ClientCredentials;
import io.lintel.client.FakeClientJwts;
import io.lintel.client.FakeClients;
import io.lintel.client.TestSubjects;
import io.lintel.connector.LoginId;
import io.lintel.connector.LoginResult;
import io.lintel.factor.FactorRules;
import io.lintel.memory.InMemoryStores;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Scopes;
import io.lintel.oauth2.TestParameters;
import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.secret.SealingKey;
import io.lintel.secret.Secret;
import io.lintel.session.Authentication;
import io.lintel.session.BrowserSessions;
import io.lintel.signing.FakeJwts;
import io.lintel.signing.SettableClock;
import io.lintel.storage.Fault;
import io.lintel.storage.StorageUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds when the storage fails at any one call of a redemption, a refresh, or a replay of either, whether
/// the call was done or not.
@Tag("REL-11")
@Tag("SEC-B13")
public interface StorageFaultsContract {

    /// The three stores of one database.
    AuthorizationCodes codes();

    RefreshFamilies families();

    RevokedGrants revoked();

    /// A call that is not made any more ends each of the loops below; one that ends at once proves nothing.
    int LEAST_CALLS = 2;

    @ParameterizedTest
    @EnumSource
    @Tag("REL-1")
    default void codeGivesTokensAtMostOnce(Fault.Kind kind) {
        var call = 0;
        Fault fault;
        do {
            fault = Fault.at(kind, ++call);
            var history = new History(this, fault);
            var code = history.newCode();

            var first = history.redeem(history.faulty, code);
            var retry = history.redeem(history.sound, code);

            assertThat(first.isAcknowledged() && retry.isAcknowledged())
                    .as("call %d: two redemptions succeed", call)
                    .isFalse();
            history.requireAliveIfAcknowledged(first);
            history.requireAliveIfAcknowledged(retry);
            history.requireReplayToRevokeEverything(code, first, retry);
        } while (fault.happened());
        assertThat(call).isGreaterThan(LEAST_CALLS);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("REL-2")
    @Tag("REL-3")
    @Tag("SEC-C3")
    default void refreshThatWasNotHeardOfIsRepeated(Fault.Kind kind) {
        var call = 0;
        Fault fault;
        do {
            fault = Fault.at(kind, ++call);
            var history = new History(this, fault);
            var token = history.newRefreshToken();

            var first = history.refresh(history.faulty, token);
            var retry = history.refresh(history.sound, token);

            assertThat(retry.isAcknowledged())
                    .as("call %d: the retry works", call)
                    .isTrue();
            if (first.isAcknowledged()) {
                assertThat(first.refreshToken()).as("call %d: one branch", call).isEqualTo(retry.refreshToken());
            }
            history.requireAliveIfAcknowledged(retry);
        } while (fault.happened());
        assertThat(call).isGreaterThan(LEAST_CALLS);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("REL-6")
    @Tag("SEC-C2")
    default void replayThatWasNotHeardOfRevokesWhenItIsRepeated(Fault.Kind kind) {
        var call = 0;
        Fault fault;
        do {
            fault = Fault.at(kind, ++call);
            var history = new History(this, fault);
            var superseded = history.newRefreshToken();
            var current = history.refresh(history.sound, superseded);
            history.pass(TestPolicies.RETRY_WINDOW.plusSeconds(1));

            assertThat(history.refresh(history.faulty, superseded).isAcknowledged())
                    .as("call %d: a replay never succeeds", call)
                    .isFalse();
            assertThat(history.refresh(history.sound, superseded).isRefused())
                    .as("call %d", call)
                    .isTrue();
            history.requireDead(current);
        } while (fault.happened());
        assertThat(call).isGreaterThan(1);
    }

    /// One grant, its clock, and the token endpoint twice over the same stores: with the fault and without.
    final class History {

        final TokenEndpoint sound;
        final TokenEndpoint faulty;

        private static final Sealer SEALER =
                new Sealer(List.of(SealingKey.of(new byte[SealingKey.LENGTH])), new Entropy());

        private final SettableClock clock = new SettableClock(TestAuthorizations.NOW);
        private final FakeClients clients = new FakeClients(SHOP);
        private final FakeConnectors connectors = new FakeConnectors(CORP);
        private final FakeJwts jwts = new FakeJwts();
        private final AuthorizationCodes codes;
        private final AccessTokens accessTokens;

        History(StorageFaultsContract stores, Fault fault) {
            codes = stores.codes();
            sound = endpoint(codes, stores.families(), stores.revoked());
            faulty = endpoint(
                    fault.around(AuthorizationCodes.class, codes),
                    fault.around(RefreshFamilies.class, stores.families()),
                    fault.around(RevokedGrants.class, stores.revoked()));
            accessTokens = new AccessTokens(
                    jwts,
                    new SealedClaims(SEALER),
                    TestSubjects.SUBJECTS,
                    new GrantRevocation(stores.revoked(), TestPolicies.DEFAULT, clock),
                    clients,
                    connectors,
                    TestPolicies.DEFAULT,
                    clock);
        }

        private TokenEndpoint endpoint(AuthorizationCodes some, RefreshFamilies families, RevokedGrants revoked) {
            var policy = TestPolicies.DEFAULT;
            var entropy = new Entropy();
            var rotation = new RefreshTokenRotation(SEALER, entropy, policy, clock);
            var rules = new ConnectorRules(connectors, FactorRules.none());
            var audiences = new Audiences(clients);
            var revocation = new GrantRevocation(revoked, policy, clock);
            var sessions = new BrowserSessions(new InMemoryStores().sessions(), null, entropy, clock);
            var claims = new TokenClaims(TestSubjects.SUBJECTS, audiences, new SealedClaims(SEALER), policy, entropy);
            UpstreamIdentities upstream = (_, identity, _) -> LoginResult.authenticated(identity);
            return new TokenEndpoint(
                    List.of(
                            new AuthorizationCodeGrant(some, revocation, sessions, clock),
                            new RefreshTokenGrant(
                                    families,
                                    rotation,
                                    revocation,
                                    rules,
                                    audiences,
                                    upstream,
                                    new SessionBinding(sessions),
                                    policy,
                                    clock)),
                    rules,
                    new TokenIssuer(jwts, claims, families, rotation, policy, entropy, clock));
        }

        void pass(Duration duration) {
            clock.advance(duration);
        }

        String newCode() {
            var entropy = new Entropy();
            var code = new AuthorizationCode(entropy.secret());
            codes.add(
                    code,
                    new IssuedCode(
                            new LoginId(entropy.identifier()),
                            GrantId.random(entropy),
                            SHOP.id(),
                            SHOP.redirectUris().getFirst(),
                            Access.of(Scopes.parse("openid offline_access")),
                            null,
                            Authentication.of(CORP.id(), ALICE, clock.instant()),
                            clock.instant().plusSeconds(60)));
            return code.value().reveal();
        }

        String newRefreshToken() {
            return redeem(sound, newCode()).refreshToken();
        }

        Outcome redeem(TokenEndpoint endpoint, String code) {
            return ask(
                    endpoint,
                    Map.of(
                            "grant_type",
                            "authorization_code",
                            "code",
                            code,
                            "redirect_uri",
                            TestProvider.REDIRECT_URI));
        }

        Outcome refresh(TokenEndpoint endpoint, String token) {
            return ask(endpoint, Map.of("grant_type", "refresh_token", "refresh_token", token));
        }

        private Outcome ask(TokenEndpoint endpoint, Map<String, String> parameters) {
            try {
                return new Outcome(endpoint.answer(shop(), TestParameters.of(parameters)), false);
            } catch (OAuth2Exception refused) {
                assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_GRANT);
                return new Outcome(null, true);
            } catch (StorageUnavailableException unknown) {
                return new Outcome(null, false);
            }
        }

        private AuthenticatedClient shop() {
            var secret = Objects.requireNonNull(SHOP.secret());
            return new FakeClientJwts()
                    .authenticator(clients)
                    .authenticate(new ClientCredentials.Post(SHOP.id(), secret));
        }

        void requireAliveIfAcknowledged(Outcome outcome) {
            if (outcome.isAcknowledged()) {
                assertThat(opens(outcome.accessToken())).isTrue();
                assertThat(refresh(sound, outcome.refreshToken()).isAcknowledged())
                        .as("what was acknowledged is not lost")
                        .isTrue();
            }
        }

        void requireReplayToRevokeEverything(String code, Outcome... given) {
            pass(Duration.ofSeconds(3));
            assertThat(redeem(sound, code).isRefused()).isTrue();
            for (var outcome : given) {
                requireDead(outcome);
            }
        }

        void requireDead(Outcome outcome) {
            if (outcome.isAcknowledged()) {
                assertThat(opens(outcome.accessToken())).isFalse();
                assertThat(refresh(sound, outcome.refreshToken()).isRefused()).isTrue();
            }
        }

        private boolean opens(Secret accessToken) {
            try {
                return !accessTokens.require(accessToken).asMap().isEmpty();
            } catch (OAuth2Exception refused) {
                return false;
            }
        }
    }

    /// What a client heard: tokens, a refusal, or nothing it could rely on.
    record Outcome(@Nullable TokenResponse response, boolean isRefused) {

        boolean isAcknowledged() {
            return response != null;
        }

        String refreshToken() {
            return TestProvider.reveal(Objects.requireNonNull(response).refreshToken());
        }

        Secret accessToken() {
            return Objects.requireNonNull(response).accessToken();
        }
    }
}
