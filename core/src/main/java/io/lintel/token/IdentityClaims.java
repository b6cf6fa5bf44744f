package io.lintel.token;

import io.lintel.connector.Address;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.connector.Profile;
import io.lintel.oauth2.RequestedClaim;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Scopes;
import io.lintel.signing.JwtClaims;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a token says of an end-user: each claim appears with its scope (OpenID Connect Core, section 5.4), or where
/// it was asked for by name (section 5.5).
final class IdentityClaims {

    private static final Map<Scope, Set<String>> OF_SCOPES = Map.of(
            Scope.EMAIL,
            Set.of("email", "email_verified"),
            Scope.GROUPS,
            Set.of("groups"),
            Scope.PROFILE,
            Set.of(
                    "name",
                    "preferred_username",
                    "given_name",
                    "family_name",
                    "middle_name",
                    "nickname",
                    "profile",
                    "picture",
                    "website",
                    "gender",
                    "birthdate",
                    "zoneinfo",
                    "locale",
                    "updated_at"),
            Scope.PHONE,
            Set.of("phone_number", "phone_number_verified"),
            Scope.ADDRESS,
            Set.of("address"),
            Scope.FEDERATED_ID,
            Set.of("federated_claims"));

    private IdentityClaims() {}

    /// @param byName those that were asked for by name, for this place
    static void add(
            JwtClaims.Builder claims,
            Identity identity,
            ConnectorId connector,
            Scopes scopes,
            Map<String, RequestedClaim> byName) {
        of(identity, connector).forEach((name, value) -> {
            var asked = byName.get(name);
            if (isOfOneOf(scopes, name) || (asked != null && asked.accepts(value))) {
                claims.add(name, value);
            }
        });
    }

    private static boolean isOfOneOf(Scopes scopes, String claim) {
        return scopes.values().stream()
                .anyMatch(scope -> OF_SCOPES.getOrDefault(scope, Set.of()).contains(claim));
    }

    /// Everything that is known of somebody.
    static Map<String, Object> of(Identity identity, ConnectorId connector) {
        var claims = new LinkedHashMap<String, Object>();
        addEmail(claims, identity);
        if (!identity.groups().isEmpty()) {
            claims.put("groups", identity.groups());
        }
        put(claims, "name", identity.username());
        put(claims, "preferred_username", identity.preferredUsername());
        addProfile(claims, identity.profile());
        var phone = identity.phone();
        if (phone != null) {
            claims.put("phone_number", phone.number());
            claims.put("phone_number_verified", phone.verified());
        }
        var address = identity.address();
        if (address != null) {
            addAddress(claims, address);
        }
        var federated = new LinkedHashMap<String, Object>();
        federated.put("connector_id", connector.value());
        federated.put("user_id", identity.userId());
        claims.put("federated_claims", federated);
        return claims;
    }

    /// `email_verified` is there even if the address is not, as dex has it.
    private static void addEmail(Map<String, Object> claims, Identity identity) {
        var email = identity.email();
        if (email != null) {
            claims.put("email", email.address());
        }
        claims.put("email_verified", email != null && email.verified());
    }

    private static void addProfile(Map<String, Object> claims, Profile profile) {
        put(claims, "given_name", profile.givenName());
        put(claims, "family_name", profile.familyName());
        put(claims, "middle_name", profile.middleName());
        put(claims, "nickname", profile.nickname());
        put(claims, "profile", profile.profile());
        put(claims, "picture", profile.picture());
        put(claims, "website", profile.website());
        put(claims, "gender", profile.gender());
        put(claims, "birthdate", profile.birthdate());
        put(claims, "zoneinfo", profile.zoneinfo());
        put(claims, "locale", profile.locale());
        var updatedAt = profile.updatedAt();
        if (updatedAt != null) {
            claims.put("updated_at", updatedAt.getEpochSecond());
        }
    }

    /// OpenID Connect Core, section 5.1.1.
    private static void addAddress(Map<String, Object> claims, Address address) {
        var members = new LinkedHashMap<String, Object>();
        put(members, "formatted", address.formatted());
        put(members, "street_address", address.streetAddress());
        put(members, "locality", address.locality());
        put(members, "region", address.region());
        put(members, "postal_code", address.postalCode());
        put(members, "country", address.country());
        if (!members.isEmpty()) {
            claims.put("address", members);
        }
    }

    private static void put(Map<String, Object> claims, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            claims.put(name, value);
        }
    }
}
