package io.lintel.server.webauthn;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.secret.Digest;
import io.lintel.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/// A security key and the browser before it, which answer as they are told (Web Authentication, level 2, sections
/// 6.1 and 6.5).
public final class SoftwareKey {

    static final byte PRESENT = 0x01;
    static final byte VERIFIED = 0x04;
    static final byte BACKUP_ELIGIBLE = 0x08;
    private static final byte ATTESTED = 0x40;

    private final KeyPair pair;
    private final byte[] id;

    String origin = "https://id.example";
    String party = "id.example";
    String type = "";
    String challenge = "";
    boolean crossOrigin;
    byte flags = PRESENT;
    int counter;
    boolean breaksItsSignature;

    SoftwareKey(int number) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        id = ("credential-" + number).getBytes(US_ASCII);
    }

    /// A key for a provider at that host, reached without TLS: that is for browsers to refuse.
    public static SoftwareKey at(String host, int number) {
        var key = new SoftwareKey(number);
        key.origin = "http://" + host;
        key.party = host;
        return key;
    }

    public String registration(Secret asked) {
        var made = new ByteArrayOutputStream();
        made.writeBytes(new byte[] {(byte) 0xa3, 0x63});
        made.writeBytes("fmt".getBytes(US_ASCII));
        made.write(0x64);
        made.writeBytes("none".getBytes(US_ASCII));
        made.write(0x67);
        made.writeBytes("attStmt".getBytes(US_ASCII));
        made.writeBytes(new byte[] {(byte) 0xa0, 0x68});
        made.writeBytes("authData".getBytes(US_ASCII));
        var authenticatorData = authenticatorData((byte) (flags | ATTESTED), attested());
        made.write(0x59);
        made.writeBytes(ByteBuffer.allocate(2)
                .putShort((short) authenticatorData.length)
                .array());
        made.writeBytes(authenticatorData);
        return answer("\"clientDataJSON\":\"" + encoded(client("webauthn.create", asked))
                + "\",\"attestationObject\":\"" + encoded(made.toByteArray()) + "\",\"transports\":[\"usb\"]");
    }

    public String assertion(Secret asked) {
        var authenticatorData = authenticatorData(flags, new byte[0]);
        var client = client("webauthn.get", asked);
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(authenticatorData);
            signature.update(Digest.sha256(client));
            var signed = signature.sign();
            if (breaksItsSignature) {
                signed[signed.length - 1] ^= 1;
            }
            return answer("\"clientDataJSON\":\"" + encoded(client) + "\",\"authenticatorData\":\""
                    + encoded(authenticatorData) + "\",\"signature\":\"" + encoded(signed) + "\"");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String answer(String response) {
        return "{\"id\":\"" + encoded(id) + "\",\"rawId\":\"" + encoded(id)
                + "\",\"type\":\"public-key\",\"clientExtensionResults\":{},\"response\":{" + response + "}}";
    }

    private byte[] client(String usual, Secret asked) {
        return ("{\"type\":\"" + (type.isEmpty() ? usual : type) + "\",\"challenge\":\""
                        + (challenge.isEmpty() ? asked.reveal() : challenge) + "\",\"origin\":\"" + origin
                        + "\",\"crossOrigin\":" + crossOrigin + "}")
                .getBytes(UTF_8);
    }

    private byte[] authenticatorData(byte withFlags, byte[] rest) {
        return ByteBuffer.allocate(37 + rest.length)
                .put(Digest.sha256(party.getBytes(UTF_8)))
                .put(withFlags)
                .putInt(counter)
                .put(rest)
                .array();
    }

    private byte[] attested() {
        var point = ((ECPublicKey) pair.getPublic()).getW();
        return ByteBuffer.allocate(16 + 2 + id.length + 10 + 64 + 3)
                .put(new byte[16])
                .putShort((short) id.length)
                .put(id)
                .put(new byte[] {(byte) 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32})
                .put(unsigned(point.getAffineX()))
                .put(new byte[] {0x22, 0x58, 32})
                .put(unsigned(point.getAffineY()))
                .array();
    }

    private static byte[] unsigned(BigInteger number) {
        var bytes = number.toByteArray();
        var exact = new byte[32];
        var length = Math.min(bytes.length, 32);
        System.arraycopy(Arrays.copyOfRange(bytes, bytes.length - length, bytes.length), 0, exact, 32 - length, length);
        return exact;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
