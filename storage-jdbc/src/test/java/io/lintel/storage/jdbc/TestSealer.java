package io.lintel.storage.jdbc;

import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.secret.SealingKey;
import java.util.List;

/// The sealer all replicas of a test share.
final class TestSealer {

    static final Sealer SEALER = newSealer();

    private TestSealer() {}

    /// The sealer of another installation.
    static Sealer newSealer() {
        var entropy = new Entropy();
        return new Sealer(List.of(SealingKey.random(entropy)), entropy);
    }
}
