package io.lintel.storage.jdbc;

import static io.lintel.storage.jdbc.Document.writeText;
import static io.lintel.storage.jdbc.Document.writeTexts;

import io.lintel.authorization.Access;
import io.lintel.authorization.RequestableClaims;
import io.lintel.oauth2.RequestedClaims;
import io.lintel.oauth2.Resource;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Scopes;
import tools.jackson.core.JsonGenerator;

/// What a client is allowed, among the members of a document.
final class AccessDocument {

    private AccessDocument() {}

    static void write(JsonGenerator json, Access access) {
        writeTexts(
                json,
                "scopes",
                access.scopes().values().stream().map(Scope::value).toList());
        writeText(json, "nonce", access.nonce());
        if (!access.resources().isEmpty()) {
            writeTexts(
                    json,
                    "resources",
                    access.resources().stream().map(Resource::value).toList());
        }
        writeText(
                json,
                "claims",
                access.claims().isEmpty() ? null : access.claims().text());
    }

    static Access read(Document document) {
        var claims = document.findText("claims");
        return new Access(
                new Scopes(document.texts("scopes").stream().map(Scope::new).toList()),
                document.findText("nonce"),
                claims == null ? RequestedClaims.none() : RequestedClaims.parse(claims, RequestableClaims.ALL),
                document.findTexts("resources").stream().map(Resource::new).toList());
    }
}
