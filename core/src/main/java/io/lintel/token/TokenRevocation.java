package io.lintel.token;

import io.lintel.authorization.GrantId;
import io.lintel.client.AuthenticatedClient;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.secret.Secret;
import io.lintel.signing.JwtClaims;
import io.lintel.token.RefreshTokenRotation.Standing;
import java.util.Optional;

/// Takes a token back at the wish of the client it was issued to (RFC 7009), and with it all others of its grant:
/// section 2.1 asks for that where the token is a refresh token, and permits it where it is an access token.
public final class TokenRevocation {

    private final AccessTokens accessTokens;
    private final RefreshFamilies families;
    private final RefreshTokenRotation rotation;
    private final GrantRevocation revocation;

    public TokenRevocation(
            AccessTokens accessTokens,
            RefreshFamilies families,
            RefreshTokenRotation rotation,
            GrantRevocation revocation) {
        this.accessTokens = accessTokens;
        this.families = families;
        this.rotation = rotation;
        this.revocation = revocation;
    }

    /// Revokes what the token belongs to. A token that opens nothing, whether it ever did or not, is revoked already
    /// (section 2.2).
    ///
    /// @throws OAuth2Exception `invalid_grant` if the token was issued to another client
    public void revoke(AuthenticatedClient client, Secret token) {
        RefreshToken.decode(token.reveal())
                .flatMap(this::ofRefreshToken)
                .or(() -> accessTokens.find(token).flatMap(TokenRevocation::ofAccessToken))
                .ifPresent(issued -> {
                    if (!issued.client().equals(client.client().id())) {
                        throw OAuth2Exception.quietly(
                                ErrorCode.INVALID_GRANT, "the token was issued to client \"" + issued.client() + "\"");
                    }
                    revocation.revoke(issued.grant());
                });
    }

    private record Issued(ClientId client, GrantId grant) {}

    /// A superseded token still names the family that its holder wants to be rid of.
    private Optional<Issued> ofRefreshToken(RefreshToken token) {
        return families.find(token.family())
                .filter(family -> switch (rotation.standing(family, token)) {
                    case Standing.Current current -> true;
                    case Standing.Retried retried -> true;
                    case Standing.Replayed replayed -> true;
                    case Standing.Foreign foreign -> false;
                })
                .map(family -> new Issued(family.client(), family.grant()));
    }

    private static Optional<Issued> ofAccessToken(JwtClaims claims) {
        return claims.findString("jti")
                .flatMap(GrantId::ofTokenId)
                .map(grant -> new Issued(new ClientId(AccessTokens.client(claims)), grant));
    }
}
