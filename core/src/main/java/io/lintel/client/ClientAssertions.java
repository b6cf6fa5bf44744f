package io.lintel.client;

import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.secret.Secret;
import io.lintel.signing.InvalidJwtException;
import io.lintel.signing.JwtClaims;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Checks what a client signs to prove who it is (RFC 7523, section 3; OpenID Connect Core, section 9). Every
/// refusal looks the same to the client.
public final class ClientAssertions {

    /// The one `client_assertion_type` there is.
    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// How far ahead an assertion may expire. It bounds how long its `jti` is remembered.
    static final Duration LONGEST = Duration.ofHours(1);

    /// How far the client's clock may be off.
    static final Duration TOLERANCE = Duration.ofSeconds(60);

    /// What an assertion may say of itself, so that nothing else a client signs passes for one.
    private static final Set<String> JWT_TYPES =
            Set.of("jwt", "client-authentication+jwt", "application/client-authentication+jwt");

    private final ClientJwts jwts;
    private final UsedAssertions used;
    private final Set<String> audiences;
    private final Clock clock;

    /// @param audiences the names we go by: an assertion must be meant for one of them and for nobody else
    public ClientAssertions(ClientJwts jwts, UsedAssertions used, Set<String> audiences, Clock clock) {
        this.jwts = jwts;
        this.used = used;
        this.audiences = Set.copyOf(audiences);
        this.clock = clock;
    }

    /// Whom to look up.
    ///
    /// @throws OAuth2Exception `invalid_client`
    ClientId claimedIssuer(Secret assertion) {
        try {
            return jwts.claimedIssuer(assertion);
        } catch (InvalidJwtException unreadable) {
            throw OAuth2Exception.quietly(
                    ErrorCode.INVALID_CLIENT, "the client assertion: " + unreadable.getMessage(), unreadable);
        }
    }

    /// Lets pass an assertion that this client has signed, for us, for now, and for the first time.
    ///
    /// @throws OAuth2Exception `invalid_client`
    void require(Client client, Secret assertion) {
        var accepted = client.authentication().assertionAlgorithms();
        if (accepted.isEmpty()) {
            throw refused(client, "it is not to use one");
        }
        SignedByClient signed;
        try {
            signed = jwts.verify(client, accepted, assertion);
        } catch (InvalidJwtException invalid) {
            throw OAuth2Exception.quietly(
                    ErrorCode.INVALID_CLIENT, message(client, String.valueOf(invalid.getMessage())), invalid);
        }
        if (signed.type() != null && !JWT_TYPES.contains(signed.type().toLowerCase(Locale.ROOT))) {
            throw refused(client, "its typ is that of something else");
        }
        findFlaw(client, signed.claims()).ifPresent(flaw -> {
            throw refused(client, flaw);
        });
        var jti = signed.claims().findString("jti").orElse("");
        var until = signed.claims().findInstant("exp").orElseThrow().plus(TOLERANCE);
        if (!used.claim(client.id(), jti, until)) {
            throw refused(client, "its jti has been used");
        }
    }

    private Optional<String> findFlaw(Client client, JwtClaims claims) {
        var id = Optional.of(client.id().value());
        if (!claims.findString("iss").equals(id) || !claims.findString("sub").equals(id)) {
            return Optional.of("its iss and sub are not both the client");
        }
        if (claims.audience().isEmpty() || !audiences.containsAll(claims.audience())) {
            return Optional.of("it is not for us, or not for us alone");
        }
        if (claims.findString("jti").orElse("").isEmpty()) {
            return Optional.of("it has no jti");
        }
        return findFlawOfTimes(claims);
    }

    private Optional<String> findFlawOfTimes(JwtClaims claims) {
        var now = clock.instant();
        var expiry = claims.findInstant("exp");
        if (expiry.isEmpty() || !expiry.get().isAfter(now.minus(TOLERANCE))) {
            return Optional.of("it has expired, or does not say when it does");
        }
        if (expiry.get().isAfter(now.plus(LONGEST).plus(TOLERANCE))) {
            return Optional.of("it expires more than " + LONGEST.toMinutes() + " minutes ahead");
        }
        if (isLater(claims, "nbf", now.plus(TOLERANCE)) || isLater(claims, "iat", now.plus(TOLERANCE))) {
            return Optional.of("it is not valid yet");
        }
        return Optional.empty();
    }

    /// Also true for a claim that is there and is no time.
    private static boolean isLater(JwtClaims claims, String name, Instant bound) {
        return claims.asMap().containsKey(name)
                && claims.findInstant(name).filter(time -> !time.isAfter(bound)).isEmpty();
    }

    private static OAuth2Exception refused(Client client, String why) {
        return OAuth2Exception.quietly(ErrorCode.INVALID_CLIENT, message(client, why));
    }

    private static String message(Client client, String why) {
        return "the assertion of client \"" + client.id() + "\" is refused: " + why;
    }
}
