package io.lintel.token;

import io.lintel.authorization.Connectors;
import io.lintel.authorization.GrantId;
import io.lintel.client.Client;
import io.lintel.client.Clients;
import io.lintel.client.Subjects;
import io.lintel.connector.ConnectorId;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Subject;
import io.lintel.secret.Secret;
import io.lintel.signing.InvalidJwtException;
import io.lintel.signing.JwtClaims;
import io.lintel.signing.VerifiedJwt;
import io.lintel.signing.Verifier;
import java.time.Clock;
import java.util.Optional;

/// Tells whether an access token of ours still opens anything (RFC 6750, section 3.1).
public final class AccessTokens {

    private final Verifier verifier;
    private final SealedClaims sealed;
    private final Subjects subjects;
    private final GrantRevocation revocation;
    private final Clients clients;
    private final Connectors connectors;
    private final TokenPolicy policy;
    private final Clock clock;

    public AccessTokens(
            Verifier verifier,
            SealedClaims sealed,
            Subjects subjects,
            GrantRevocation revocation,
            Clients clients,
            Connectors connectors,
            TokenPolicy policy,
            Clock clock) {
        this.verifier = verifier;
        this.sealed = sealed;
        this.subjects = subjects;
        this.revocation = revocation;
        this.clients = clients;
        this.connectors = connectors;
        this.policy = policy;
        this.clock = clock;
    }

    /// What a token says, if it is one of ours, has not expired, was not revoked, and its client and connector
    /// are still there.
    ///
    /// @throws OAuth2Exception `invalid_token`
    public JwtClaims require(Secret token) {
        var jwt = verify(token);
        var claims = jwt.claims();
        if (claims.has("events")) {
            throw refused("the token is a security event, such as a logout token");
        }
        if (claims.findString("iss").filter(policy.issuer().value()::equals).isEmpty()) {
            throw refused("the token names another issuer");
        }
        if (claims.findInstant("exp").filter(clock.instant()::isBefore).isEmpty()) {
            throw refused("the token has expired");
        }
        var client = requireClient(claims);
        requireType(jwt, client);
        requireConnector(claims, client);
        var grant = claims.findString("jti").flatMap(GrantId::ofTokenId).orElseThrow(() -> refused("no jti of ours"));
        if (revocation.isRevoked(grant)) {
            throw refused("the token was revoked");
        }
        return claims;
    }

    /// What a token says, or empty if it opens nothing.
    Optional<JwtClaims> find(Secret token) {
        try {
            return Optional.of(require(token));
        } catch (OAuth2Exception worthless) {
            return Optional.empty();
        }
    }

    /// Whom a token is about, whatever its client is told as `sub`.
    public Optional<Subject> findUser(JwtClaims claims) {
        return clients.find(new ClientId(client(claims))).flatMap(client -> findUser(claims, client));
    }

    /// The id of the client a token was issued to; empty if it names none.
    static String client(JwtClaims claims) {
        var audience = claims.audience();
        return claims.findString("azp")
                .or(() -> claims.findString("client_id"))
                .orElse(audience.isEmpty() ? "" : audience.getFirst());
    }

    private VerifiedJwt verify(Secret token) {
        try {
            return verifier.verify(token.reveal());
        } catch (InvalidJwtException e) {
            throw OAuth2Exception.quietly(ErrorCode.INVALID_TOKEN, "not a token of ours: " + e.getMessage(), e);
        }
    }

    private void requireType(VerifiedJwt jwt, Client client) {
        var type = jwt.type();
        var accepted =
                switch (policy.accessTokenType(client)) {
                    case NONE -> type == null || type.equals("at+jwt");
                    case AT_JWT -> "at+jwt".equals(type);
                };
        if (!accepted) {
            throw refused("the token is not an access token");
        }
    }

    private Client requireClient(JwtClaims claims) {
        var client = client(claims);
        if (client.isEmpty()) {
            throw refused("the token names no client");
        }
        return clients.find(new ClientId(client)).orElseThrow(() -> refused("the client of the token was removed"));
    }

    private void requireConnector(JwtClaims claims, Client client) {
        var user = claims.findString("sub")
                .flatMap(sub -> findUser(claims, client))
                .orElseThrow(() -> refused("the token has no sub of ours"));
        if (user.isClient()) {
            requireItself(user, client);
        } else if (connectors.find(new ConnectorId(user.connectorId())).isEmpty()) {
            throw refused("the connector of the token was removed");
        }
    }

    /// A token that is about a client is its own.
    private static void requireItself(Subject subject, Client client) {
        if (!subject.userId().equals(client.id().value())) {
            throw refused("the token is about another client than its own");
        }
    }

    /// A token whose sealed claims do not open says nothing: the key they were sealed with is gone.
    private Optional<Subject> findUser(JwtClaims claims, Client client) {
        return claims.findString(SealedClaims.NAME).isPresent()
                ? sealed.open(claims).map(SealedClaims.Opened::user)
                : claims.findString("sub").flatMap(sub -> subjects.find(sub, client));
    }

    private static OAuth2Exception refused(String detail) {
        return OAuth2Exception.quietly(ErrorCode.INVALID_TOKEN, detail);
    }
}
