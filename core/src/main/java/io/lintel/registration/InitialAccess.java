package io.lintel.registration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.secret.Digest;
import io.lintel.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The initial access tokens there are, and how often they were used.
public final class InitialAccess {

    /// How long it is remembered that a token without an end was used.
    private static final Duration MEMORY = Duration.ofDays(3650);

    /// Counts uses, on all replicas.
    public interface Uses {

        /// Uses what has that hash. Of any number of callers at most one is answered true.
        boolean claim(byte[] hash, Instant until);
    }

    private final List<InitialAccessToken> tokens;
    private final Uses uses;
    private final Clock clock;

    public InitialAccess(List<InitialAccessToken> tokens, Uses uses, Clock clock) {
        this.tokens = List.copyOf(tokens);
        this.uses = uses;
        this.clock = clock;
    }

    /// @throws OAuth2Exception `invalid_token`
    InitialAccessToken require(Secret given) {
        return tokens.stream()
                .filter(token -> token.is(given))
                .findFirst()
                .filter(token -> !token.isOver(clock.instant()))
                .orElseThrow(() -> refused("the initial access token is unknown or over"));
    }

    /// Uses the token once.
    ///
    /// @throws OAuth2Exception `invalid_token` if it has no use left
    void spend(InitialAccessToken token) {
        var most = token.uses();
        if (most == null) {
            return;
        }
        var until = token.until() == null ? clock.instant().plus(MEMORY) : token.until();
        for (var use = 0; use < most; use++) {
            var hash = Digest.sha256(("initial access token:" + token.hash() + ":" + use).getBytes(UTF_8));
            if (uses.claim(hash, until)) {
                return;
            }
        }
        throw refused("the initial access token " + token.id() + " has no use left");
    }

    private static OAuth2Exception refused(String why) {
        return OAuth2Exception.quietly(ErrorCode.INVALID_TOKEN, why);
    }
}
