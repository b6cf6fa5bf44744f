package io.lintel.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.storage.Race;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every store of the sealing key keeps.
public interface SealingKeysContract {

    /// The store of one replica, empty at the start of each test.
    SealingKeys sealingKeys();

    /// The same store as another replica sees it.
    SealingKeys replica();

    @Test
    default void firstKeyIsKept() {
        var entropy = new Entropy();
        var first = SealingKey.random(entropy);

        assertThat(sealingKeys().loadOrStore(first)).isEqualTo(first);
        assertThat(sealingKeys().loadOrStore(SealingKey.random(entropy))).isEqualTo(first);
        assertThat(replica().loadOrStore(SealingKey.random(entropy))).isEqualTo(first);
    }

    @Test
    @Tag("SEC-B4")
    default void replicasThatStartTogetherAreAnsweredTheSameKey() {
        var entropy = new Entropy();

        var answers =
                Race.of(100, i -> (i % 2 == 0 ? sealingKeys() : replica()).loadOrStore(SealingKey.random(entropy)));

        assertThat(answers).containsOnly(answers.getFirst());
    }
}
