package io.lintel.connector.oidc;

import io.lintel.secret.Secret;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an operator writes to log end-users in with an OpenID provider. Blank text counts as absent.
///
/// @param issuer what the address of the discovery document is made of, and what the provider calls itself
/// @param issuerAlias what the provider calls itself, if that is something else
/// @param clientSecret absent for a public client, which PKCE alone protects, and for one with a key
/// @param clientAssertionKey the path of a PEM key that proves who we are in place of a secret (`private_key_jwt`)
/// @param clientAssertionKeyId the `kid` that the provider is told with it
/// @param redirectUri must be the issuer's `/callback`
/// @param basicAuthUnsupported true sends the secret in the body; absent finds out, but for Okta
/// @param scopes beside `openid`
/// @param hostedDomains what dex has removed: any value is refused
/// @param rootCas each the path of PEM certificates, base64 of PEM or PEM, trusted besides the JVM's
/// @param insecureSkipVerify takes any TLS certificate
/// @param insecureSkipEmailVerified a missing `email_verified` counts as true; false stays false
/// @param insecureEnableGroups tells the groups that the provider tells
/// @param allowedGroups if any, membership of one of them is required, and no others are told
/// @param acrValues asked for (`acr_values`)
/// @param requireAcr refuses who has logged in by none of `acrValues`
/// @param getUserInfo asks the provider's userinfo endpoint, too; what that says goes before the ID token
/// @param promptType `prompt` of logins that want offline access
/// @param pkceChallenge S256 is used unless the provider says that it takes none; `plain` never is
/// @param overrideClaimMapping the mapped claim goes before the standard one
/// @param claimMapping other names of `preferred_username`, `email` and `groups`
/// @param subjectTokenAudiences clients at the provider whose tokens may be exchanged, besides our own
/// @param callTimeout for one call, the answer included
/// @param loginTimeout for everything one login or refresh does
@Introspected
public record OidcConfiguration(
        @NotNull URI issuer,
        @Nullable String issuerAlias,
        @NotBlank String clientId,
        Secret clientSecret,
        @Nullable String clientAssertionKey,
        @Nullable String clientAssertionKeyId,
        @NotBlank String redirectUri,
        @Nullable @Valid DiscoveryOverrides providerDiscoveryOverrides,
        @Nullable Boolean basicAuthUnsupported,
        @Bindable(defaultValue = "profile,email") List<String> scopes,
        List<String> hostedDomains,
        List<String> rootCas,
        @Bindable(defaultValue = "false") boolean insecureSkipVerify,
        @Bindable(defaultValue = "false") boolean insecureSkipEmailVerified,
        @Bindable(defaultValue = "false") boolean insecureEnableGroups,
        List<String> allowedGroups,
        List<String> acrValues,
        @Bindable(defaultValue = "false") boolean requireAcr,
        @Bindable(defaultValue = "false") boolean getUserInfo,
        @Nullable String userIdKey,
        @Nullable String userNameKey,
        @Bindable(defaultValue = "consent") String promptType,
        @Nullable String pkceChallenge,
        @Bindable(defaultValue = "false") boolean overrideClaimMapping,
        Map<String, String> claimMapping,
        @Nullable @Valid ClaimModifications claimModifications,
        List<String> subjectTokenAudiences,
        @Bindable(defaultValue = "PT15S") Duration callTimeout,
        @Bindable(defaultValue = "PT30S") Duration loginTimeout) {

    private static final List<String> STANDARD_SCOPES = List.of("profile", "email");

    public OidcConfiguration {
        issuerAlias = blankToNull(issuerAlias);
        clientAssertionKey = blankToNull(clientAssertionKey);
        clientAssertionKeyId = blankToNull(clientAssertionKeyId);
        userIdKey = blankToNull(userIdKey);
        userNameKey = blankToNull(userNameKey);
        pkceChallenge = blankToNull(pkceChallenge);
        scopes = scopes.isEmpty() ? STANDARD_SCOPES : List.copyOf(scopes);
        hostedDomains = List.copyOf(hostedDomains);
        rootCas = List.copyOf(rootCas);
        allowedGroups = List.copyOf(allowedGroups);
        acrValues = List.copyOf(acrValues);
        claimMapping = Map.copyOf(claimMapping);
        subjectTokenAudiences = List.copyOf(subjectTokenAudiences);
    }

    /// What the provider calls itself.
    String expectedIssuer() {
        return issuerAlias == null ? issuer.toString() : issuerAlias;
    }

    String userIdClaim() {
        return userIdKey == null ? "sub" : userIdKey;
    }

    String userNameClaim() {
        return userNameKey == null ? "name" : userNameKey;
    }

    ClaimModifications modifications() {
        return claimModifications == null ? ClaimModifications.none() : claimModifications;
    }

    DiscoveryOverrides overrides() {
        return providerDiscoveryOverrides == null
                ? new DiscoveryOverrides(null, null, null, null, null, null)
                : providerDiscoveryOverrides;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
