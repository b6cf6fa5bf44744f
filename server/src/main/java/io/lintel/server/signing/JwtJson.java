package io.lintel.server.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.signing.InvalidJwtException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Writes and reads the JSON objects in a JWT.
///
/// Reading takes UTF-8 alone, each member once, whole numbers that fit into 64 bits, no null, no more than
/// [#MOST_LEVELS] levels, and nothing after the object. What others wrote may also hold null, which reads as if it
/// were not there, and numbers that are not whole, of which what is before the point is read.
final class JwtJson {

    static final int MOST_LEVELS = 32;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_LEVELS)
                    .maxDocumentLength(JwtVerifier.MOST_CHARACTERS)
                    .build())
            .build();

    private final String part;
    private final boolean foreign;

    private JwtJson(String part, boolean foreign) {
        this.part = part;
        this.foreign = foreign;
    }

    static byte[] write(SequencedMap<String, ?> object) {
        var bytes = new ByteArrayOutputStream(1024);
        try (var generator = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            writeObject(generator, object);
        }
        return bytes.toByteArray();
    }

    private static void writeValue(JsonGenerator generator, Object value) {
        switch (value) {
            case String string -> generator.writeString(string);
            case Long number -> generator.writeNumber(number);
            case Boolean truth -> generator.writeBoolean(truth);
            case List<?> list -> {
                generator.writeStartArray();
                list.forEach(element -> writeValue(generator, element));
                generator.writeEndArray();
            }
            case Map<?, ?> map -> writeObject(generator, map);
            default ->
                throw new IllegalArgumentException(
                        "A JWT holds no " + value.getClass().getName() + ".");
        }
    }

    private static void writeObject(JsonGenerator generator, Map<?, ?> object) {
        generator.writeStartObject();
        object.forEach((name, value) -> {
            generator.writeName((String) name);
            writeValue(generator, value);
        });
        generator.writeEndObject();
    }

    /// @param part for the message: which part of the token this is
    static SequencedMap<String, Object> read(String part, byte[] json) {
        return read(new JwtJson(part, false), text(part, json));
    }

    /// Reads what somebody else wrote.
    static SequencedMap<String, Object> readForeign(String part, String json) {
        return read(new JwtJson(part, true), json);
    }

    private static SequencedMap<String, Object> read(JwtJson reading, String json) {
        var part = reading.part;
        try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw InvalidJwtException.because("The " + part + " is not a JSON object.");
            }
            var object = reading.readObject(parser);
            if (parser.nextToken() != null) {
                throw InvalidJwtException.because("The " + part + " goes on after its JSON object.");
            }
            return object;
        } catch (JacksonException unreadable) {
            throw InvalidJwtException.because(
                    "The " + part + " is not the JSON that is allowed here: well-formed, each member once, at most "
                            + MOST_LEVELS + " levels.");
        }
    }

    /// The parser would guess at other encodings from the first bytes.
    static String text(String part, byte[] json) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
        } catch (CharacterCodingException unreadable) {
            throw InvalidJwtException.because("The " + part + " is not UTF-8.", unreadable);
        }
    }

    private SequencedMap<String, Object> readObject(JsonParser parser) {
        var object = new LinkedHashMap<String, Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_NULL || !foreign) {
                object.put(name, readValue(parser));
            }
        }
        return object;
    }

    private Object readValue(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> whole(parser);
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> readArray(parser);
            default -> throw notOurs();
        };
    }

    /// A double holds whole numbers of 53 bits.
    private long whole(JsonParser parser) {
        var number = foreign ? Math.floor(parser.getDoubleValue()) : Double.NaN;
        if (Math.abs(number) < 1L << 53) {
            return (long) number;
        }
        throw notOurs();
    }

    private InvalidJwtException notOurs() {
        return InvalidJwtException.because(
                "The " + part + " holds a value we never write: null, or a number that is not whole.");
    }

    private List<Object> readArray(JsonParser parser) {
        var array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_NULL || !foreign) {
                array.add(readValue(parser));
            }
        }
        return array;
    }
}
