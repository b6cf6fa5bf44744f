package io.lintel.connector.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lintel.connector.ConnectorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// Reads the private keys that a configuration names (RFC 7468). What cannot be read is told with the key of the
/// configuration, and never with what the file holds.
public final class PrivateKeyFile {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");

    /// `AlgorithmIdentifier` of RSA (RFC 8017, appendix A.1): what PKCS #8 says before a key of PKCS #1.
    private static final byte[] RSA = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    private PrivateKeyFile() {}

    /// @param key of the configuration
    /// @param kinds of keys that will do, by their JCA names
    /// @throws ConnectorException misconfigured if the file holds none of these
    public static PrivateKey read(String key, String path, List<String> kinds) {
        var blocks = BLOCK.matcher(text(key, path));
        while (blocks.find()) {
            switch (blocks.group(1)) {
                case "PRIVATE KEY" -> {
                    return parse(key, der(key, blocks.group(2)), kinds);
                }
                case "RSA PRIVATE KEY" -> {
                    return parse(key, pkcs8(der(key, blocks.group(2))), kinds);
                }
                default -> {
                    // A certificate or the parameters of a curve may stand beside the key.
                }
            }
        }
        throw ConnectorException.misconfigured(key + " holds no PEM key that can be read: " + String.join(" or ", kinds)
                + " as PKCS #8, or RSA as PKCS #1, not encrypted (openssl pkcs8 -topk8 -nocrypt converts"
                + " others)");
    }

    /// Whether a file can be read by everybody on the machine, as far as the file system tells.
    public static boolean isReadableByEverybody(String path) {
        try {
            return Files.getPosixFilePermissions(Path.of(path)).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    private static PrivateKey parse(String key, byte[] pkcs8, List<String> kinds) {
        for (var kind : kinds) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException another) {
                // Tried as the next kind, and said below.
            }
        }
        throw ConnectorException.misconfigured(key + " holds a key that is none of " + String.join(", ", kinds));
    }

    private static byte[] der(String key, String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            throw ConnectorException.misconfigured(key + " holds a PEM block that is not base64");
        }
    }

    private static byte[] pkcs8(byte[] pkcs1) {
        return der(0x30, concatenated(RSA, der(0x04, pkcs1)));
    }

    private static byte[] der(int tag, byte[] content) {
        var length = content.length;
        var header = length < 0x80
                ? new byte[] {(byte) tag, (byte) length}
                : new byte[] {(byte) tag, (byte) 0x83, (byte) (length >> 16), (byte) (length >> 8), (byte) length};
        return concatenated(header, content);
    }

    private static byte[] concatenated(byte[] one, byte[] other) {
        var both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static String text(String key, String path) {
        try {
            return Files.readString(Path.of(path), ISO_8859_1);
        } catch (IOException | InvalidPathException unreadable) {
            throw ConnectorException.misconfigured(key + ": cannot read " + path, unreadable);
        }
    }
}
