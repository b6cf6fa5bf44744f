package io.lintel.storage.jdbc;

import static io.lintel.storage.jdbc.Document.writeInstant;
import static io.lintel.storage.jdbc.Document.writeText;
import static io.lintel.storage.jdbc.Document.writeTexts;

import io.lintel.connector.Address;
import io.lintel.connector.Email;
import io.lintel.connector.Identity;
import io.lintel.connector.PhoneNumber;
import io.lintel.connector.Profile;
import io.lintel.secret.Secret;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// An identity as part of a document, without its refresh state, which is kept sealed.
final class IdentityDocument {

    private IdentityDocument() {}

    static void write(JsonGenerator json, String name, Identity identity) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("user_id", identity.userId());
        writeText(json, "username", identity.username());
        writeText(json, "preferred_username", identity.preferredUsername());
        var email = identity.email();
        if (email != null) {
            json.writeStringProperty("email", email.address());
            json.writeBooleanProperty("email_verified", email.verified());
        }
        writeTexts(json, "groups", identity.groups());
        write(json, identity.profile());
        var address = identity.address();
        if (address != null) {
            write(json, address);
        }
        var phone = identity.phone();
        if (phone != null) {
            json.writeStringProperty("phone_number", phone.number());
            json.writeBooleanProperty("phone_number_verified", phone.verified());
        }
        json.writeEndObject();
    }

    static Identity read(Document document, @Nullable Secret refreshState) {
        var email = document.findText("email");
        var phone = document.findText("phone_number");
        return Identity.of(document.text("user_id"))
                .username(document.findText("username"))
                .preferredUsername(document.findText("preferred_username"))
                .email(email == null ? null : new Email(email, document.flag("email_verified")))
                .groups(document.texts("groups"))
                .profile(profile(document))
                .address(address(document.findDocument("address")))
                .phone(phone == null ? null : new PhoneNumber(phone, document.flag("phone_number_verified")))
                .refreshState(refreshState)
                .build();
    }

    private static void write(JsonGenerator json, Profile profile) {
        writeText(json, "given_name", profile.givenName());
        writeText(json, "family_name", profile.familyName());
        writeText(json, "middle_name", profile.middleName());
        writeText(json, "nickname", profile.nickname());
        writeText(json, "profile", profile.profile());
        writeText(json, "picture", profile.picture());
        writeText(json, "website", profile.website());
        writeText(json, "gender", profile.gender());
        writeText(json, "birthdate", profile.birthdate());
        writeText(json, "zoneinfo", profile.zoneinfo());
        writeText(json, "locale", profile.locale());
        writeInstant(json, "updated_at", profile.updatedAt());
    }

    private static Profile profile(Document document) {
        return new Profile(
                document.findText("given_name"),
                document.findText("family_name"),
                document.findText("middle_name"),
                document.findText("nickname"),
                document.findText("profile"),
                document.findText("picture"),
                document.findText("website"),
                document.findText("gender"),
                document.findText("birthdate"),
                document.findText("zoneinfo"),
                document.findText("locale"),
                document.findInstant("updated_at"));
    }

    private static void write(JsonGenerator json, Address address) {
        json.writeObjectPropertyStart("address");
        writeText(json, "formatted", address.formatted());
        writeText(json, "street_address", address.streetAddress());
        writeText(json, "locality", address.locality());
        writeText(json, "region", address.region());
        writeText(json, "postal_code", address.postalCode());
        writeText(json, "country", address.country());
        json.writeEndObject();
    }

    private static @Nullable Address address(@Nullable Document document) {
        return document == null
                ? null
                : new Address(
                        document.findText("formatted"),
                        document.findText("street_address"),
                        document.findText("locality"),
                        document.findText("region"),
                        document.findText("postal_code"),
                        document.findText("country"));
    }
}
