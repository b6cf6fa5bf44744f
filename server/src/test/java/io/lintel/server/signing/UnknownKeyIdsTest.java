package io.lintel.server.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.signing.FakeSigningKeys;
import io.lintel.signing.KeyId;
import io.lintel.signing.SigningAlgorithm;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The `kid` of a token is the one thing a stranger names that something is looked up by.
@Tag("SEC-L9")
@Tag("SEC-G2")
final class UnknownKeyIdsTest {

    private static final long FLAT = 2L * 1024 * 1024;

    @Test
    void millionOfThemLeavesNothingAndAsksTheStoreOnce() {
        var store = new FakeSigningKeys();
        var replica = new Replica(store, SigningAlgorithm.EDDSA, Cryptography.ofJdk());
        replica.keys().refresh();
        var reads = store.reads();
        var before = usedHeap();

        var found = 0;
        for (var i = 0; i < 1_000_000; i++) {
            found += replica.keys().findPublished(new KeyId("stranger-" + i)).isPresent() ? 1 : 0;
        }

        assertThat(found).isZero();
        assertThat(usedHeap() - before).isLessThan(FLAT);
        assertThat(store.reads() - reads).isLessThanOrEqualTo(1);
        assertThat(replica.keys().keys()).isNotEmpty();
    }

    private static long usedHeap() {
        var least = Long.MAX_VALUE;
        for (var i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
