package io.lintel.server.settings;

import io.lintel.connector.Address;
import io.lintel.connector.PhoneNumber;
import io.lintel.connector.Profile;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the file tells of a person beyond name and e-mail address (OpenID Connect Core, section 5.1). The keys
/// are the names of the claims.
public record StandardClaims(
        Profile profile,
        @Nullable Address address,
        @Nullable PhoneNumber phone) {

    private static final Pattern BIRTHDATE = Pattern.compile("\\d{4}(?:-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01]))?");
    private static final Set<String> WEB = Set.of("http", "https");

    static StandardClaims read(Section section) {
        var profile = new Profile(
                section.textOrNull("given_name"),
                section.textOrNull("family_name"),
                section.textOrNull("middle_name"),
                section.textOrNull("nickname"),
                section.parsed("profile", StandardClaims::page),
                section.parsed("picture", StandardClaims::page),
                section.parsed("website", StandardClaims::page),
                section.textOrNull("gender"),
                section.parsed("birthdate", StandardClaims::birthdate),
                section.textOrNull("zoneinfo"),
                section.textOrNull("locale"),
                section.parsed("updated_at", StandardClaims::instant));
        return new StandardClaims(
                profile,
                section.has("address") ? section.section("address", StandardClaims::address) : null,
                phone(section));
    }

    private static Address address(Section section) {
        return new Address(
                section.textOrNull("formatted"),
                section.textOrNull("street_address"),
                section.textOrNull("locality"),
                section.textOrNull("region"),
                section.textOrNull("postal_code"),
                section.textOrNull("country"));
    }

    private static @Nullable PhoneNumber phone(Section section) {
        var number = section.textOrNull("phone_number");
        var verified = section.flag("phone_number_verified", false);
        if (number == null && verified) {
            section.mistake("phone_number_verified", "is true, but there is no phone_number");
        }
        return number == null ? null : new PhoneNumber(number, verified);
    }

    private static String page(String text) {
        try {
            var uri = new URI(text);
            if (uri.isAbsolute()
                    && uri.getHost() != null
                    && WEB.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
                return text;
            }
        } catch (URISyntaxException malformed) {
            // Said below.
        }
        throw new IllegalArgumentException("is not an http or https URL");
    }

    private static String birthdate(String text) {
        if (!BIRTHDATE.matcher(text).matches()) {
            throw new IllegalArgumentException("is not a date such as 1990-12-31, 0000-12-31 or 1990");
        }
        return text;
    }

    private static Instant instant(String text) {
        try {
            return text.matches("\\d{1,12}") ? Instant.ofEpochSecond(Long.parseLong(text)) : Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException(
                    "is neither seconds since 1970 nor a time such as 2026-01-31T12:00:00Z", malformed);
        }
    }
}
