package io.lintel.connector.oidc;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.Email;
import io.lintel.connector.Identity;
import io.lintel.connector.support.Json;
import io.lintel.connector.support.StandardClaims;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes a person of claims, as the configuration says.
final class ClaimReading {

    private final OidcConfiguration configuration;

    ClaimReading(OidcConfiguration configuration) {
        this.configuration = configuration;
    }

    /// Everything but the groups and the refresh state.
    ///
    /// @throws ConnectorException if a claim is missing that the configuration needs, or of another type
    Identity.Builder read(Json.Members claims) {
        return Identity.of(require(claims, configuration.userIdClaim(), "userIDKey"))
                .username(require(claims, configuration.userNameClaim(), "userNameKey"))
                .preferredUsername(find(claims, "preferred_username").orElse(null))
                .email(email(claims))
                .profile(StandardClaims.profile(claims))
                .address(StandardClaims.findAddress(claims).orElse(null))
                .phone(StandardClaims.findPhone(claims).orElse(null));
    }

    private static String require(Json.Members claims, String name, String key) {
        return claims.findText(name)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> ConnectorException.misconfigured("the provider tells no " + name + ": set " + key
                        + " to a claim that it tells, add the scope that makes it tell it, or set getUserInfo"));
    }

    /// The standard claim, or the one that stands for it.
    private Optional<String> find(Json.Members claims, String standard) {
        var mapped = configuration.claimMapping().getOrDefault(standard, "");
        var told = claims.findText(standard).filter(text -> !text.isEmpty());
        return mapped.isEmpty() || (told.isPresent() && !configuration.overrideClaimMapping())
                ? told
                : claims.findText(mapped).filter(text -> !text.isEmpty());
    }

    private @Nullable Email email(Json.Members claims) {
        var isNeeded = configuration.scopes().contains("email");
        var address = find(claims, "email");
        if (address.isEmpty()) {
            if (isNeeded) {
                throw ConnectorException.misconfigured("the provider tells no email: set claimMapping.email to a claim"
                        + " that it tells, set getUserInfo, or take email out of scopes");
            }
            return null;
        }
        try {
            return new Email(address.get(), isVerified(claims, isNeeded));
        } catch (IllegalArgumentException malformed) {
            throw ConnectorException.invalidResponse("the provider's email is no address", malformed);
        }
    }

    private boolean isVerified(Json.Members claims, boolean isNeeded) {
        var isTold = !(claims.byName().getOrDefault("email_verified", new Json.Nothing()) instanceof Json.Nothing);
        if (!isTold && isNeeded && !configuration.insecureSkipEmailVerified()) {
            throw ConnectorException.misconfigured("the provider tells no email_verified: set getUserInfo, or"
                    + " insecureSkipEmailVerified if each address it tells is verified");
        }
        return isTold ? StandardClaims.isVerified(claims, "email_verified") : configuration.insecureSkipEmailVerified();
    }
}
