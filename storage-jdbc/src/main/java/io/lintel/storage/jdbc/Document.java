package io.lintel.storage.jdbc;

import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The part of a row that only this program reads: a JSON object with a version. Members that are not known are
/// skipped, members that are null are left out.
final class Document {

    private static final String VERSION = "v";
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, Object> members;

    private Document(Map<String, Object> members) {
        this.members = members;
    }

    /// Writes an object of that version.
    static String write(int version, Consumer<JsonGenerator> members) {
        var text = new StringWriter(1024);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeNumberProperty(VERSION, version);
            members.accept(json);
            json.writeEndObject();
        }
        return text.toString();
    }

    static void writeText(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }

    static void writeInstant(JsonGenerator json, String name, @Nullable Instant value) {
        if (value != null) {
            json.writeNumberProperty(name, Micros.of(value));
        }
    }

    static void writeTexts(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    /// Reads an object that has at most the version that is known.
    ///
    /// @throws IllegalArgumentException says what is wrong without saying what was stored
    static Document read(int knownVersion, String text) {
        try (var json = JSON.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            if (!(value(json) instanceof Map<?, ?> members) || json.nextToken() != null) {
                throw new IllegalArgumentException("it is not one JSON object");
            }
            var document = of(members);
            var version = document.number(VERSION);
            if (version > knownVersion) {
                throw new IllegalArgumentException(
                        "it has version " + version + ", of which at most " + knownVersion + " is known here");
            }
            return document;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is not JSON", e);
        }
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    String text(String name) {
        return require(name, findText(name));
    }

    @Nullable
    String findText(String name) {
        return find(name, String.class);
    }

    long number(String name) {
        return require(name, find(name, Long.class));
    }

    boolean flag(String name) {
        return require(name, find(name, Boolean.class));
    }

    Instant instant(String name) {
        return Micros.toInstant(number(name));
    }

    @Nullable
    Instant findInstant(String name) {
        var micros = find(name, Long.class);
        return micros == null ? null : Micros.toInstant(micros);
    }

    List<String> texts(String name) {
        List<?> values = require(name, find(name, List.class));
        return values.stream().map(value -> cast(name, String.class, value)).toList();
    }

    /// Empty if the member is absent.
    List<String> findTexts(String name) {
        return has(name) ? texts(name) : List.of();
    }

    Document document(String name) {
        return require(name, findDocument(name));
    }

    @Nullable
    Document findDocument(String name) {
        var object = find(name, Map.class);
        return object == null ? null : of(object);
    }

    List<Document> documents(String name) {
        List<?> values = require(name, find(name, List.class));
        return values.stream().map(value -> of(cast(name, Map.class, value))).toList();
    }

    /// Empty if the member is missing.
    List<Document> findDocuments(String name) {
        return has(name) ? documents(name) : List.of();
    }

    /// The value that a word of ours stands for.
    static <T> T known(String what, Optional<T> found) {
        return found.orElseThrow(() -> new IllegalArgumentException("its " + what + " is not known here"));
    }

    private <T> @Nullable T find(String name, Class<T> type) {
        var value = members.get(name);
        return value == null ? null : cast(name, type, value);
    }

    private static <T> T cast(String name, Class<T> type, Object value) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("its member " + name + " is of another type");
        }
        return type.cast(value);
    }

    private static <T> T require(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("its member " + name + " is missing");
        }
        return value;
    }

    private static Document of(Map<?, ?> members) {
        var typed = new HashMap<String, Object>();
        members.forEach((name, value) -> typed.put((String) name, value));
        return new Document(typed);
    }

    /// What the parser stands at.
    private static @Nullable Object value(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                var members = new HashMap<String, Object>();
                for (var name = json.nextName(); name != null; name = json.nextName()) {
                    json.nextToken();
                    var value = value(json);
                    if (value != null) {
                        members.put(name, value);
                    }
                }
                yield members;
            }
            case START_ARRAY -> {
                var elements = new ArrayList<Object>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    var element = value(json);
                    if (element != null) {
                        elements.add(element);
                    }
                }
                yield elements;
            }
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case null, default -> null;
        };
    }
}
