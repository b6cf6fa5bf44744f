package io.lintel.connector.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.connector.ConnectorException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Reads and writes [Json].
final class JsonText {

    static final int MOST_LEVELS = 32;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MOST_LEVELS).build())
            .build();

    private JsonText() {}

    static Json read(byte[] bytes, String what) {
        // The parser would guess at other encodings from the first bytes.
        try {
            return read(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), what);
        } catch (CharacterCodingException unreadable) {
            throw ConnectorException.invalidResponse(what + ": the answer is not UTF-8", unreadable);
        }
    }

    static Json read(String text, String what) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw ConnectorException.invalidResponse(what + ": the answer is empty where JSON belongs");
            }
            var value = value(parser);
            if (parser.nextToken() != null) {
                throw ConnectorException.invalidResponse(what + ": the answer goes on after its JSON");
            }
            return value;
        } catch (JacksonException unreadable) {
            // Its message may show a part of the answer.
            throw ConnectorException.invalidResponse(
                    what + ": the answer is not JSON with each member once and at most " + MOST_LEVELS + " levels");
        }
    }

    private static Json value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> new Json.Text(whole(parser));
            case VALUE_TRUE -> new Json.Truth(true);
            case VALUE_FALSE -> new Json.Truth(false);
            case VALUE_NULL -> new Json.Nothing();
            case VALUE_NUMBER_INT -> whole(parser.getString());
            case VALUE_NUMBER_FLOAT -> new Json.Decimal(parser.getString());
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            default -> throw new IllegalStateException("no value begins with " + parser.currentToken());
        };
    }

    /// RFC 8259 lets half a surrogate pair through (section 8.2), which no text of ours can hold.
    private static String whole(JsonParser parser) {
        var text = parser.getString();
        if (!UTF_8.newEncoder().canEncode(text)) {
            throw ConnectorException.invalidResponse("the answer holds half of a character");
        }
        return text;
    }

    private static Json whole(String digits) {
        try {
            return new Json.Whole(Long.parseLong(digits));
        } catch (NumberFormatException large) {
            return new Json.Decimal(digits);
        }
    }

    private static Json object(JsonParser parser) {
        var members = new LinkedHashMap<String, Json>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return new Json.Members(members);
    }

    private static Json array(JsonParser parser) {
        var elements = new ArrayList<Json>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return new Json.Array(elements);
    }

    static String write(Json value) {
        var text = new StringWriter();
        try (var generator = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            write(generator, value);
        }
        return text.toString();
    }

    private static void write(JsonGenerator generator, Json value) {
        switch (value) {
            case Json.Text(var string) -> generator.writeString(string);
            case Json.Whole(var number) -> generator.writeNumber(number);
            case Json.Decimal(var digits) -> generator.writeNumber(new BigDecimal(digits));
            case Json.Truth(var truth) -> generator.writeBoolean(truth);
            case Json.Nothing() -> generator.writeNull();
            case Json.Array(var elements) -> {
                generator.writeStartArray();
                elements.forEach(element -> write(generator, element));
                generator.writeEndArray();
            }
            case Json.Members(var byName) -> {
                generator.writeStartObject();
                byName.forEach((name, member) -> {
                    generator.writeName(name);
                    write(generator, member);
                });
                generator.writeEndObject();
            }
        }
    }
}
