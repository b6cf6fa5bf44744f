package io.lintel.connector.github;

import io.lintel.secret.Secret;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an operator writes to log end-users in with GitHub. Blank text counts as absent.
///
/// @param redirectUri must be the issuer's `/callback`
/// @param org the older way to name an organization: its teams are groups, and nobody is refused
/// @param orgs if any, membership of one of them is required
/// @param hostName `name[:port]` of a GitHub Enterprise Server; absent for github.com
/// @param rootCa path of PEM certificates, base64 of PEM or PEM, trusted besides the JVM's; for `hostName` alone
/// @param loadAllGroups without `org` and `orgs`: all organizations and teams of the end-user are groups
/// @param useLoginAsId the login, which can change hands, in place of the number as the user id
/// @param preferredEmailDomain an address there is taken before the primary one; `*` stands for one label
/// @param tokenExchange whether access tokens of the app may be exchanged for ours
/// @param callTimeout for one call, the answer included
/// @param loginTimeout for everything one login or refresh does
@Introspected
public record GitHubConfiguration(
        @NotBlank String clientId,
        Secret clientSecret,
        @NotBlank String redirectUri,
        @Nullable String org,
        List<@Valid OrganizationConfiguration> orgs,
        @Nullable String hostName,
        @Nullable String rootCa,
        @Bindable(defaultValue = "name") TeamNameField teamNameField,
        @Bindable(defaultValue = "false") boolean loadAllGroups,
        @Bindable(defaultValue = "false") boolean useLoginAsId,
        @Nullable String preferredEmailDomain,
        @Bindable(defaultValue = "false") boolean tokenExchange,
        @Bindable(defaultValue = "PT15S") Duration callTimeout,
        @Bindable(defaultValue = "PT30S") Duration loginTimeout) {

    public GitHubConfiguration {
        org = blankToNull(org);
        orgs = List.copyOf(orgs);
        hostName = blankToNull(hostName);
        rootCa = blankToNull(rootCa);
        preferredEmailDomain = blankToNull(preferredEmailDomain);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
