package io.lintel.server.settings;

import static java.util.stream.Collectors.joining;

import io.lintel.connector.ConnectorId;
import io.lintel.oauth2.GrantType;
import io.lintel.server.mapping.MappedIdentity;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One way to log in, before anybody knows what its type makes of its `config`.
///
/// @param typePlace where the type is written, for messages
/// @param name what a button says
/// @param grantTypes what it may be used for; empty for everything
/// @param config with environment variables in their places
/// @param limits how long and how often it may be asked
/// @param mapping what applications are told of its users
public record ConnectorDefinition(
        ConnectorId id,
        String type,
        Place typePlace,
        String name,
        Set<GrantType> grantTypes,
        Node.Mapping config,
        ConnectorLimits limits,
        MappedIdentity mapping) {

    private static final Set<GrantType> GRANT_TYPES_OF_USERS =
            EnumSet.complementOf(EnumSet.of(GrantType.CLIENT_CREDENTIALS));

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
        var grantTypes = EnumSet.noneOf(GrantType.class);
        for (var written : section.scalars("grantTypes")) {
            GrantType.find(written.text())
                    .filter(GRANT_TYPES_OF_USERS::contains)
                    .ifPresentOrElse(grantTypes::add, () -> section.mistakes()
                            .add(
                                    written.place(),
                                    "is an unknown grant type \"" + Place.printable(written.text()) + "\" (there are: "
                                            + GRANT_TYPES_OF_USERS.stream()
                                                    .map(GrantType::value)
                                                    .collect(joining(", "))
                                            + ")"));
        }
        var config = expansion.expand(section.mapping("config"));
        var limits = section.section("limits", ConnectorLimits::read);
        var mapping = section.section("mapping", MappingReading::read);
        return id.isEmpty()
                ? null
                : new ConnectorDefinition(
                        new ConnectorId(id), type, section.place("type"), name, grantTypes, config, limits, mapping);
    }
}
