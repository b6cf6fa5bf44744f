package io.lintel.storage.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.secret.Sealer;
import io.lintel.secret.Secret;
import org.jspecify.annotations.Nullable;

/// The column `sealed` of a table. What was sealed for one row does not open in another.
final class SealedColumn {

    private final Sealer sealer;
    private final String table;

    SealedColumn(Sealer sealer, String table) {
        this.sealer = sealer;
        this.table = table;
    }

    String seal(String key, String plain) {
        return sealer.seal(purpose(key), plain.getBytes(UTF_8));
    }

    @Nullable
    String sealSecret(String key, @Nullable Secret secret) {
        return secret == null ? null : seal(key, secret.reveal());
    }

    String open(String key, String sealed) {
        return sealer.open(purpose(key), sealed)
                .map(plain -> new String(plain, UTF_8))
                .orElseThrow(() -> new IllegalArgumentException("what is sealed in it does not open"));
    }

    @Nullable
    Secret openSecret(String key, @Nullable String sealed) {
        return sealed == null ? null : Secret.of(open(key, sealed));
    }

    private String purpose(String key) {
        return "storage:" + table + ".sealed:" + key;
    }
}
