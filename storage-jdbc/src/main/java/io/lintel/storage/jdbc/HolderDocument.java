package io.lintel.storage.jdbc;

import static io.lintel.storage.jdbc.Document.writeInstant;
import static io.lintel.storage.jdbc.Document.writeTexts;

import io.lintel.factor.AuthenticatorId;
import io.lintel.factor.Enrolment;
import io.lintel.factor.FactorHolder;
import io.lintel.factor.TotpSecret;
import io.lintel.oauth2.Subject;
import io.lintel.secret.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// What one end-user has enrolled, as a document that is sealed as a whole.
final class HolderDocument {

    private static final int VERSION = 1;
    private static final String APPLICATION = "application";
    private static final String KEY = "key";

    private HolderDocument() {}

    static String write(FactorHolder holder) {
        return Document.write(VERSION, json -> {
            json.writeArrayPropertyStart("enrolments");
            holder.enrolments().forEach(enrolment -> writeEnrolment(json, enrolment));
            json.writeEndArray();
            writeTexts(json, "recovery_codes", holder.recoveryCodes());
            writeInstant(json, "recovery_codes_at", holder.recoveryCodesMadeAt());
        });
    }

    static FactorHolder read(Subject subject, long generation, String text) {
        var document = Document.read(VERSION, text);
        return new FactorHolder(
                subject,
                generation,
                document.documents("enrolments").stream()
                        .map(HolderDocument::readEnrolment)
                        .toList(),
                document.texts("recovery_codes"),
                document.findInstant("recovery_codes_at"));
    }

    private static void writeEnrolment(JsonGenerator json, Enrolment enrolment) {
        json.writeStartObject();
        json.writeStringProperty("id", enrolment.id());
        json.writeStringProperty("authenticator", enrolment.authenticator().value());
        json.writeStringProperty("name", enrolment.name());
        writeInstant(json, "at", enrolment.enrolledAt());
        writeInstant(json, "used_at", enrolment.lastUsedAt());
        switch (enrolment) {
            case Enrolment.Application application -> {
                json.writeStringProperty("type", APPLICATION);
                json.writeStringProperty("secret", application.secret().base32().reveal());
                json.writeNumberProperty("last_step", application.lastStep());
            }
            case Enrolment.SecurityKey key -> {
                json.writeStringProperty("type", KEY);
                writeCredential(json, key.key());
            }
        }
        json.writeEndObject();
    }

    private static void writeCredential(JsonGenerator json, Enrolment.Credential credential) {
        json.writeStringProperty("credential", credential.id());
        json.writeStringProperty("attested", credential.attested());
        json.writeNumberProperty("counter", credential.counter());
        json.writeBooleanProperty("synchronized", credential.isSynchronized());
        writeTexts(json, "transports", credential.transports());
    }

    private static Enrolment readEnrolment(Document document) {
        var id = document.text("id");
        var authenticator = new AuthenticatorId(document.text("authenticator"));
        var name = document.text("name");
        var at = document.instant("at");
        var usedAt = document.findInstant("used_at");
        return switch (document.text("type")) {
            case APPLICATION -> application(document, id, authenticator, name, at, usedAt);
            case KEY -> new Enrolment.SecurityKey(id, authenticator, name, at, usedAt, credential(document));
            default -> throw new IllegalArgumentException("its enrolment is of a type that is not known here");
        };
    }

    private static Enrolment application(
            Document document,
            String id,
            AuthenticatorId authenticator,
            String name,
            Instant at,
            @Nullable Instant usedAt) {
        var secret = new TotpSecret(Secret.of(document.text("secret")));
        return new Enrolment.Application(id, authenticator, name, at, usedAt, secret, document.number("last_step"));
    }

    private static Enrolment.Credential credential(Document document) {
        return new Enrolment.Credential(
                document.text("credential"),
                document.text("attested"),
                document.number("counter"),
                document.flag("synchronized"),
                document.texts("transports"));
    }
}
