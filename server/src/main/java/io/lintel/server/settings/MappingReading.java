package io.lintel.server.settings;

import io.lintel.connector.support.NamePattern;
import io.lintel.server.mapping.Claim;
import io.lintel.server.mapping.ClaimSource;
import io.lintel.server.mapping.GroupRules;
import io.lintel.server.mapping.MappedIdentity;
import io.lintel.server.mapping.Renaming;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads what applications are told of the users of a connector.
final class MappingReading {

    private MappingReading() {}

    static MappedIdentity read(Section section) {
        return new MappedIdentity(
                section.section("groups", MappingReading::groups), section.section("claims", MappingReading::claims));
    }

    private static GroupRules groups(Section section) {
        var rename = section.sections("rename", MappingReading::renaming).stream()
                .flatMap(List::stream)
                .toList();
        return new GroupRules(filter(section), rename, section.text("prefix"), Set.copyOf(section.texts("allow")));
    }

    private static List<NamePattern> filter(Section section) {
        var patterns = new ArrayList<NamePattern>();
        for (var written : section.scalars("filter")) {
            try {
                patterns.add(NamePattern.parse(written.text()));
            } catch (IllegalArgumentException malformed) {
                section.mistakes().add(written.place(), String.valueOf(malformed.getMessage()));
            }
        }
        return patterns;
    }

    /// None if it is mistaken. An empty new name leaves the group out.
    private static List<Renaming> renaming(Section section) {
        section.requiredText("from", "is missing: a renaming needs from and to");
        var from = section.parsed("from", NamePattern::parse);
        if (!section.has("to")) {
            section.mistake("to", "is missing: a renaming needs from and to");
        }
        if (from == null) {
            return List.of();
        }
        try {
            return List.of(new Renaming(from, section.text("to")));
        } catch (IllegalArgumentException malformed) {
            section.mistake("to", String.valueOf(malformed.getMessage()));
            return List.of();
        }
    }

    private static Map<Claim, ClaimSource> claims(Section section) {
        var sources = new EnumMap<Claim, ClaimSource>(Claim.class);
        for (var claim : Claim.values()) {
            var source = section.parsed(claim.word(), ClaimSource::parse);
            if (source != null) {
                sources.put(claim, source);
            }
        }
        return sources;
    }
}
