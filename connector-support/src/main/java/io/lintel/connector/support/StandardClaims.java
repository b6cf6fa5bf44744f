package io.lintel.connector.support;

import io.lintel.connector.Address;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.PhoneNumber;
import io.lintel.connector.Profile;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The standard claims (OpenID Connect Core, section 5.1) that nothing depends on. One of another type than the
/// standard says is passed over: providers have their ways.
public final class StandardClaims {

    private static final long LATEST = 253_402_300_799L;

    private StandardClaims() {}

    public static Profile profile(Json.Members claims) {
        return new Profile(
                text(claims, "given_name"),
                text(claims, "family_name"),
                text(claims, "middle_name"),
                text(claims, "nickname"),
                text(claims, "profile"),
                text(claims, "picture"),
                text(claims, "website"),
                text(claims, "gender"),
                text(claims, "birthdate"),
                text(claims, "zoneinfo"),
                text(claims, "locale"),
                updatedAt(claims));
    }

    public static Optional<Address> findAddress(Json.Members claims) {
        return claims.byName().get("address") instanceof Json.Members address
                ? Optional.of(new Address(
                        text(address, "formatted"),
                        text(address, "street_address"),
                        text(address, "locality"),
                        text(address, "region"),
                        text(address, "postal_code"),
                        text(address, "country")))
                : Optional.empty();
    }

    public static Optional<PhoneNumber> findPhone(Json.Members claims) {
        return Optional.ofNullable(text(claims, "phone_number"))
                .map(number -> new PhoneNumber(number, isVerified(claims, "phone_number_verified")));
    }

    /// Whether the claim is true, or the text `true` as some providers write it. Nothing else is a yes.
    public static boolean isVerified(Json.Members claims, String name) {
        return switch (claims.byName().getOrDefault(name, new Json.Nothing())) {
            case Json.Truth(var verified) -> verified;
            case Json.Text(var word) -> word.equals("true");
            default -> false;
        };
    }

    /// A NumericDate (RFC 7519, section 2), of which the whole seconds are read.
    ///
    /// @throws ConnectorException invalid response if it is something else
    public static Optional<Instant> findTime(Json.Members claims, String name) {
        return switch (claims.byName().getOrDefault(name, new Json.Nothing())) {
            case Json.Nothing() -> Optional.empty();
            case Json.Whole(var seconds)
            when seconds >= 0 && seconds <= LATEST -> Optional.of(Instant.ofEpochSecond(seconds));
            case Json.Decimal(var digits)
            when isWithinTime(Double.parseDouble(digits)) ->
                Optional.of(Instant.ofEpochSecond((long) Double.parseDouble(digits)));
            default -> throw ConnectorException.invalidResponse("the member " + name + " is not a time");
        };
    }

    private static boolean isWithinTime(double seconds) {
        return seconds >= 0 && seconds <= LATEST;
    }

    private static @Nullable String text(Json.Members claims, String name) {
        return claims.byName().get(name) instanceof Json.Text(var value) && !value.isBlank() ? value : null;
    }

    /// Seconds, or a date and time as some providers write it.
    private static @Nullable Instant updatedAt(Json.Members claims) {
        try {
            return claims.byName().get("updated_at") instanceof Json.Text(var written)
                    ? Instant.parse(written)
                    : findTime(claims, "updated_at").orElse(null);
        } catch (DateTimeException | ConnectorException other) {
            return null;
        }
    }
}
