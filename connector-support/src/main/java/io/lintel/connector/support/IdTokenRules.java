package io.lintel.connector.support;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.connector.ConnectorException;
import io.lintel.secret.Digest;
import io.lintel.secret.Secret;
import io.lintel.signing.JwsAlgorithm;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What an ID token must say to prove who somebody is (OpenID Connect Core, section 3.1.3.7).
///
/// @param issuer to the letter
/// @param audiences the clients it may be issued for
/// @param clock decides what has expired, with a tolerance of [#TOLERANCE]
public record IdTokenRules(String issuer, Set<String> audiences, Clock clock) {

    /// SEC-G7: how far a provider's clock may be from ours.
    public static final Duration TOLERANCE = Duration.ofSeconds(60);

    public IdTokenRules {
        audiences = Set.copyOf(audiences);
    }

    /// A token for one of the clients, whose time is now.
    ///
    /// @return when it ends
    /// @throws UntrustedTokenException if it is another's, for another or for another time
    public Instant check(VerifiedToken token) {
        requireAudience(token.claims());
        return checkForAnybody(token);
    }

    /// The same, whoever it was issued for: any application of the provider can show one.
    public Instant checkForAnybody(VerifiedToken token) {
        var claims = token.claims();
        if (!text(claims, "iss").equals(Optional.of(issuer))) {
            throw UntrustedTokenException.because("its issuer is not " + issuer);
        }
        if (text(claims, "sub").filter(sub -> !sub.isEmpty()).isEmpty()) {
            throw UntrustedTokenException.because("it names no subject");
        }
        var now = clock.instant();
        var end = requireTime(claims, "exp");
        if (!now.isBefore(end.plus(TOLERANCE))) {
            throw UntrustedTokenException.because("it has expired");
        }
        if (requireTime(claims, "iat").isAfter(now.plus(TOLERANCE))) {
            throw UntrustedTokenException.because("it was issued in the future");
        }
        if (findTime(claims, "nbf")
                .filter(start -> start.isAfter(now.plus(TOLERANCE)))
                .isPresent()) {
            throw UntrustedTokenException.because("it is not valid yet");
        }
        return end;
    }

    /// That it answers the request of this login, whose nonce nobody else knows.
    ///
    /// @param missing whether one without a nonce passes
    public static void checkNonce(VerifiedToken token, String nonce, Missing missing) {
        var told = text(token.claims(), "nonce");
        if (told.isEmpty() ? missing == Missing.REFUSED : !isSame(told.get(), nonce)) {
            throw UntrustedTokenException.because("its nonce is not that of the login");
        }
    }

    /// What is made of a claim that is not there.
    public enum Missing {
        REFUSED,
        PASSES
    }

    /// That it came together with an access token (`at_hash`) or a code (`c_hash`), if it says so.
    public static void checkHash(VerifiedToken token, String claim, Secret companion) {
        var told = token.claims().byName().get(claim);
        if (told != null
                && !(told instanceof Json.Text(var hash) && isSame(hash, hash(token.algorithm(), companion)))) {
            throw UntrustedTokenException.because("its " + claim + " is that of another");
        }
    }

    /// That it is about whom it must be about.
    public static void checkSubject(VerifiedToken token, @Nullable String subject) {
        if (subject != null && !text(token.claims(), "sub").equals(Optional.of(subject))) {
            throw UntrustedTokenException.because("its subject is another one than before");
        }
    }

    private void requireAudience(Json.Members claims) {
        var named = audience(claims);
        if (named.stream().noneMatch(audiences::contains)) {
            throw UntrustedTokenException.because("it was issued for another client: aud");
        }
        var party = text(claims, "azp");
        if (party.isEmpty() ? named.size() > 1 : !audiences.contains(party.get())) {
            throw UntrustedTokenException.because("it was issued for another client: azp");
        }
    }

    /// One string or a list (RFC 7519, section 4.1.3).
    static List<String> audience(Json.Members claims) {
        return switch (claims.byName().getOrDefault("aud", new Json.Nothing())) {
            case Json.Text(var one) -> List.of(one);
            case Json.Array(var several) ->
                several.stream().map(IdTokenRules::member).toList();
            default -> List.of();
        };
    }

    private static String member(Json element) {
        return element instanceof Json.Text(var one) ? one : "";
    }

    private static Instant requireTime(Json.Members claims, String name) {
        return findTime(claims, name)
                .orElseThrow(() -> UntrustedTokenException.because("it has no " + name + " that is a time"));
    }

    private static Optional<Instant> findTime(Json.Members claims, String name) {
        return claim(() -> StandardClaims.findTime(claims, name));
    }

    private static Optional<String> text(Json.Members claims, String name) {
        return claim(() -> claims.findText(name));
    }

    /// A claim of another type is no claim that proves anything.
    private static <T> T claim(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ConnectorException mistyped) {
            throw UntrustedTokenException.because(String.valueOf(mistyped.getMessage()));
        }
    }

    private static boolean isSame(String one, String other) {
        return Digest.equal(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }

    /// The left half of the hash that the algorithm uses (section 3.1.3.6).
    private static String hash(JwsAlgorithm algorithm, Secret companion) {
        try {
            var hash = MessageDigest.getInstance("SHA-" + algorithm.hashBits())
                    .digest(companion.reveal().getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("this Java has no SHA-" + algorithm.hashBits(), absent);
        }
    }
}
