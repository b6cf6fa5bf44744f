package io.lintel.token;

import io.lintel.authorization.Access;
import io.lintel.client.AuthenticatedClient;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Wanted;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.Resource;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Scopes;
import io.lintel.token.RefreshTokenRotation.Standing;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Refreshes tokens (RFC 6749, section 6), each refresh token once (RFC 9700, section 4.14.2).
///
/// Whatever can refuse is asked before anything changes: an upstream that cannot answer, a scope that was not
/// granted or an audience that trusts the client no more leaves the token as it was.
/// Rotation is one compare-and-set; whoever loses it finds its token superseded a moment ago, and is given the
/// same successor.
public final class RefreshTokenGrant implements Grant {

    private static final int ATTEMPTS = 3;

    private final RefreshFamilies families;
    private final RefreshTokenRotation rotation;
    private final GrantRevocation revocation;
    private final ConnectorRules connectors;
    private final Audiences audiences;
    private final UpstreamIdentities upstream;
    private final SessionBinding sessions;
    private final TokenPolicy policy;
    private final Clock clock;

    public RefreshTokenGrant(
            RefreshFamilies families,
            RefreshTokenRotation rotation,
            GrantRevocation revocation,
            ConnectorRules connectors,
            Audiences audiences,
            UpstreamIdentities upstream,
            SessionBinding sessions,
            TokenPolicy policy,
            Clock clock) {
        this.families = families;
        this.rotation = rotation;
        this.revocation = revocation;
        this.connectors = connectors;
        this.audiences = audiences;
        this.upstream = upstream;
        this.sessions = sessions;
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public GrantType type() {
        return GrantType.REFRESH_TOKEN;
    }

    @Override
    public Authorization authorize(AuthenticatedClient client, Parameters parameters) {
        var token = RefreshToken.decode(parameters.require("refresh_token"))
                .orElseThrow(() -> refused("the refresh token has not the form of one"));
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var authorization = attempt(client, token, parameters);
            if (authorization.isPresent()) {
                return authorization.get();
            }
        }
        throw OAuth2Exception.quietly(
                ErrorCode.TEMPORARILY_UNAVAILABLE, "refresh family " + token.family() + " is rotated too often");
    }

    /// Empty, and nothing was changed, if the family was rotated meanwhile.
    private Optional<Authorization> attempt(AuthenticatedClient client, RefreshToken token, Parameters parameters) {
        var family = requireFamily(client, token);
        var successor = requireOneOf(family, token);
        requireUsable(family, client);
        var scopes = narrowed(family, parameters);
        var resources = family.access().narrowed(Resource.read(parameters));
        audiences.require(client.client(), scopes);
        audiences.requireResources(client.client(), resources);
        var continued = successor.isPresent()
                ? Optional.of(new Continued(successor.get(), family.identity()))
                : refreshed(family).flatMap(identity -> rotate(family, token, identity));
        return continued.map(next -> new Authorization.ForEndUser(
                GrantType.REFRESH_TOKEN,
                family.grant(),
                client.client(),
                family.access().withScopes(scopes),
                resources,
                family.authentication().withIdentity(next.identity()),
                next.token()));
    }

    private record Continued(RefreshToken token, Identity identity) {}

    private RefreshFamily requireFamily(AuthenticatedClient client, RefreshToken token) {
        var family = families.find(token.family()).orElseThrow(() -> refused("the refresh token is unknown"));
        if (!family.client().equals(client.client().id())) {
            throw refused("the refresh token was issued to client \"" + family.client() + "\"");
        }
        return family;
    }

    /// The successor, if the token was superseded a moment ago; empty if it is the current one.
    private Optional<RefreshToken> requireOneOf(RefreshFamily family, RefreshToken token) {
        return switch (rotation.standing(family, token)) {
            case Standing.Foreign foreign -> throw refused("nobody issued this refresh token");
            case Standing.Replayed replayed ->
                throw refused("refresh family " + family.id() + ": a superseded token was used; "
                        + revocation.revokeCopied(family.grant()));
            case Standing.Retried retried -> Optional.of(retried.successor());
            case Standing.Current current -> Optional.empty();
        };
    }

    private Optional<Continued> rotate(RefreshFamily family, RefreshToken token, Identity identity) {
        var now = latest(clock.instant(), family.lastUsedAt());
        var salt = rotation.newSalt();
        var next = policy.rotatesRefreshTokens() ? rotation.successor(token, salt) : token;
        var previous = policy.rotatesRefreshTokens()
                ? new RefreshFamily.Superseded(family.current(), salt, now)
                : family.previous();
        var rotated = new RefreshFamily(
                family.id(),
                family.grant(),
                family.client(),
                family.access(),
                family.authentication().withIdentity(identity),
                family.createdAt(),
                now,
                family.generation() + 1,
                TokenHash.of(next.secret()),
                previous);
        return families.rotate(rotated) || isStillCurrent(family)
                ? Optional.of(new Continued(next, identity))
                : Optional.empty();
    }

    /// Whether a token that is not rotated was merely used by somebody else at the same time.
    private boolean isStillCurrent(RefreshFamily family) {
        return !policy.rotatesRefreshTokens()
                && families.find(family.id())
                        .filter(now -> now.current().equals(family.current()))
                        .isPresent();
    }

    /// Whether somebody else has used the family since it was read.
    private boolean wasRotated(RefreshFamily family) {
        return families.find(family.id())
                .filter(now -> now.generation() != family.generation())
                .isPresent();
    }

    private void requireUsable(RefreshFamily family, AuthenticatedClient client) {
        if (family.isOver(policy, client.client(), clock.instant())) {
            families.end(family.id());
            throw refused("refresh family " + family.id() + " has expired");
        }
        if (!sessions.holds(family, client.client())) {
            families.end(family.id());
            throw refused("refresh family " + family.id() + ": its session has ended");
        }
        if (!connectors
                .require(client.client(), family.authentication(), GrantType.REFRESH_TOKEN)
                .offersOfflineAccess()) {
            throw refused("connector \"" + family.connector() + "\" does not offer offline_access");
        }
    }

    /// Whom the upstream knows now. Empty if it says no after somebody else was quicker: an upstream whose own
    /// refresh tokens work once refuses the second of two who come at the same time.
    private Optional<Identity> refreshed(RefreshFamily family) {
        var identity = family.identity();
        return switch (upstream.refresh(family.connector(), identity, wanted(family.access()))) {
            case LoginResult.Authenticated authenticated -> {
                if (!authenticated.identity().userId().equals(identity.userId())) {
                    revocation.revoke(family.grant());
                    throw refused("connector \"" + family.connector() + "\" refreshed another user than was asked for");
                }
                yield Optional.of(authenticated.identity());
            }
            case LoginResult.Refused late when wasRotated(family) -> Optional.empty();
            case LoginResult.Refused gone -> {
                revocation.revoke(family.grant());
                throw refused("connector \"" + family.connector() + "\" refused the user: " + gone.reason() + ", "
                        + gone.detail());
            }
        };
    }

    private static Set<Wanted> wanted(Access access) {
        var wanted = EnumSet.of(Wanted.OFFLINE_ACCESS);
        if (access.includesGroups()) {
            wanted.add(Wanted.GROUPS);
        }
        return wanted;
    }

    private static Scopes narrowed(RefreshFamily family, Parameters parameters) {
        var asked = parameters.find("scope").map(Scopes::parse);
        if (asked.isEmpty()) {
            return family.scopes();
        }
        if (!family.scopes().containsAll(asked.get()) || !asked.get().contains(Scope.OPENID)) {
            throw OAuth2Exception.of(
                    ErrorCode.INVALID_SCOPE, "The scope is not part of what was granted, or lacks openid.");
        }
        return asked.get();
    }

    /// A clock that goes back does not make a token younger.
    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static OAuth2Exception refused(String detail) {
        return OAuth2Exception.quietly(ErrorCode.INVALID_GRANT, detail);
    }
}
