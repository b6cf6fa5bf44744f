package io.lintel.storage.jdbc;

import static io.lintel.storage.jdbc.Document.writeInstant;
import static io.lintel.storage.jdbc.Document.writeText;
import static io.lintel.storage.jdbc.Document.writeTexts;

import io.lintel.connector.ConnectorId;
import io.lintel.secret.Secret;
import io.lintel.session.Authentication;
import io.lintel.session.AuthenticationMethod;
import io.lintel.session.Device;
import io.lintel.session.SessionId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// A finished login, among the members of a document, without its refresh state, which is kept sealed.
final class AuthenticationDocument {

    private AuthenticationDocument() {}

    /// @param time the member that says when
    static void write(JsonGenerator json, String time, Authentication login) {
        json.writeStringProperty("connector", login.connector().value());
        IdentityDocument.write(json, "identity", login.identity());
        writeInstant(json, time, login.at());
        if (!login.methods().isEmpty()) {
            writeTexts(
                    json,
                    "methods",
                    login.methods().stream().map(AuthenticationMethod::value).toList());
        }
        var session = login.session();
        writeText(json, "session", session == null ? null : session.value());
        writeText(json, "address", login.device().address());
        writeText(json, "user_agent", login.device().userAgent());
    }

    static Authentication read(Document document, String time, @Nullable Secret refreshState) {
        var session = document.findText("session");
        return new Authentication(
                new ConnectorId(document.text("connector")),
                IdentityDocument.read(document.document("identity"), refreshState),
                document.instant(time),
                document.findTexts("methods").stream()
                        .map(AuthenticationMethod::new)
                        .toList(),
                session == null ? null : new SessionId(session),
                new Device(document.findText("address"), document.findText("user_agent")));
    }
}
