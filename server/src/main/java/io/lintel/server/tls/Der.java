package io.lintel.server.tls;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// As much of DER (X.690) as it takes to put a private key of an older form into the newer one, PKCS #8.
final class Der {

    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int PARAMETERS = 0xa0;

    private static final byte[] VERSION = element(INTEGER, new byte[] {0});

    /// The algorithm of RSA keys, whose parameters are NULL.
    private static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d0101010500");

    private static final byte[] EC_PUBLIC_KEY = HexFormat.of().parseHex("06072a8648ce3d0201");

    private Der() {}

    /// An `RSAPrivateKey` (RFC 8017, appendix A.1.2) as PKCS #8.
    static byte[] pkcs8OfRsa(byte[] rsaPrivateKey) {
        return element(SEQUENCE, VERSION, element(SEQUENCE, RSA), element(OCTET_STRING, rsaPrivateKey));
    }

    /// An `ECPrivateKey` (RFC 5915) as PKCS #8, if it names its curve.
    static Optional<byte[]> pkcs8OfEc(byte[] ecPrivateKey) {
        return findParameters(ecPrivateKey)
                .map(curve -> element(
                        SEQUENCE,
                        VERSION,
                        element(SEQUENCE, EC_PUBLIC_KEY, curve),
                        element(OCTET_STRING, ecPrivateKey)));
    }

    /// What is in the element `[0]` of the outermost sequence.
    private static Optional<byte[]> findParameters(byte[] sequence) {
        var at = contents(sequence, 0);
        while (at >= 0 && at < sequence.length) {
            var from = contents(sequence, at);
            if (from < 0) {
                return Optional.empty();
            }
            var to = from + length(sequence, at);
            if (to > sequence.length) {
                return Optional.empty();
            }
            if ((sequence[at] & 0xff) == PARAMETERS) {
                return Optional.of(Arrays.copyOfRange(sequence, from, to));
            }
            at = to;
        }
        return Optional.empty();
    }

    /// Where the contents of the element at an index begin, or -1 if there is no element that could be read.
    private static int contents(byte[] der, int at) {
        if (at + 2 > der.length) {
            return -1;
        }
        var first = der[at + 1] & 0xff;
        var lengthBytes = first < 0x80 ? 0 : first - 0x80;
        return lengthBytes > 2 || at + 2 + lengthBytes > der.length ? -1 : at + 2 + lengthBytes;
    }

    private static int length(byte[] der, int at) {
        var length = der[at + 1] & 0xff;
        if (length < 0x80) {
            return length;
        }
        var bytes = length - 0x80;
        length = 0;
        for (var i = 0; i < bytes; i++) {
            length = (length << 8) | (der[at + 2 + i] & 0xff);
        }
        return length;
    }

    private static byte[] element(int tag, byte[]... parts) {
        var contents = new ByteArrayOutputStream();
        for (var part : parts) {
            contents.writeBytes(part);
        }
        var element = new ByteArrayOutputStream();
        element.write(tag);
        var length = contents.size();
        if (length < 0x80) {
            element.write(length);
        } else if (length < 0x100) {
            element.write(0x81);
            element.write(length);
        } else {
            element.write(0x82);
            element.write(length >> 8);
            element.write(length);
        }
        element.writeBytes(contents.toByteArray());
        return element.toByteArray();
    }
}
