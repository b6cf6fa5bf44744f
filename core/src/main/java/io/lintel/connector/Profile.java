package io.lintel.connector;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an upstream knows of a person beyond a name: the remaining claims of the scope `profile` (OpenID
/// Connect Core, section 5.1). Each is text of the upstream and is shown escaped or not at all.
///
/// @param birthdate as `YYYY-MM-DD`, `0000-MM-DD` or `YYYY`
/// @param zoneinfo as in the time zone database, such as `Europe/Paris`
/// @param locale a language tag (RFC 5646)
public record Profile(
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String middleName,
        @Nullable String nickname,
        @Nullable String profile,
        @Nullable String picture,
        @Nullable String website,
        @Nullable String gender,
        @Nullable String birthdate,
        @Nullable String zoneinfo,
        @Nullable String locale,
        @Nullable Instant updatedAt) {

    private static final Profile NOTHING =
            new Profile(null, null, null, null, null, null, null, null, null, null, null, null);

    /// Nothing known.
    public static Profile nothing() {
        return NOTHING;
    }

    public Profile withNames(@Nullable String givenName, @Nullable String familyName) {
        return new Profile(
                givenName,
                familyName,
                middleName,
                nickname,
                profile,
                picture,
                website,
                gender,
                birthdate,
                zoneinfo,
                locale,
                updatedAt);
    }

    public Profile withNickname(@Nullable String nickname) {
        return new Profile(
                givenName,
                familyName,
                middleName,
                nickname,
                profile,
                picture,
                website,
                gender,
                birthdate,
                zoneinfo,
                locale,
                updatedAt);
    }

    public Profile withPages(@Nullable String profile, @Nullable String picture, @Nullable String website) {
        return new Profile(
                givenName,
                familyName,
                middleName,
                nickname,
                profile,
                picture,
                website,
                gender,
                birthdate,
                zoneinfo,
                locale,
                updatedAt);
    }

    public Profile withLocale(@Nullable String locale) {
        return new Profile(
                givenName,
                familyName,
                middleName,
                nickname,
                profile,
                picture,
                website,
                gender,
                birthdate,
                zoneinfo,
                locale,
                updatedAt);
    }

    public Profile withUpdatedAt(@Nullable Instant updatedAt) {
        return new Profile(
                givenName,
                familyName,
                middleName,
                nickname,
                profile,
                picture,
                website,
                gender,
                birthdate,
                zoneinfo,
                locale,
                updatedAt);
    }
}
