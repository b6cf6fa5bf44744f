package io.lintel.connector.saml;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which attributes of an assertion tell what of a person. A name matches the attribute's `Name` exactly.
///
/// @param userId stands in for the NameID, for providers whose NameIDs do not last; null for the NameID
/// @param username required of every assertion
/// @param email required of every assertion
/// @param emailVerified holds `true` if the provider vouches for the address; null to trust `emailIsVerified`
/// @param emailIsVerified what counts for all addresses where no attribute is named
/// @param groups null if there are none to be read
/// @param further optional in an assertion
record AttributeNames(
        @Nullable String userId,
        String username,
        String email,
        @Nullable String emailVerified,
        boolean emailIsVerified,
        @Nullable String groups,
        Map<Claim, String> further) {

    AttributeNames {
        further = Map.copyOf(further);
    }

    /// The names that dex has words for; every address counts as verified.
    AttributeNames(String username, String email, @Nullable String groups) {
        this(null, username, email, null, true, groups, Map.of());
    }
}
