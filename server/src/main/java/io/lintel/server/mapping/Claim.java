package io.lintel.server.mapping;

import io.lintel.connector.Identity;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A claim of text that an end-user has (OpenID Connect Core, section 5.1).
public enum Claim {
    NAME,
    PREFERRED_USERNAME,
    EMAIL,
    GIVEN_NAME,
    FAMILY_NAME,
    MIDDLE_NAME,
    NICKNAME,
    PROFILE,
    PICTURE,
    WEBSITE,
    GENDER,
    BIRTHDATE,
    ZONEINFO,
    LOCALE;

    /// The claim of that name.
    public static Optional<Claim> find(String word) {
        return Arrays.stream(values())
                .filter(claim -> claim.word().equals(word))
                .findFirst();
    }

    /// Its name in tokens.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Nullable
    String of(Identity identity) {
        var profile = identity.profile();
        return switch (this) {
            case NAME -> identity.username();
            case PREFERRED_USERNAME -> identity.preferredUsername();
            case EMAIL -> identity.email() == null ? null : identity.email().address();
            case GIVEN_NAME -> profile.givenName();
            case FAMILY_NAME -> profile.familyName();
            case MIDDLE_NAME -> profile.middleName();
            case NICKNAME -> profile.nickname();
            case PROFILE -> profile.profile();
            case PICTURE -> profile.picture();
            case WEBSITE -> profile.website();
            case GENDER -> profile.gender();
            case BIRTHDATE -> profile.birthdate();
            case ZONEINFO -> profile.zoneinfo();
            case LOCALE -> profile.locale();
        };
    }
}
