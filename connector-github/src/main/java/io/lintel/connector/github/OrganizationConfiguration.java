package io.lintel.connector.github;

import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An organization whose members may come in.
///
/// @param name as it stands in GitHub's addresses
/// @param teams if any, only members of one of them; as `teamNameField` calls them
@Introspected
public record OrganizationConfiguration(
        @NotBlank String name, @Nullable List<String> teams) {

    public OrganizationConfiguration {
        teams = teams == null ? List.of() : List.copyOf(teams);
    }

    @Override
    public List<String> teams() {
        return teams == null ? List.of() : teams;
    }
}
