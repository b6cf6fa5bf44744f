package io.lintel.storage.jdbc;

import static io.lintel.storage.jdbc.Document.writeInstant;
import static io.lintel.storage.jdbc.Document.writeTexts;

import io.lintel.connector.Wanted;
import io.lintel.oauth2.ClientId;
import io.lintel.secret.Secret;
import io.lintel.session.ClientEntry;
import io.lintel.session.SecretHash;
import io.lintel.session.Session;
import io.lintel.session.SessionId;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// A session as a document, without the refresh state of its user, which is kept sealed.
final class SessionDocument {

    private static final int VERSION = 1;

    private SessionDocument() {}

    static String write(Session session) {
        return Document.write(VERSION, json -> {
            json.writeStringProperty("secret_hash", session.secret().hex());
            AuthenticationDocument.write(json, "authenticated_at", session.authentication());
            writeTexts(
                    json,
                    "wanted",
                    session.wanted().stream()
                            .map(SessionDocument::word)
                            .sorted()
                            .toList());
            writeClients(json, session.clients());
            json.writeBooleanProperty("remembered", session.remembered());
            writeInstant(json, "last_used_at", session.lastUsedAt());
            writeInstant(json, "idle_expiry", session.idleExpiry());
            writeInstant(json, "absolute_expiry", session.absoluteExpiry());
        });
    }

    /// @throws IllegalArgumentException says what is wrong without saying what was stored
    static Session read(String id, long generation, Instant createdAt, String content, @Nullable Secret refreshState) {
        var document = Document.read(VERSION, content);
        return new Session(
                new SessionId(id),
                SecretHash.parse(document.text("secret_hash")),
                AuthenticationDocument.read(document, "authenticated_at", refreshState),
                wanted(document.texts("wanted")),
                clients(document.documents("clients")),
                document.flag("remembered"),
                createdAt,
                document.instant("last_used_at"),
                document.instant("idle_expiry"),
                document.instant("absolute_expiry"),
                generation);
    }

    private static void writeClients(JsonGenerator json, Map<ClientId, ClientEntry> clients) {
        json.writeArrayPropertyStart("clients");
        clients.forEach((client, entry) -> {
            json.writeStartObject();
            json.writeStringProperty("id", client.value());
            writeInstant(json, "authenticated_at", entry.authenticatedAt());
            writeInstant(json, "last_used_at", entry.lastUsedAt());
            json.writeBooleanProperty("via_sso", entry.viaSso());
            json.writeEndObject();
        });
        json.writeEndArray();
    }

    private static Map<ClientId, ClientEntry> clients(List<Document> documents) {
        var clients = new HashMap<ClientId, ClientEntry>();
        for (var document : documents) {
            clients.put(
                    new ClientId(document.text("id")),
                    new ClientEntry(
                            document.instant("authenticated_at"),
                            document.instant("last_used_at"),
                            document.flag("via_sso")));
        }
        return clients;
    }

    /// A word of a later release stands for something that is not wanted here.
    private static Set<Wanted> wanted(List<String> words) {
        return Arrays.stream(Wanted.values())
                .filter(each -> words.contains(word(each)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String word(Wanted wanted) {
        return wanted.name().toLowerCase(Locale.ROOT);
    }
}
