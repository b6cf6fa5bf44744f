package io.lintel.server.settings;

import io.lintel.connector.ConnectorId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One way to log in, before anybody knows what its type makes of its `config`.
///
/// @param name what a button says
/// @param grantTypes what it may be used for; empty for everything
/// @param config with environment variables in their places
public record ConnectorDefinition(
        ConnectorId id, String type, String name, Set<String> grantTypes, Node.Mapping config) {

    private static final Set<String> GRANT_TYPES = new LinkedHashSet<>(List.of(
            "authorization_code",
            "refresh_token",
            "implicit",
            "password",
            OAuth2Settings.DEVICE_CODE,
            OAuth2Settings.TOKEN_EXCHANGE));

    public ConnectorDefinition {
        grantTypes = Set.copyOf(grantTypes);
    }

    /// Null if something indispensable is missing.
    static @Nullable ConnectorDefinition read(Section section, Expansion expansion) {
        var id = section.requiredText("id", "is missing: a connector needs an id, a type and a name");
        var type = section.requiredText("type", "is missing: a connector needs an id, a type and a name");
        var name = section.requiredText("name", "is missing: a connector needs an id, a type and a name");
        if (id.chars().anyMatch(Character::isISOControl)) {
            section.mistake("id", "must not hold control characters");
        }
        var grantTypes = new LinkedHashSet<String>();
        for (var grantType : section.scalars("grantTypes")) {
            if (!GRANT_TYPES.contains(grantType.text())) {
                section.mistakes()
                        .add(
                                grantType.place(),
                                "is an unknown grant type \"" + Place.printable(grantType.text()) + "\" (there are: "
                                        + String.join(", ", GRANT_TYPES) + ")");
            }
            grantTypes.add(grantType.text());
        }
        var config = expansion.expand(section.mapping("config"));
        return id.isEmpty() ? null : new ConnectorDefinition(new ConnectorId(id), type, name, grantTypes, config);
    }
}
