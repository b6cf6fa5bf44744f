package io.lintel.server.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.signing.FakeSigningKeys;
import io.lintel.signing.KeyRing;
import io.lintel.signing.SigningAlgorithm;
import io.lintel.signing.SigningKeys;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class KeyRefreshTest {

    private final FakeSigningKeys store = new FakeSigningKeys();

    @Test
    @Timeout(60)
    @Tag("REL-30")
    void keysAreReadWithoutBeingAskedForAndAgainAfterAFailure() throws InterruptedException {
        var made = new CountDownLatch(1);
        store.setFailing(true);
        var replica = new Replica(
                new SigningKeys() {
                    @Override
                    public KeyRing load() {
                        try {
                            return store.load();
                        } finally {
                            store.setFailing(false);
                        }
                    }

                    @Override
                    public boolean replace(KeyRing expected, KeyRing next) {
                        made.countDown();
                        return store.replace(expected, next);
                    }
                },
                SigningAlgorithm.EDDSA,
                Cryptography.ofJdk());

        try (var refresh = KeyRefresh.start(replica.keys())) {
            made.await();
            assertThat(refresh).isNotNull();
        }

        replica.keys().refresh();
        assertThat(replica.signingKey()).isEqualTo(store.load().keys().getFirst());
    }
}
