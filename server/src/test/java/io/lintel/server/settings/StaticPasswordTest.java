package io.lintel.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.Address;
import io.lintel.connector.Email;
import io.lintel.connector.Identity;
import io.lintel.connector.PhoneNumber;
import io.lintel.connector.Profile;
import io.lintel.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StaticPasswordTest {

    private static final String HASH = "$2y$10$" + "abcdefghijklmnopqrstuvwxyz./ABCDEFGHIJKLMNOPQRSTUVWXY";

    @Test
    void leastPassword() {
        assertThat(read("{email: Admin@Example.org, hash: %s, userID: u1}".formatted(HASH)))
                .isEqualTo(new StaticPassword(
                        "admin@example.org",
                        Secret.of(HASH),
                        "",
                        null,
                        null,
                        true,
                        "u1",
                        List.of(),
                        new StandardClaims(Profile.nothing(), null, null)));
    }

    @Test
    void fullPassword() {
        var password = read("""
                email: ida@example.org
                hashFromEnv: IDA_HASH
                username: ida
                name: Ida Night
                preferredUsername: night
                emailVerified: false
                userID: u2
                groups: [keepers, keepers/night]
                claims:
                  given_name: Ida
                  family_name: Night
                  middle_name: Grace
                  nickname: Owl
                  profile: https://example.org/ida
                  picture: https://example.org/ida.jpg
                  website: http://ida.example.org
                  gender: female
                  birthdate: 0000-12-31
                  zoneinfo: Europe/Paris
                  locale: fr-CA
                  updated_at: 1700000000
                  phone_number: +1 (425) 555-1212
                  phone_number_verified: true
                  address:
                    formatted: "1 Rock\\nSea"
                    street_address: 1 Rock
                    locality: Sea
                    region: North
                    postal_code: 01234
                    country: XX
                """);

        var profile = new Profile(
                "Ida",
                "Night",
                "Grace",
                "Owl",
                "https://example.org/ida",
                "https://example.org/ida.jpg",
                "http://ida.example.org",
                "female",
                "0000-12-31",
                "Europe/Paris",
                "fr-CA",
                Instant.ofEpochSecond(1700000000));
        var address = new Address("1 Rock\nSea", "1 Rock", "Sea", "North", "01234", "XX");
        var phone = new PhoneNumber("+1 (425) 555-1212", true);
        assertThat(password)
                .isEqualTo(new StaticPassword(
                        "ida@example.org",
                        Secret.of(HASH),
                        "ida",
                        "Ida Night",
                        "night",
                        false,
                        "u2",
                        List.of("keepers", "keepers/night"),
                        new StandardClaims(profile, address, phone)));
        assertThat(password.identity())
                .isEqualTo(Identity.of("u2")
                        .username("Ida Night")
                        .preferredUsername("night")
                        .email(new Email("ida@example.org", false))
                        .groups(List.of("keepers", "keepers/night"))
                        .profile(profile)
                        .address(address)
                        .phone(phone)
                        .build());
    }

    @Test
    void hashMayBeInBase64() {
        var encoded = Base64.getEncoder().encodeToString(HASH.getBytes(StandardCharsets.US_ASCII));

        assertThat(read("{email: a@example.org, hash: %s, userID: u1}".formatted(encoded))
                        .hash())
                .isEqualTo(Secret.of(HASH));
    }

    @Test
    void writtenHashWinsOverTheVariable() {
        assertThat(read("{email: a@example.org, hash: %s, hashFromEnv: NOWHERE, userID: u1}".formatted(HASH))
                        .hash())
                .isEqualTo(Secret.of(HASH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"09", "17", "04", "31"})
    @Tag("SEC-H3")
    void costOutsideTheRangeIsRefused(String cost) {
        var hash = HASH.replace("$10$", "$" + cost + "$");

        assertThat(mistakes("{email: a@example.org, hash: %s, userID: u1}".formatted(hash)))
                .singleElement()
                .asString()
                .startsWith("yaml:1: hash: has the bcrypt cost " + Integer.parseInt(cost)
                        + ", which must be from 10 to 16");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "16"})
    @Tag("SEC-H3")
    void costAtTheEndsOfTheRangeIsFine(String cost) {
        var hash = HASH.replace("$10$", "$" + cost + "$");

        assertThat(mistakes("{email: a@example.org, hash: %s, userID: u1}".formatted(hash)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "$2a$10$tooshort", "$1$abc$def", "JDJhJDEwJA==", "$2x$10$x"})
    void whatIsNoBcryptHashIsRefusedAndNotShown(String hash) {
        assertThat(mistakes("{email: a@example.org, hash: '%s', userID: u1}".formatted(hash)))
                .singleElement()
                .asString()
                .startsWith("yaml:1: hash: is a malformed bcrypt hash")
                .doesNotContain(hash);
    }

    @Test
    void claimsAreChecked() {
        assertThat(mistakes("""
                {email: a@example.org, hash: %s, userID: u1, claims: {
                  website: //example.org,
                  birthdate: 31.12.1990,
                  updated_at: yesterday,
                  phone_number_verified: true,
                  shoe_size: 42}}
                """.formatted(HASH)))
                .containsExactly(
                        "yaml:2: claims.website: is not an http or https URL",
                        "yaml:3: claims.birthdate: is not a date such as 1990-12-31, 0000-12-31 or 1990",
                        "yaml:4: claims.updated_at: is neither seconds since 1970 nor a time such as 2026-01-31T12:00:00Z",
                        "yaml:5: claims.phone_number_verified: is true, but there is no phone_number",
                        "yaml:6: claims.shoe_size: is an unknown key (there are: given_name, family_name, middle_name, "
                                + "nickname, profile, picture, website, gender, birthdate, zoneinfo, locale, updated_at, "
                                + "address, phone_number, phone_number_verified)");
    }

    private static StaticPassword read(String text) {
        return Yaml.read(text, section -> StaticPassword.read(section, new FromEnvironment(Map.of("IDA_HASH", HASH))));
    }

    private static List<String> mistakes(String text) {
        return Yaml.mistakes(text, (section, mistakes) -> StaticPassword.read(section, new FromEnvironment(Map.of())));
    }
}
