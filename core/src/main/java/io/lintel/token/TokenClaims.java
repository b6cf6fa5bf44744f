package io.lintel.token;

import io.lintel.client.Client;
import io.lintel.client.Subjects;
import io.lintel.client.TokenSettings.AccessTokenForm;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.Resource;
import io.lintel.oauth2.Scopes;
import io.lintel.oauth2.Subject;
import io.lintel.secret.Entropy;
import io.lintel.session.SessionId;
import io.lintel.signing.JwtClaims;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
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

    /// Whom tokens are about.
    ///
    /// @param subject by the connector's words, not the client's
    /// @param authenticatedAt when they proved who they are; none of a client, which does so each time
    /// @param session in which they did; none of a client
    /// @param inAccessTokens adds what access tokens say of them for these scopes
    /// @param inIdTokens adds what ID tokens say of them for these scopes, and of their login
    record About(
            Subject subject,
            @Nullable Instant authenticatedAt,
            @Nullable SessionId session,
            BiConsumer<JwtClaims.Builder, Scopes> inAccessTokens,
            BiConsumer<JwtClaims.Builder, Scopes> inIdTokens) {}

    /// One response.
    ///
    /// @param sub what the client is told instead of the subject
    /// @param peers the audience that the scopes name
    /// @param lifetime how long its tokens live, if it is not for so long as the client's do
    record Response(
            Authorization authorization,
            About about,
            String sub,
            List<String> peers,
            Instant now,
            @Nullable Duration lifetime) {

        Client client() {
            return authorization.client();
        }

        Scopes scopes() {
            return authorization.scopes();
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
    Response response(Authorization authorization, About about, Instant now, @Nullable Duration lifetime) {
        var client = authorization.client();
        var peers = audiences.require(client, authorization.scopes()).stream()
                .map(ClientId::value)
                .toList();
        audiences.requireResources(client, authorization.resources());
        return new Response(authorization, about, subjects.sub(client, about.subject()), peers, now, lifetime);
    }

    /// @param accessTokenHash none if there is no access token beside it
    /// @param codeHash none if there is no code beside it
    JwtClaims idToken(Response response, @Nullable String accessTokenHash, @Nullable String codeHash) {
        var client = response.client();
        var claims = begun(response, response.peers(), policy.idTokenLifetime(client), newTokenId(response));
        addLogin(claims, response);
        claims.addIfPresent("at_hash", accessTokenHash);
        claims.addIfPresent("c_hash", codeHash);
        // OpenID Connect Core, section 5.4: alone it is all the client gets, and there is no userinfo to ask.
        var isAlone = accessTokenHash == null && codeHash == null;
        var told = isAlone || client.tokens().scopeClaimsInIdToken();
        response.about().inIdTokens().accept(claims, told ? response.scopes() : Scopes.of());
        return claims.build();
    }

    JwtClaims accessToken(Response response) {
        var client = response.client();
        var tokenId = newTokenId(response);
        var claims = begun(response, response.audienceOfAccessToken(), policy.accessTokenLifetime(client), tokenId);
        if (policy.accessTokenType(client) == TokenPolicy.AccessTokenType.AT_JWT) {
            claims.add("client_id", client.id().value());
            claims.addIfPresent("scope", response.scopes().toString());
        }
        if (client.tokens().accessTokenForm() == AccessTokenForm.AT_JWT) {
            // RFC 9068, section 2.2.1; nothing else that an ID token says.
            addTime(claims, response);
            claims.add(SealedClaims.NAME, sealed.seal(tokenId, hidden(response)));
            return claims.build();
        }
        addLogin(claims, response);
        response.about().inAccessTokens().accept(claims, response.scopes());
        if (subjects.find(response.sub(), client).isEmpty()) {
            claims.add(
                    SealedClaims.NAME,
                    sealed.seal(
                            tokenId, new SealedClaims.Opened(response.about().subject(), NOTHING)));
        }
        return claims.build();
    }

    private static final JwtClaims NOTHING = JwtClaims.builder().build();

    private static SealedClaims.Opened hidden(Response response) {
        var told = JwtClaims.builder();
        response.about().inAccessTokens().accept(told, response.scopes());
        return new SealedClaims.Opened(response.about().subject(), told.build());
    }

    private JwtClaims.Builder begun(Response response, List<String> audience, Duration lifetime, String tokenId) {
        var client = response.client().id().value();
        var limit = response.lifetime();
        var claims = JwtClaims.builder()
                .add("iss", policy.issuer().value())
                .add("sub", response.sub())
                .audience(audience)
                .add("exp", response.now().plus(limit == null ? lifetime : limit))
                .add("iat", response.now())
                .add("jti", tokenId);
        if (!audience.equals(List.of(client))) {
            claims.add("azp", client);
        }
        return claims;
    }

    private static void addLogin(JwtClaims.Builder claims, Response response) {
        claims.addIfPresent("nonce", response.authorization().access().nonce());
        addTime(claims, response);
        var session = response.about().session();
        claims.addIfPresent("sid", session == null ? null : session.value());
    }

    private static void addTime(JwtClaims.Builder claims, Response response) {
        var time = response.about().authenticatedAt();
        if (time != null) {
            claims.add("auth_time", time);
        }
    }

    private String newTokenId(Response response) {
        return response.authorization().grant().newTokenId(entropy);
    }
}
