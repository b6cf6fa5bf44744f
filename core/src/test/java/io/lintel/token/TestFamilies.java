package io.lintel.token;

import static io.lintel.authorization.TestAuthorizations.CLAIMS;
import static io.lintel.authorization.TestAuthorizations.NOW;
import static io.lintel.authorization.TestAuthorizations.grant;

import io.lintel.authorization.Access;
import io.lintel.authorization.TestAuthorizations;
import io.lintel.client.TestClients;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.connector.TestIdentities;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Scopes;
import io.lintel.secret.Secret;
import io.lintel.session.Authentication;
import io.lintel.session.AuthenticationMethod;
import io.lintel.session.SessionId;
import io.lintel.token.RefreshFamily.Superseded;
import java.time.Instant;
import java.util.List;

/// Families of refresh tokens. Each has a number; the same number makes the same one.
public final class TestFamilies {

    private static final ConnectorId CORP = new ConnectorId("corp-ldap");

    private TestFamilies() {}

    public static RefreshFamilyId id(int number) {
        return new RefreshFamilyId("family2345678901234567x" + number);
    }

    /// Alice's family at the shop, just started, with every field set but that of a rotation.
    public static RefreshFamily alices(int number) {
        return new RefreshFamily(
                id(number),
                grant(number),
                TestClients.SHOP.id(),
                new Access(
                        Scopes.of(Scope.OPENID, Scope.OFFLINE_ACCESS, Scope.GROUPS),
                        "nonce-ñ",
                        CLAIMS,
                        TestAuthorizations.RESOURCES),
                new Authentication(
                        CORP,
                        TestIdentities.ALICE,
                        NOW.minusSeconds(1),
                        List.of(AuthenticationMethod.PASSWORD, AuthenticationMethod.ONE_TIME_PASSWORD),
                        new SessionId("session-of-alice")),
                NOW,
                NOW,
                0,
                hash(id(number), 0),
                null);
    }

    /// Bob's family at the thief, with no field set that may be left out.
    public static RefreshFamily bobs(int number) {
        return new RefreshFamily(
                id(number),
                grant(number),
                TestClients.THIEF.id(),
                Access.of(Scopes.of()),
                Authentication.of(CORP, TestIdentities.BOB, NOW),
                NOW,
                NOW,
                0,
                hash(id(number), 0),
                null);
    }

    /// The same family after one more rotation a second later.
    public static RefreshFamily next(RefreshFamily family) {
        return next(family, family.identity(), family.lastUsedAt().plusSeconds(1));
    }

    public static RefreshFamily next(RefreshFamily family, Identity identity, Instant at) {
        var generation = family.generation() + 1;
        return new RefreshFamily(
                family.id(),
                family.grant(),
                family.client(),
                family.access(),
                family.authentication().withIdentity(identity),
                family.createdAt(),
                at,
                generation,
                hash(family.id(), generation),
                new Superseded(family.current(), "salt-" + generation, at));
    }

    private static TokenHash hash(RefreshFamilyId id, long generation) {
        return TokenHash.of(Secret.of(id + "/" + generation));
    }
}
