package io.lintel.authorization;

import io.lintel.oauth2.ResponseType;
import io.lintel.secret.Entropy;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// Issues the code of a login that is complete, and has the tokens minted that are to come with it.
///
/// A login that is to give tokens alone has a code all the same, which nobody is told: it is how a login is
/// completed once.
public final class AuthorizationCodeIssuer {

    private final AuthorizationCodes codes;
    private final FrontChannelTokens tokens;
    private final AuthorizationPolicy policy;
    private final Entropy entropy;
    private final Clock clock;

    public AuthorizationCodeIssuer(
            AuthorizationCodes codes,
            FrontChannelTokens tokens,
            AuthorizationPolicy policy,
            Entropy entropy,
            Clock clock) {
        this.codes = codes;
        this.tokens = tokens;
        this.policy = policy;
        this.entropy = entropy;
        this.clock = clock;
    }

    /// What a client is given.
    ///
    /// @param code none if it did not ask for one
    /// @param tokens none if it asked for a code alone
    record Given(@Nullable AuthorizationCode code, FrontChannelTokens.@Nullable Tokens tokens) {}

    /// @throws StaleLoginException if the login was completed before
    /// @throws io.lintel.oauth2.OAuth2Exception if the client may not have the tokens (any more)
    Given issue(RedirectTarget target, PendingAuthorization authorization) {
        var request = authorization.request();
        var code = new AuthorizationCode(entropy.secret());
        var issued = new IssuedCode(
                authorization.id(),
                GrantId.random(entropy),
                request.client(),
                request.redirectUri(),
                request.access(),
                request.codeChallenge(),
                authorization.requireLogin(),
                clock.instant().plus(policy.codeLifetime()));
        if (!codes.add(code, issued)) {
            throw StaleLoginException.finished(authorization.id());
        }
        var types = request.responseTypes();
        return new Given(
                types.contains(ResponseType.CODE) ? code : null,
                ResponseType.needTokens(types) ? tokens.mint(target.client(), issued, code, types) : null);
    }
}
