package io.lintel.token;

import static io.lintel.authorization.TestAuthorizations.NOW;
import static io.lintel.authorization.TestAuthorizations.grant;

import io.lintel.client.TestClients;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.connector.TestIdentities;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Scopes;
import io.lintel.secret.Secret;
import io.lintel.token.RefreshFamily.Superseded;
import java.time.Instant;

/// Families of refresh tokens. Each has a number; the same number makes the same one.
public final class TestFamilies {

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
                new ConnectorId("corp-ldap"),
                Scopes.of(Scope.OPENID, Scope.OFFLINE_ACCESS, Scope.GROUPS),
                "nonce-ñ",
                TestIdentities.ALICE,
                NOW.minusSeconds(1),
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
                new ConnectorId("corp-ldap"),
                Scopes.of(),
                null,
                TestIdentities.BOB,
                NOW,
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
                family.connector(),
                family.scopes(),
                family.nonce(),
                identity,
                family.authenticatedAt(),
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
