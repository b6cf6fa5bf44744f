package io.lintel.token;

import io.lintel.authorization.AuthorizationCode;
import io.lintel.authorization.AuthorizationCodes;
import io.lintel.authorization.AuthorizationCodes.Redemption;
import io.lintel.authorization.CodeBinding;
import io.lintel.authorization.IssuedCode;
import io.lintel.client.AuthenticatedClient;
import io.lintel.client.Client;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.Resource;
import io.lintel.secret.Secret;
import io.lintel.session.BrowserSessions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// Redeems authorization codes (RFC 6749, section 4.1.3; RFC 7636, section 4.6).
///
/// Everything but the expiry is checked before the code is taken out, so that whoever holds a code alone cannot
/// spoil it. The expiry is checked afterwards: a code that was redeemed in time and is shown again later still
/// tells that somebody has a copy.
public final class AuthorizationCodeGrant implements Grant {

    /// Two attempts of one client may cross; whoever comes later than this has a copy of the code.
    private static final Duration CROSSING = Duration.ofSeconds(2);

    private final AuthorizationCodes codes;
    private final GrantRevocation revocation;
    private final BrowserSessions sessions;
    private final Clock clock;

    public AuthorizationCodeGrant(
            AuthorizationCodes codes, GrantRevocation revocation, BrowserSessions sessions, Clock clock) {
        this.codes = codes;
        this.revocation = revocation;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public GrantType type() {
        return GrantType.AUTHORIZATION_CODE;
    }

    @Override
    public Authorization authorize(AuthenticatedClient client, Parameters parameters) {
        var code = new AuthorizationCode(Secret.of(parameters.require("code")));
        var binding = codes.find(code).orElseThrow(() -> refused("the code is unknown"));
        requireRight(binding, client.client(), parameters);
        var resources = Resource.read(parameters);
        return switch (codes.redeem(code, clock.instant())) {
            case Redemption.First first -> authorization(requireAlive(first.issued()), client.client(), resources);
            case Redemption.Again again -> throw replayed(again);
            case Redemption.Unknown unknown -> throw refused("the code is unknown");
        };
    }

    private static void requireRight(CodeBinding binding, Client client, Parameters parameters) {
        if (!binding.client().equals(client.id())) {
            throw refused("the code was issued to client \"" + binding.client() + "\"");
        }
        if (!parameters
                .find("redirect_uri")
                .filter(binding.redirectUri().value()::equals)
                .isPresent()) {
            throw refused("the redirect_uri is not that of the authorization request");
        }
        VerifierCheck.require(binding.codeChallenge(), parameters);
    }

    private IssuedCode requireAlive(IssuedCode issued) {
        if (!clock.instant().isBefore(issued.expiresAt())) {
            throw refused("the code has expired");
        }
        if (sessions.isOver(issued.authentication())) {
            throw refused("the session the code was issued in has ended");
        }
        return issued;
    }

    private OAuth2Exception replayed(Redemption.Again again) {
        if (clock.instant().isAfter(again.redeemedAt().plus(CROSSING))) {
            return refused(
                    "the code was redeemed at " + again.redeemedAt() + "; " + revocation.revokeCopied(again.grant()));
        }
        return refused("the code was redeemed a moment ago");
    }

    private static Authorization authorization(IssuedCode issued, Client client, List<Resource> resources) {
        return new Authorization.ForEndUser(
                GrantType.AUTHORIZATION_CODE,
                issued.grant(),
                client,
                issued.access(),
                issued.access().narrowed(resources),
                issued.authentication(),
                null);
    }

    private static OAuth2Exception refused(String detail) {
        return OAuth2Exception.quietly(ErrorCode.INVALID_GRANT, detail);
    }
}
