package io.lintel.authorization;

import io.lintel.oauth2.CodeChallengeMethod;
import java.time.Duration;
import java.util.List;

/// What an operator decides about authorization requests.
///
/// @param responses what clients may ask for
/// @param codeChallengeMethods accepted and advertised, in this order
/// @param pkce whose requests must carry a `code_challenge`
/// @param skipConsent whether end-users are not asked (unless the client asks to ask them)
/// @param alwaysChooseConnector whether the list of connectors is shown even if it has one entry
/// @param pendingLifetime how long an end-user may take from the request to the response
/// @param codeLifetime how long a client may take to redeem a code; RFC 6749, section 4.1.2, recommends at most
///     10 minutes
public record AuthorizationPolicy(
        ResponseRules responses,
        List<CodeChallengeMethod> codeChallengeMethods,
        PkceRequirement pkce,
        boolean skipConsent,
        boolean alwaysChooseConnector,
        Duration pendingLifetime,
        Duration codeLifetime) {

    public AuthorizationPolicy {
        codeChallengeMethods = List.copyOf(codeChallengeMethods);
    }

    /// Whose authorization requests must carry a `code_challenge` (RFC 9700, section 2.1.1).
    public enum PkceRequirement {
        NOBODY,
        PUBLIC_CLIENTS,
        EVERYBODY
    }
}
