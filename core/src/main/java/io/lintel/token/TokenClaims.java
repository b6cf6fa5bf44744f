package io.lintel.token;

import io.lintel.client.Client;
import io.lintel.client.Subjects;
import io.lintel.client.TokenSettings.AccessTokenForm;
import io.lintel.connector.Identity;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.Resource;
import io.lintel.oauth2.Subject;
import io.lintel.secret.Entropy;
import io.lintel.signing.JwtClaims;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides what each token of one response says, for the client it is for.
public final class TokenClaims {

    private final Subjects subjects;
    private final Audiences audiences;
    private final SealedClaims sealed;
    private final TokenPolicy policy;
    private final Entropy entropy;

    public TokenClaims(
            Subjects subjects, Audiences audiences, SealedClaims sealed, TokenPolicy policy, Entropy entropy) {
        this.subjects = subjects;
        this.audiences = audiences;
        this.sealed = sealed;
        this.policy = policy;
        this.entropy = entropy;
    }

    /// One response.
    ///
    /// @param told what applications are told of the end-user
    /// @param user the end-user by the connector's words, not the client's
    /// @param sub what the client is told instead
    /// @param peers the audience that the scopes name
    record Response(
            Authorization authorization, Identity told, Subject user, String sub, List<String> peers, Instant now) {

        Client client() {
            return authorization.client();
        }

        /// RFC 8707, section 2: the resources take the place of any other audience of the access token.
        List<String> audienceOfAccessToken() {
            var resources = authorization.resources();
            return resources.isEmpty()
                    ? peers
                    : resources.stream().map(Resource::value).toList();
        }
    }

    /// @throws OAuth2Exception `invalid_scope` or `invalid_target` if the client may not have that audience (any
    ///     more)
    Response response(Authorization authorization, Identity told, Instant now) {
        var client = authorization.client();
        var peers = audiences.require(client, authorization.scopes()).stream()
                .map(ClientId::value)
                .toList();
        audiences.requireResources(client, authorization.resources());
        var user = new Subject(told.userId(), authorization.connector().value());
        return new Response(authorization, told, user, subjects.sub(client, user), peers, now);
    }

    /// @param accessTokenHash none if there is no access token
    JwtClaims idToken(Response response, @Nullable String accessTokenHash) {
        var client = response.client();
        var claims = begun(response, response.peers(), policy.idTokenLifetime(client), newTokenId(response));
        addLogin(claims, response);
        claims.addIfPresent("at_hash", accessTokenHash);
        if (client.tokens().scopeClaimsInIdToken()) {
            addIdentity(claims, response);
        }
        return claims.build();
    }

    JwtClaims accessToken(Response response) {
        var client = response.client();
        var tokenId = newTokenId(response);
        var claims = begun(response, response.audienceOfAccessToken(), policy.accessTokenLifetime(client), tokenId);
        if (policy.accessTokenType(client) == TokenPolicy.AccessTokenType.AT_JWT) {
            claims.add("client_id", client.id().value());
            claims.addIfPresent("scope", response.authorization().scopes().toString());
        }
        if (client.tokens().accessTokenForm() == AccessTokenForm.AT_JWT) {
            // RFC 9068, section 2.2.1; nothing else that an ID token says.
            claims.add("auth_time", response.authorization().authentication().at());
            claims.add(SealedClaims.NAME, sealed.seal(tokenId, hidden(response)));
            return claims.build();
        }
        addLogin(claims, response);
        addIdentity(claims, response);
        if (subjects.find(response.sub(), client).isEmpty()) {
            claims.add(SealedClaims.NAME, sealed.seal(tokenId, new SealedClaims.Opened(response.user(), NOTHING)));
        }
        return claims.build();
    }

    private static final JwtClaims NOTHING = JwtClaims.builder().build();

    private static SealedClaims.Opened hidden(Response response) {
        var told = JwtClaims.builder();
        addIdentity(told, response);
        return new SealedClaims.Opened(response.user(), told.build());
    }

    private JwtClaims.Builder begun(Response response, List<String> audience, Duration lifetime, String tokenId) {
        var client = response.client().id().value();
        var claims = JwtClaims.builder()
                .add("iss", policy.issuer().value())
                .add("sub", response.sub())
                .audience(audience)
                .add("exp", response.now().plus(lifetime))
                .add("iat", response.now())
                .add("jti", tokenId);
        if (!audience.equals(List.of(client))) {
            claims.add("azp", client);
        }
        return claims;
    }

    private static void addLogin(JwtClaims.Builder claims, Response response) {
        claims.addIfPresent("nonce", response.authorization().access().nonce());
        claims.add("auth_time", response.authorization().authentication().at());
    }

    private static void addIdentity(JwtClaims.Builder claims, Response response) {
        var authorization = response.authorization();
        IdentityClaims.add(claims, response.told(), authorization.connector(), authorization.scopes());
    }

    private String newTokenId(Response response) {
        return response.authorization().grant().newTokenId(entropy);
    }
}
