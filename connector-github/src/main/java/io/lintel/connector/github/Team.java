package io.lintel.connector.github;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A team the end-user is in.
///
/// @param organization the login of the organization it is part of
record Team(String organization, String name, @Nullable String slug) {

    /// What it is called in groups.
    List<String> names(TeamNameField field) {
        var inAddresses = slug == null ? name : slug;
        return switch (field) {
            case NAME -> List.of(name);
            case SLUG -> List.of(inAddresses);
            case BOTH -> List.of(name, inAddresses);
        };
    }
}
