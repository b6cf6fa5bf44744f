package io.lintel.connector.oidc;

import io.micronaut.core.annotation.Introspected;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is done to the groups a provider tells.
///
/// @param newGroupFromClaims groups made of other claims
@Introspected
public record ClaimModifications(
        List<@Valid NewGroup> newGroupFromClaims,
        @Nullable @Valid GroupClaimFilter filterGroupClaims,
        @Nullable @Valid GroupNames modifyGroupNames) {

    public ClaimModifications {
        newGroupFromClaims = List.copyOf(newGroupFromClaims);
    }

    static ClaimModifications none() {
        return new ClaimModifications(List.of(), null, null);
    }

    /// A group whose name is the prefix and the texts of some claims with a delimiter between them.
    ///
    /// @param clearDelimiter takes the delimiter out of the claims, so that a name says where its parts end
    @Introspected
    public record NewGroup(List<String> claims, String delimiter, boolean clearDelimiter, String prefix) {

        public NewGroup {
            claims = List.copyOf(claims);
        }
    }

    /// Which groups are read.
    ///
    /// @param groupsFilter a regular expression (RE2) that must match somewhere in the name
    @Introspected
    public record GroupClaimFilter(@Nullable String groupsFilter) {}

    /// What is put around the name of each group.
    @Introspected
    public record GroupNames(String prefix, String suffix) {}
}
