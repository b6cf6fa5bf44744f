package io.lintel.token;

import io.lintel.connector.Address;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.connector.Profile;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Scopes;
import io.lintel.signing.JwtClaims;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a token says of an end-user: each claim appears with its scope alone (OpenID Connect Core, section
/// 5.4).
final class IdentityClaims {

    private IdentityClaims() {}

    static void add(JwtClaims.Builder claims, Identity identity, ConnectorId connector, Scopes scopes) {
        if (scopes.contains(Scope.EMAIL)) {
            addEmail(claims, identity);
        }
        if (scopes.contains(Scope.GROUPS) && !identity.groups().isEmpty()) {
            claims.add("groups", identity.groups());
        }
        if (scopes.contains(Scope.PROFILE)) {
            claims.addIfPresent("name", identity.username());
            claims.addIfPresent("preferred_username", identity.preferredUsername());
            addProfile(claims, identity.profile());
        }
        var phone = identity.phone();
        if (scopes.contains(Scope.PHONE) && phone != null) {
            claims.add("phone_number", phone.number());
            claims.add("phone_number_verified", phone.verified());
        }
        var address = identity.address();
        if (scopes.contains(Scope.ADDRESS) && address != null) {
            addAddress(claims, address);
        }
        if (scopes.contains(Scope.FEDERATED_ID)) {
            var federated = new LinkedHashMap<String, Object>();
            federated.put("connector_id", connector.value());
            federated.put("user_id", identity.userId());
            claims.add("federated_claims", federated);
        }
    }

    /// `email_verified` is there even if the address is not, as dex has it.
    private static void addEmail(JwtClaims.Builder claims, Identity identity) {
        var email = identity.email();
        if (email != null) {
            claims.add("email", email.address());
        }
        claims.add("email_verified", email != null && email.verified());
    }

    /// OpenID Connect Core, section 5.1.1.
    private static void addAddress(JwtClaims.Builder claims, Address address) {
        var members = new LinkedHashMap<String, Object>();
        putIfPresent(members, "formatted", address.formatted());
        putIfPresent(members, "street_address", address.streetAddress());
        putIfPresent(members, "locality", address.locality());
        putIfPresent(members, "region", address.region());
        putIfPresent(members, "postal_code", address.postalCode());
        putIfPresent(members, "country", address.country());
        if (!members.isEmpty()) {
            claims.add("address", members);
        }
    }

    private static void putIfPresent(Map<String, Object> members, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            members.put(name, value);
        }
    }

    private static void addProfile(JwtClaims.Builder claims, Profile profile) {
        claims.addIfPresent("given_name", profile.givenName());
        claims.addIfPresent("family_name", profile.familyName());
        claims.addIfPresent("middle_name", profile.middleName());
        claims.addIfPresent("nickname", profile.nickname());
        claims.addIfPresent("profile", profile.profile());
        claims.addIfPresent("picture", profile.picture());
        claims.addIfPresent("website", profile.website());
        claims.addIfPresent("gender", profile.gender());
        claims.addIfPresent("birthdate", profile.birthdate());
        claims.addIfPresent("zoneinfo", profile.zoneinfo());
        claims.addIfPresent("locale", profile.locale());
        var updatedAt = profile.updatedAt();
        if (updatedAt != null) {
            claims.add("updated_at", updatedAt);
        }
    }
}
