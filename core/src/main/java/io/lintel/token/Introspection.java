package io.lintel.token;

import io.lintel.client.AuthenticatedClient;
import io.lintel.client.Client;
import io.lintel.client.Clients;
import io.lintel.client.Subjects;
import io.lintel.connector.Identity;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Subject;
import io.lintel.secret.Secret;
import io.lintel.signing.JwtClaims;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells what a token of ours is worth (RFC 7662), with the members that dex answers.
///
/// A client sees access tokens that were issued to it or are for it, and its own refresh tokens. Any other token is
/// as good as none, so that nobody learns by asking whether a token exists (section 4).
public final class Introspection {

    private static final Map<String, Object> INACTIVE = Map.of("active", false);

    /// What dex puts under `ext`.
    private static final Set<String> EXTENSIONS =
            Set.of("azp", "sid", "email", "email_verified", "groups", "name", "preferred_username", "federated_claims");

    private final AccessTokens accessTokens;
    private final SealedClaims sealed;
    private final Subjects subjects;
    private final RefreshFamilies families;
    private final RefreshTokenRotation rotation;
    private final ConnectorRules connectors;
    private final SessionBinding sessions;
    private final Clients clients;
    private final TokenPolicy policy;
    private final Clock clock;

    public Introspection(
            AccessTokens accessTokens,
            SealedClaims sealed,
            Subjects subjects,
            RefreshFamilies families,
            RefreshTokenRotation rotation,
            ConnectorRules connectors,
            SessionBinding sessions,
            Clients clients,
            TokenPolicy policy,
            Clock clock) {
        this.accessTokens = accessTokens;
        this.sealed = sealed;
        this.subjects = subjects;
        this.families = families;
        this.rotation = rotation;
        this.connectors = connectors;
        this.sessions = sessions;
        this.clients = clients;
        this.policy = policy;
        this.clock = clock;
    }

    /// What a client may know of a token.
    ///
    /// @throws OAuth2Exception `invalid_client` if the client is a public one: it has only named itself
    public Map<String, Object> of(Secret token, AuthenticatedClient asking) {
        if (asking.client().isPublic()) {
            throw OAuth2Exception.quietly(
                    ErrorCode.INVALID_CLIENT,
                    "public client \"" + asking.client().id() + "\" may not introspect tokens");
        }
        return describe(token, asking.client());
    }

    /// What anybody may know of a token, as dex has it.
    public Map<String, Object> ofOpenly(Secret token) {
        return describe(token, null);
    }

    /// @param asking null for anybody
    private Map<String, Object> describe(Secret token, @Nullable Client asking) {
        return RefreshToken.decode(token.reveal())
                .flatMap(refreshToken -> refreshToken(refreshToken, asking))
                .or(() -> accessTokens
                        .find(token)
                        .filter(claims -> mayKnow(asking, claims))
                        .map(claims -> accessToken(claims, asking)))
                .orElse(INACTIVE);
    }

    private static boolean mayKnow(@Nullable Client asking, JwtClaims claims) {
        return asking == null || claims.audience().contains(asking.id().value()) || isIssuedTo(asking, claims);
    }

    private static boolean isIssuedTo(@Nullable Client asking, JwtClaims claims) {
        return asking != null && AccessTokens.client(claims).equals(asking.id().value());
    }

    private Map<String, Object> accessToken(JwtClaims claims, @Nullable Client asking) {
        var members = new LinkedHashMap<String, Object>();
        members.put("active", true);
        members.put("client_id", AccessTokens.client(claims));
        copy(claims, "scope", members);
        copy(claims, "sub", members);
        copy(claims, "exp", members);
        copy(claims, "iat", members);
        members.put("nbf", claims.asMap().getOrDefault("iat", 0L));
        claims.findString("preferred_username").ifPresent(name -> members.put("username", name));
        copy(claims, "aud", members);
        copy(claims, "iss", members);
        copy(claims, "jti", members);
        members.put("token_type", "Bearer");
        members.put("token_use", "access_token");
        members.put("ext", extensions(isIssuedTo(asking, claims) ? withSealed(claims) : claims.asMap()));
        return Collections.unmodifiableMap(members);
    }

    /// What a token says to us alone is the business of the client it was issued to, and of no audience.
    private Map<String, Object> withSealed(JwtClaims claims) {
        var all = new LinkedHashMap<>(claims.asMap());
        sealed.open(claims).ifPresent(opened -> all.putAll(opened.told().asMap()));
        return all;
    }

    private static void copy(JwtClaims claims, String name, Map<String, Object> members) {
        var value = claims.asMap().get(name);
        if (value != null) {
            members.put(name, value);
        }
    }

    private static Map<String, Object> extensions(Map<String, Object> claims) {
        var extensions = new LinkedHashMap<>(claims);
        extensions.keySet().retainAll(EXTENSIONS);
        return extensions;
    }

    private Optional<Map<String, Object>> refreshToken(RefreshToken token, @Nullable Client asking) {
        return families.find(token.family())
                .filter(family -> asking == null || family.client().equals(asking.id()))
                .flatMap(family -> clients.find(family.client())
                        .filter(owner -> isAlive(family, owner, token))
                        .map(owner -> refreshToken(family, owner)));
    }

    /// Whether the token endpoint would take it, as far as can be told without asking the upstream.
    private boolean isAlive(RefreshFamily family, Client owner, RefreshToken token) {
        var isUsable =
                switch (rotation.standing(family, token)) {
                    case RefreshTokenRotation.Standing.Current current -> true;
                    case RefreshTokenRotation.Standing.Retried retried -> true;
                    case RefreshTokenRotation.Standing.Replayed replayed -> false;
                    case RefreshTokenRotation.Standing.Foreign foreign -> false;
                };
        return isUsable
                && !family.isOver(policy, owner, clock.instant())
                && connectors.allowRefresh(owner, family.authentication())
                && sessions.holds(family, owner);
    }

    private Map<String, Object> refreshToken(RefreshFamily family, Client owner) {
        var told = connectors.told(family.connector(), family.identity());
        var created = family.createdAt().getEpochSecond();
        var members = new LinkedHashMap<String, Object>();
        members.put("active", true);
        members.put("client_id", family.client().value());
        members.put("scope", family.scopes().toString());
        members.put(
                "sub",
                subjects.sub(
                        owner, new Subject(told.userId(), family.connector().value())));
        family.expiresAt(policy, owner).ifPresent(expiry -> members.put("exp", expiry.getEpochSecond()));
        members.put("iat", created);
        members.put("nbf", created);
        var username = told.preferredUsername();
        if (username != null && !username.isEmpty()) {
            members.put("username", username);
        }
        members.put("aud", family.client().value());
        members.put("iss", policy.issuer().value());
        members.put("token_type", "Bearer");
        members.put("token_use", "refresh_token");
        members.put("ext", extensions(family, told));
        return Collections.unmodifiableMap(members);
    }

    private static Map<String, Object> extensions(RefreshFamily family, Identity told) {
        var claims = JwtClaims.builder();
        IdentityClaims.add(
                claims,
                told,
                family.connector(),
                family.scopes(),
                family.access().claims().userInfo());
        return extensions(claims.build().asMap());
    }
}
