package io.lintel.authorization;

import io.lintel.authorization.PendingAuthorization.Departed;
import io.lintel.client.TestClients;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginHint;
import io.lintel.connector.LoginId;
import io.lintel.connector.TestIdentities;
import io.lintel.oauth2.CodeChallenge;
import io.lintel.oauth2.CodeChallengeMethod;
import io.lintel.oauth2.Prompt;
import io.lintel.oauth2.RedirectUri;
import io.lintel.oauth2.RequestedClaims;
import io.lintel.oauth2.Resource;
import io.lintel.oauth2.ResponseMode;
import io.lintel.oauth2.ResponseType;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Scopes;
import io.lintel.oauth2.Subject;
import io.lintel.oauth2.UserCode;
import io.lintel.secret.Secret;
import io.lintel.session.Authentication;
import io.lintel.session.AuthenticationMethod;
import io.lintel.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Authorizations on their way and the codes that come of them. Each has a number; the same number makes the
/// same one.
public final class TestAuthorizations {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

    /// Asked for one by one, in every way there is.
    public static final RequestedClaims CLAIMS = RequestedClaims.parse(
            "{\"userinfo\":{\"email\":null,\"locale\":{\"values\":[\"de\",\"ü \\\"\"]}},"
                    + "\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"2\"},\"updated_at\":{\"value\":7},"
                    + "\"email_verified\":{\"value\":true}}}",
            RequestableClaims.ALL);

    private static final ConnectorId CORP = new ConnectorId("corp-ldap");

    private TestAuthorizations() {}

    public static LoginId login(int number) {
        return new LoginId("login23456789012345x" + number);
    }

    public static GrantId grant(int number) {
        return new GrantId(((number * 0x9E37_79B9_7F4A_7C15L) & ~0xF000L) | 0x4000L);
    }

    public static AuthorizationCode code(int number) {
        return new AuthorizationCode(Secret.of("codewithmorethanenoughrandombits" + number));
    }

    /// Alice has logged in; every field is set.
    private static Authentication aliceIn(Instant at) {
        return new Authentication(
                CORP,
                TestIdentities.ALICE,
                at,
                List.of(AuthenticationMethod.PASSWORD, AuthenticationMethod.ONE_TIME_PASSWORD),
                new SessionId("session-of-alice"));
    }

    public static final List<Resource> RESOURCES =
            List.of(new Resource("https://calendar.example/api?v=2"), new Resource("urn:example:files"));

    /// Alice's code for the shop, with every field set.
    public static IssuedCode issuedToAlice(int number) {
        return new IssuedCode(
                login(number),
                grant(number),
                TestClients.SHOP.id(),
                new RedirectUri("https://shop.example/callback?täst=%2F&x=1"),
                new Access(
                        Scopes.of(
                                Scope.OPENID,
                                Scope.GROUPS,
                                Scope.OFFLINE_ACCESS,
                                new Scope("audience:server:client_id:api")),
                        "nonce-ñ",
                        CLAIMS,
                        RESOURCES),
                new CodeChallenge(CodeChallengeMethod.S256, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
                aliceIn(NOW.minusMillis(1)),
                NOW.plusSeconds(60));
    }

    /// Bob's code for the thief, with no field set that may be left out.
    public static IssuedCode issuedToBob(int number) {
        return new IssuedCode(
                login(number),
                grant(number),
                TestClients.THIEF.id(),
                new RedirectUri("https://thief.example/callback"),
                Access.of(Scopes.of()),
                null,
                Authentication.of(CORP, TestIdentities.BOB, NOW),
                NOW.plusSeconds(60));
    }

    /// Alice is being asked whether the shop may know her; every field is set.
    public static PendingAuthorization asksAlice(int number) {
        return new PendingAuthorization(
                login(number),
                new AuthorizationRequest(
                        TestClients.SHOP.id(),
                        new RedirectUri("https://shop.example/callback"),
                        Set.of(ResponseType.CODE, ResponseType.ID_TOKEN),
                        ResponseMode.FORM_POST,
                        new Access(
                                Scopes.of(Scope.OPENID, Scope.EMAIL, Scope.FEDERATED_ID), "nonce", CLAIMS, RESOURCES),
                        "state with \"quotes\" & ümläuts",
                        new CodeChallenge(CodeChallengeMethod.PLAIN, "0123456789012345678901234567890123456789012"),
                        Set.of(Prompt.CONSENT, Prompt.LOGIN),
                        Duration.ofHours(1),
                        CORP,
                        new LoginHint("alice@example.org"),
                        new Subject("alice", CORP.value()).encode(),
                        "pl de-CH en",
                        null),
                Secret.of("link-key-" + number),
                NOW.plusSeconds(600),
                new Departed(new ConnectorId("github"), Secret.of("pkce-verifier-of-the-upstream")),
                aliceIn(NOW.minusMillis(7)));
    }

    /// Bob is being asked; no field is set that may be left out.
    public static PendingAuthorization asksBob(int number) {
        return new PendingAuthorization(
                login(number),
                new AuthorizationRequest(
                        TestClients.THIEF.id(),
                        new RedirectUri("https://thief.example/callback"),
                        Set.of(),
                        ResponseMode.QUERY,
                        Access.of(Scopes.of()),
                        null,
                        null,
                        Set.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                Secret.of("link-key-" + number),
                NOW.plusSeconds(600),
                null,
                Authentication.of(CORP, TestIdentities.BOB, NOW));
    }

    /// Bob is being asked for a device of the thief's.
    public static PendingAuthorization asksBobForADevice(int number) {
        var device = new AskingDevice(
                new DeviceRequestId("device-request-" + number),
                new UserCode(Secret.of("WDJB-MJHT")),
                NOW.plusSeconds(300));
        return new PendingAuthorization(
                login(number),
                AuthorizationRequest.ofDevice(TestClients.THIEF.id(), Access.of(Scopes.of(Scope.OPENID)), device),
                Secret.of("link-key-" + number),
                NOW.plusSeconds(300),
                null,
                Authentication.of(CORP, TestIdentities.BOB, NOW));
    }
}
