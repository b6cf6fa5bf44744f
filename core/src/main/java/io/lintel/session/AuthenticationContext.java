package io.lintel.session;

import io.lintel.oauth2.RequestedClaim;
import io.lintel.oauth2.RequestedClaims;
import java.util.List;
import java.util.Optional;

/// How strongly an end-user has proved who they are: the values of `acr` (OpenID Connect Core, section 2). A later
/// one includes those before it.
public final class AuthenticationContext {

    /// Proved to the connector, in whatever way it asks for.
    public static final String CONNECTOR = "1";

    /// Proved to the connector, and a second factor shown here.
    public static final String SECOND_FACTOR = "2";

    /// From the weakest to the strongest.
    public static final List<String> ALL = List.of(CONNECTOR, SECOND_FACTOR);

    private static final String CLAIM = "acr";

    private AuthenticationContext() {}

    /// What a login reached.
    static String reached(Authentication authentication) {
        return authentication.methods().contains(AuthenticationMethod.MULTIPLE_FACTORS) ? SECOND_FACTOR : CONNECTOR;
    }

    /// The `acr` to tell of a login, if it was asked for or is worth telling: of the values that were asked for the
    /// first that it reached, otherwise the strongest.
    public static Optional<String> of(Authentication authentication, RequestedClaims claims) {
        var reached = reached(authentication);
        var asked = asked(claims);
        return asked.isPresent()
                ? Optional.of(
                        asked.flatMap(claim -> first(authentication, claim)).orElse(reached))
                : Optional.of(reached).filter(SECOND_FACTOR::equals);
    }

    /// Whether a login is as strong as the client cannot do without (OpenID Connect Core, section 5.5.1.1).
    public static boolean suffices(Authentication authentication, RequestedClaims claims) {
        return asked(claims)
                .filter(AuthenticationContext::demands)
                .map(claim -> first(authentication, claim).isPresent())
                .orElse(true);
    }

    /// Whether any login can be as strong as the client cannot do without.
    public static boolean isReachable(RequestedClaims claims) {
        return asked(claims)
                .filter(AuthenticationContext::demands)
                .map(claim -> ALL.stream().anyMatch(claim::accepts))
                .orElse(true);
    }

    private static Optional<RequestedClaim> asked(RequestedClaims claims) {
        return Optional.ofNullable(claims.idToken().get(CLAIM));
    }

    private static boolean demands(RequestedClaim claim) {
        return claim.essential() && !claim.values().isEmpty();
    }

    private static Optional<String> first(Authentication authentication, RequestedClaim claim) {
        var upTo = ALL.subList(0, ALL.indexOf(reached(authentication)) + 1);
        return claim.values().stream()
                .flatMap(value -> upTo.stream().filter(value::equals))
                .findFirst();
    }
}
