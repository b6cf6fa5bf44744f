package io.lintel.server.tls;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// What stands between one `-----BEGIN …-----` and its end (RFC 7468, section 2). Text around blocks is passed
/// over.
final class PemBlock {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,64})-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private final String label;
    private final boolean isEncrypted;
    private final byte[] der;

    private PemBlock(String label, boolean isEncrypted, byte[] der) {
        this.label = label;
        this.isEncrypted = isEncrypted;
        this.der = der;
    }

    /// The blocks of a file, in order.
    ///
    /// @throws IllegalArgumentException if a block is not base64
    static List<PemBlock> read(String text) {
        var blocks = new ArrayList<PemBlock>();
        var matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            var label = matcher.group(1);
            var body = matcher.group(2);
            var isEncrypted = label.startsWith("ENCRYPTED") || body.contains("Proc-Type:");
            var der = isEncrypted ? new byte[0] : Base64.getDecoder().decode(body.replaceAll("\\s", ""));
            blocks.add(new PemBlock(label, isEncrypted, der));
        }
        return blocks;
    }

    /// Such as `CERTIFICATE`.
    String label() {
        return label;
    }

    /// Whether it is under a passphrase; then there is no DER.
    boolean isEncrypted() {
        return isEncrypted;
    }

    byte[] der() {
        return der.clone();
    }
}
