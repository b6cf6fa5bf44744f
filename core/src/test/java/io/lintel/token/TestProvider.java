package io.lintel.token;

import static io.lintel.authorization.FakeConnectors.CORP;
import static io.lintel.authorization.FakeConnectors.SAML;
import static io.lintel.client.TestClients.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.authorization.Access;
import io.lintel.authorization.ApprovedDevice;
import io.lintel.authorization.AuthorizationCode;
import io.lintel.authorization.ConnectorEntry;
import io.lintel.authorization.FakeConnectors;
import io.lintel.authorization.IssuedCode;
import io.lintel.authorization.RecordedCodes;
import io.lintel.authorization.RequestedScopes;
import io.lintel.authorization.TestAuthorizations;
import io.lintel.client.AuthenticatedClient;
import io.lintel.client.Client;
import io.lintel.client.ClientCredentials;
import io.lintel.client.FakeClientJwts;
import io.lintel.client.FakeClients;
import io.lintel.client.TestClients;
import io.lintel.client.TestSubjects;
import io.lintel.connector.Email;
import io.lintel.connector.Identity;
import io.lintel.device.DeviceCodeGrant;
import io.lintel.device.DeviceRequest;
import io.lintel.device.DeviceRequests;
import io.lintel.device.TestDevices;
import io.lintel.factor.FactorRules;
import io.lintel.factor.TestFactors;
import io.lintel.memory.InMemoryStores;
import io.lintel.oauth2.CodeChallenge;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.RequestedClaims;
import io.lintel.oauth2.Resource;
import io.lintel.oauth2.Scopes;
import io.lintel.oauth2.TestParameters;
import io.lintel.oauth2.TokenType;
import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.secret.SealingKey;
import io.lintel.secret.Secret;
import io.lintel.session.Authentication;
import io.lintel.session.BrowserSessions;
import io.lintel.session.SessionPolicy;
import io.lintel.session.Sessions;
import io.lintel.signing.FakeJwts;
import io.lintel.signing.JwtClaims;
import io.lintel.signing.SettableClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/// The token endpoint and what accepts its tokens, with fakes around them: the shop and others are registered,
/// two connectors are open.
final class TestProvider {

    static final Identity ALICE = Identity.of("alice")
            .username("Alice")
            .preferredUsername("al")
            .email(new Email("alice@example.org", true))
            .groups(List.of("staff", "admins"))
            .build();

    static final String REDIRECT_URI = SHOP.redirectUris().getFirst().value();

    final SettableClock clock = new SettableClock(TestAuthorizations.NOW);
    final FakeClients clients = new FakeClients(SHOP, TestClients.THIEF, TestClients.APP, TestClients.API);
    final FakeConnectors connectors = new FakeConnectors(CORP, SAML);
    final RecordedCodes codes = new RecordedCodes();
    final DeviceRequests devices = new InMemoryStores().devices();
    final RecordedGrants grants = new RecordedGrants();
    final FakeJwts jwts = new FakeJwts();
    final Sessions storedSessions = new InMemoryStores().sessions();
    final BrowserSessions sessions = new BrowserSessions(
            storedSessions, new SessionPolicy(Duration.ofHours(1), Duration.ofHours(24)), new Entropy(), clock);
    final FakeUpstream upstream = new FakeUpstream();
    final FakeDirectLogins direct = new FakeDirectLogins(ALICE);
    final TokenPolicy policy;
    final GrantRevocation revocation;
    final TokenEndpoint endpoint;
    final AccessTokens accessTokens;
    final TokenIssuer issuer;
    final Introspection introspection;
    final SealedClaims sealed;
    final UserInfo userInfo;
    final TokenRevocation tokenRevocation;

    private int logins;

    TestProvider(TokenPolicy policy) {
        this.policy = policy;
        var entropy = new Entropy();
        var sealer = new Sealer(List.of(SealingKey.of(new byte[SealingKey.LENGTH])), entropy);
        var rotation = new RefreshTokenRotation(sealer, entropy, policy, clock);
        var rules = new ConnectorRules(connectors, new FactorRules(List.of(TestFactors.APP), List.of()));
        var audiences = new Audiences(clients);
        var binding = new SessionBinding(sessions);
        revocation = new GrantRevocation(grants.revoked(), policy, clock);
        sealed = new SealedClaims(sealer);
        var claims = new TokenClaims(TestSubjects.SUBJECTS, audiences, sealed, policy, entropy);
        issuer = new TokenIssuer(jwts, claims, grants, rotation, policy, entropy, clock);
        endpoint = new TokenEndpoint(
                List.of(
                        new AuthorizationCodeGrant(codes, revocation, sessions, clock),
                        new RefreshTokenGrant(
                                grants, rotation, revocation, rules, audiences, upstream, binding, policy, clock),
                        new DeviceCodeGrant(devices, revocation, clock),
                        new ClientCredentialsGrant(new RequestedScopes(clients), entropy),
                        new PasswordGrant(
                                CORP.id(), direct, rules, new RequestedScopes(clients), direct, entropy, clock),
                        new TokenExchangeGrant(
                                direct, connectors, rules, new RequestedScopes(clients), direct, entropy)),
                rules,
                issuer);
        accessTokens =
                new AccessTokens(jwts, sealed, TestSubjects.SUBJECTS, revocation, clients, connectors, policy, clock);
        introspection = new Introspection(
                accessTokens, sealed, TestSubjects.SUBJECTS, grants, rotation, rules, binding, clients, policy, clock);
        userInfo = new UserInfo(sealed, clients, jwts, policy);
        tokenRevocation = new TokenRevocation(accessTokens, grants, rotation, revocation);
    }

    /// A code for Alice at the shop, who came by the corporate directory.
    String code(String scopes) {
        return code(SHOP, CORP, ALICE, scopes, null);
    }

    String code(
            Client client,
            ConnectorEntry connector,
            Identity identity,
            String scopes,
            @Nullable CodeChallenge challenge,
            String... resources) {
        var number = logins++;
        var code = "code-" + number;
        codes.add(
                new AuthorizationCode(Secret.of(code)),
                new IssuedCode(
                        TestAuthorizations.login(number),
                        TestAuthorizations.grant(number),
                        client.id(),
                        client.redirectUris().getFirst(),
                        new Access(
                                Scopes.parse(scopes),
                                "n-" + number,
                                RequestedClaims.none(),
                                Arrays.stream(resources).map(Resource::new).toList()),
                        challenge,
                        Authentication.of(
                                connector.id(), identity, clock.instant().minusSeconds(5)),
                        clock.instant().plusSeconds(60)));
        return code;
    }

    /// What Alice's shop gets for a code with these scopes.
    TokenResponse tokens(String scopes) {
        return redeem(SHOP, code(scopes));
    }

    TokenResponse redeem(Client client, String code, String... parameters) {
        var given = Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", REDIRECT_URI);
        return endpoint.answer(authenticated(client), TestParameters.of(given, parameters));
    }

    /// What a client gets for Alice's password.
    TokenResponse password(Client client, String scopes, String... parameters) {
        var given = Map.of(
                "grant_type", "password", "username", "alice", "password", FakeDirectLogins.PASSWORD, "scope", scopes);
        return endpoint.answer(authenticated(client), TestParameters.of(given, parameters));
    }

    /// What a client gets for a token of Alice's from the corporate provider.
    TokenResponse exchange(Client client, String... parameters) {
        var given = Map.of(
                "grant_type",
                GrantType.TOKEN_EXCHANGE.value(),
                "connector_id",
                "corp",
                "subject_token",
                FakeDirectLogins.TOKEN,
                "subject_token_type",
                TokenType.ID_TOKEN.value());
        return endpoint.answer(authenticated(client), TestParameters.of(given, parameters));
    }

    /// The only refresh family that is alive, or one of them.
    RefreshFamily family() {
        return grants.alive().getFirst();
    }

    TokenResponse refresh(String token, String... parameters) {
        return refresh(SHOP, token, parameters);
    }

    TokenResponse refresh(Client client, String token, String... parameters) {
        var given = Map.of("grant_type", "refresh_token", "refresh_token", token);
        return endpoint.answer(authenticated(client), TestParameters.of(given, parameters));
    }

    /// A device code of the shop's, whose device Alice has approved. She came by the corporate directory.
    String deviceCode(String scopes) {
        var number = logins++;
        var request = new DeviceRequest(
                TestDevices.id(number),
                SHOP.id(),
                Access.of(Scopes.parse(scopes)),
                null,
                clock.instant().plusSeconds(300));
        TestDevices.start(devices, request, number, clock.instant());
        devices.approve(
                request.id(),
                new ApprovedDevice(
                        TestAuthorizations.grant(number),
                        request.access(),
                        Authentication.of(CORP.id(), ALICE, clock.instant())));
        return TestDevices.deviceCode(number).value().reveal();
    }

    TokenResponse fetch(Client client, String deviceCode, String... parameters) {
        var given = Map.of("grant_type", "urn:ietf:params:oauth:grant-type:device_code", "device_code", deviceCode);
        return endpoint.answer(authenticated(client), TestParameters.of(given, parameters));
    }

    /// What a client gets for itself.
    TokenResponse ownTokens(Client client, String scope, String... parameters) {
        var given = Map.of("grant_type", "client_credentials", "scope", scope);
        return endpoint.answer(authenticated(client), TestParameters.of(given, parameters));
    }

    /// Revokes the grants of all codes and devices, redeemed or not.
    void revokeGivenGrants() {
        IntStream.range(0, logins).mapToObj(TestAuthorizations::grant).forEach(revocation::revoke);
    }

    AuthenticatedClient authenticated(Client client) {
        var secret = client.secret();
        return new FakeClientJwts()
                .authenticator(clients)
                .authenticate(
                        secret == null
                                ? new ClientCredentials.None(client.id())
                                : new ClientCredentials.Post(client.id(), secret));
    }

    void advance(long seconds) {
        clock.advance(Duration.ofSeconds(seconds));
    }

    /// What a token says, whatever it opens.
    JwtClaims claims(@Nullable Secret jwt) {
        return jwts.verify(reveal(jwt)).claims();
    }

    /// What the userinfo endpoint answers in plain.
    Map<String, Object> userInfo(Secret accessToken) {
        return ((UserInfo.Answer.Plain) userInfo.of(accessTokens.require(accessToken))).members();
    }

    boolean opens(Secret accessToken) {
        try {
            return !accessTokens.require(accessToken).asMap().isEmpty();
        } catch (OAuth2Exception refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_TOKEN);
            return false;
        }
    }

    static String reveal(@Nullable Secret token) {
        return token == null ? "" : token.reveal();
    }

    static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatExceptionOfType(OAuth2Exception.class).isThrownBy(call).satisfies(e -> assertThat(e.code())
                .isEqualTo(code));
    }

    /// Refused, and the client is told nothing but that.
    static void refusedQuietly(ErrorCode code, ThrowingCallable call) {
        refused(code, call);
        assertThatExceptionOfType(OAuth2Exception.class).isThrownBy(call).satisfies(e -> assertThat(e.description())
                .isEmpty());
    }
}
