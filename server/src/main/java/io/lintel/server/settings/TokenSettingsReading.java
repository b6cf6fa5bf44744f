package io.lintel.server.settings;

import io.lintel.client.Sector;
import io.lintel.client.SubjectType;
import io.lintel.client.TokenLifetimes;
import io.lintel.client.TokenSettings;
import io.lintel.client.TokenSettings.AccessTokenForm;
import io.lintel.oauth2.Resource;
import io.lintel.signing.SigningAlgorithm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads what the tokens of a client look like.
final class TokenSettingsReading {

    private enum Subject {
        PUBLIC("public"),
        PAIRWISE("pairwise"),
        OPAQUE("opaque");

        private final String word;

        Subject(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    private TokenSettingsReading() {}

    /// @param redirectUris of the same client
    static TokenSettings read(Section section, List<String> redirectUris) {
        var resources = resources(section);
        return TokenSettings.builder()
                .subject(subject(section, redirectUris))
                .idTokenAlgorithm(section.parsed("idTokenSignedResponseAlg", TokenSettingsReading::algorithm))
                .userInfoAlgorithm(section.parsed("userinfoSignedResponseAlg", TokenSettingsReading::algorithm))
                .accessTokenForm(section.parsed("accessTokenType", TokenSettingsReading::form))
                .scopeClaimsInIdToken(section.flag("scopeClaimsInIdToken", true))
                .lifetimes(new TokenLifetimes(
                        unlessZero(section, "idTokenLifetime"),
                        unlessZero(section, "accessTokenLifetime"),
                        limit(section, "refreshTokenAbsoluteLifetime"),
                        limit(section, "refreshTokenIdleLifetime")))
                .resources(resources)
                .resourceNames(resourceNames(section, resources))
                .build();
    }

    private static SubjectType subject(Section section, List<String> redirectUris) {
        var type = section.choice("subjectType", Subject.PUBLIC, Subject::word);
        var sector = section.parsed("sectorIdentifier", Sector::parse);
        if (type != Subject.PAIRWISE && section.has("sectorIdentifier")) {
            section.mistake("sectorIdentifier", "has a meaning for the subjectType pairwise only");
        }
        return switch (type) {
            case PUBLIC -> new SubjectType.Public();
            case OPAQUE -> new SubjectType.Opaque();
            case PAIRWISE -> pairwise(section, sector, redirectUris);
        };
    }

    /// What was written must hold the hosts of the redirect URIs together; what was not must follow from them.
    private static SubjectType pairwise(Section section, @Nullable String written, List<String> redirectUris) {
        var sector = written != null ? written : Sector.of(redirectUris).orElse("");
        if (!sector.isEmpty()) {
            return new SubjectType.Pairwise(sector);
        }
        if (section.text("sectorIdentifier").isEmpty()) {
            section.mistake(
                    "sectorIdentifier",
                    "is missing: pairwise subjects need it where the redirectURIs have not one host in common");
        }
        return new SubjectType.Public();
    }

    static SigningAlgorithm algorithm(String word) {
        return SigningAlgorithm.find(word)
                .orElseThrow(() -> new IllegalArgumentException("is \"" + Place.printable(word) + "\" (there are: "
                        + Arrays.stream(SigningAlgorithm.values())
                                .map(SigningAlgorithm::jwaName)
                                .collect(Collectors.joining(", "))
                        + ")"));
    }

    private static AccessTokenForm form(String word) {
        return switch (word) {
            case "JWT" -> AccessTokenForm.OF_DEX;
            case "at+jwt" -> AccessTokenForm.AT_JWT;
            default ->
                throw new IllegalArgumentException("is \"" + Place.printable(word) + "\" (there are: JWT, at+jwt)");
        };
    }

    private static @Nullable Duration unlessZero(Section section, String key) {
        var duration = section.duration(key, Duration.ZERO);
        return duration.isZero() ? null : duration;
    }

    /// Zero is no limit.
    private static @Nullable Duration limit(Section section, String key) {
        return section.text(key).isEmpty() ? null : section.duration(key, Duration.ZERO);
    }

    private static List<Resource> resources(Section section) {
        var resources = new ArrayList<Resource>();
        for (var written : section.scalars("resources")) {
            try {
                resources.add(new Resource(written.text()));
            } catch (IllegalArgumentException malformed) {
                section.mistakes().add(written.place(), String.valueOf(malformed.getMessage()));
            }
        }
        return resources;
    }

    private static Map<Resource, String> resourceNames(Section section, List<Resource> resources) {
        var names = new LinkedHashMap<Resource, String>();
        section.textsByKey("resourceNames").forEach((uri, name) -> {
            var named =
                    resources.stream().filter(each -> each.value().equals(uri)).findFirst();
            if (named.isEmpty()) {
                section.mistake("resourceNames", "names \"" + Place.printable(uri) + "\", which is not in resources");
            } else if (!name.isBlank()) {
                names.put(named.get(), name);
            }
        });
        return names;
    }
}
