package io.lintel.server.signing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lintel.signing.Base64Url;
import io.lintel.signing.JwtClaims;
import io.lintel.signing.Signer;
import io.lintel.signing.SigningAlgorithm;
import java.util.LinkedHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Signs with what [CurrentKeys] holds in memory.
public final class JwtSigner implements Signer {

    private final CurrentKeys keys;
    private final Supplier<PreparedKey> key;

    public JwtSigner(CurrentKeys keys) {
        this(keys, keys::signing);
    }

    private JwtSigner(CurrentKeys keys, Supplier<PreparedKey> key) {
        this.keys = keys;
        this.key = key;
    }

    @Override
    public SigningAlgorithm algorithm() {
        return key.get().algorithm();
    }

    @Override
    public String sign(JwtClaims claims, @Nullable String type) {
        var signing = key.get();
        var header = new LinkedHashMap<String, String>();
        header.put("alg", signing.algorithm().jwaName());
        header.put("kid", signing.key().id().value());
        if (type != null) {
            header.put("typ", type);
        }
        var input = CompactJws.signingInput(JwtJson.write(header), JwtJson.write(claims.asMap()));
        return input + '.' + Base64Url.encode(signing.sign(input.getBytes(ISO_8859_1)));
    }

    @Override
    public Signer pinned() {
        var pinned = key.get();
        return new JwtSigner(keys, () -> pinned);
    }

    @Override
    public Signer pinned(SigningAlgorithm wanted) {
        var pinned = keys.signing(wanted);
        return new JwtSigner(keys, () -> pinned);
    }
}
