package io.lintel.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.oauth2.Subject;
import io.lintel.secret.Sealer;
import io.lintel.signing.JwtClaims;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an access token tells nobody but us: whom it is about, where its `sub` does not say so, and what the userinfo
/// endpoint answers, where the token itself is to say nothing of the end-user. It travels in the token under our
/// sealing key, so that no row is written for it and none has to be found.
public final class SealedClaims {

    static final String NAME = "sealed_claims";

    private static final String PURPOSE = "access token ";

    private final Sealer sealer;

    public SealedClaims(Sealer sealer) {
        this.sealer = sealer;
    }

    /// @param told what the token is not to say openly
    record Opened(Subject user, JwtClaims told) {}

    String seal(String tokenId, Opened content) {
        var bytes = new ByteArrayOutputStream(256);
        try (var out = new DataOutputStream(bytes)) {
            writeText(out, content.user().userId());
            writeText(out, content.user().connectorId());
            write(out, content.told().asMap());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sealer.seal(PURPOSE + tokenId, bytes.toByteArray());
    }

    /// What was sealed into a token of ours, if anything was and the key is still there.
    Optional<Opened> open(JwtClaims token) {
        var tokenId = token.findString("jti").orElse("");
        return token.findString(NAME)
                .flatMap(text -> sealer.open(PURPOSE + tokenId, text))
                .map(SealedClaims::read);
    }

    private static Opened read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var user = new Subject(readText(in), readText(in));
            var told = JwtClaims.builder();
            if (read(in) instanceof Map<?, ?> claims) {
                claims.forEach((name, value) -> told.add((String) name, value));
            }
            return new Opened(user, told.build());
        } catch (IOException e) {
            throw new UncheckedIOException("sealed by us and yet unreadable", e);
        }
    }

    private static void write(DataOutputStream out, Object value) throws IOException {
        switch (value) {
            case String text -> {
                out.writeByte('s');
                writeText(out, text);
            }
            case Long number -> {
                out.writeByte('n');
                out.writeLong(number);
            }
            case Boolean truth -> out.writeByte(truth ? 't' : 'f');
            case List<?> list -> {
                out.writeByte('l');
                out.writeInt(list.size());
                for (var element : list) {
                    write(out, element);
                }
            }
            case Map<?, ?> map -> {
                out.writeByte('m');
                out.writeInt(map.size());
                for (var entry : map.entrySet()) {
                    writeText(out, (String) entry.getKey());
                    write(out, entry.getValue());
                }
            }
            default -> throw new IllegalArgumentException("claims hold no " + value.getClass());
        }
    }

    private static Object read(DataInputStream in) throws IOException {
        var kind = in.readByte();
        return switch (kind) {
            case 's' -> readText(in);
            case 'n' -> in.readLong();
            case 't' -> true;
            case 'f' -> false;
            case 'l' -> {
                var size = in.readInt();
                var list = new ArrayList<>();
                for (var i = 0; i < size; i++) {
                    list.add(read(in));
                }
                yield list;
            }
            case 'm' -> {
                var size = in.readInt();
                var map = new LinkedHashMap<String, Object>();
                for (var i = 0; i < size; i++) {
                    map.put(readText(in), read(in));
                }
                yield map;
            }
            default -> throw new IOException("no claim begins with " + kind);
        };
    }

    /// Unlike [DataOutputStream#writeUTF], of any length.
    private static void writeText(DataOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), UTF_8);
    }
}
