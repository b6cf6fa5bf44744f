package io.lintel.oauth2;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Messages of string fields in the wire format of Protocol Buffers: what dex puts into `sub`, into refresh
/// tokens and under its step MACs, so that tokens stay the same when Lintel takes over.
public final class StringFields {

    private static final int LENGTH_DELIMITED = 2;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private StringFields() {}

    /// Fields 1, 2, … in order; an empty string is left out.
    ///
    /// @throws IllegalArgumentException if a string is no Unicode text
    public static byte[] fields(List<String> values) {
        var out = new ByteArrayOutputStream();
        for (var number = 1; number <= values.size(); number++) {
            var value = values.get(number - 1);
            if (!value.isEmpty()) {
                put(out, number, value);
            }
        }
        return out.toByteArray();
    }

    /// Field 1, repeated; empty strings stay.
    public static byte[] repeated(List<String> values) {
        var out = new ByteArrayOutputStream();
        for (var value : values) {
            put(out, 1, value);
        }
        return out.toByteArray();
    }

    /// [#fields] as unpadded base64url.
    public static String encode(String... values) {
        return ENCODER.encodeToString(fields(List.of(values)));
    }

    /// Reads what [#encode] wrote: `count` strings, empty where a field is missing. Only the one canonical text
    /// of a message is read.
    public static Optional<List<String>> decode(String text, int count) {
        try {
            var values = read(ByteBuffer.wrap(Base64.getUrlDecoder().decode(text)), count);
            return encode(values.toArray(String[]::new)).equals(text) ? Optional.of(values) : Optional.empty();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static List<String> read(ByteBuffer in, int count) throws CharacterCodingException {
        var values = new ArrayList<>(Collections.nCopies(count, ""));
        while (in.hasRemaining()) {
            var tag = readVarint(in);
            var number = tag >>> 3;
            var length = readVarint(in);
            if ((tag & 7) != LENGTH_DELIMITED || number < 1 || number > count || length > in.remaining()) {
                throw new IllegalArgumentException("not a message of string fields");
            }
            var bytes = in.slice(in.position(), length);
            in.position(in.position() + length);
            values.set(number - 1, UTF_8.newDecoder().decode(bytes).toString());
        }
        return List.copyOf(values);
    }

    private static int readVarint(ByteBuffer in) {
        var value = 0L;
        for (var shift = 0; shift < 35; shift += 7) {
            if (!in.hasRemaining()) {
                throw new IllegalArgumentException("a number ends early");
            }
            var next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return Math.toIntExact(Math.min(value, Integer.MAX_VALUE));
            }
        }
        throw new IllegalArgumentException("a number is too long");
    }

    /// Half a surrogate pair would be written as a question mark, so that two texts made one message.
    private static byte[] utf8(String value) {
        try {
            var encoded = UTF_8.newEncoder().encode(CharBuffer.wrap(value));
            var bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a string holds half a surrogate pair and is no Unicode text", e);
        }
    }

    private static void put(ByteArrayOutputStream out, int number, String value) {
        var bytes = utf8(value);
        out.write((number << 3) | LENGTH_DELIMITED);
        var length = bytes.length;
        while (length >= 0x80) {
            out.write((length & 0x7f) | 0x80);
            length >>>= 7;
        }
        out.write(length);
        out.writeBytes(bytes);
    }
}
