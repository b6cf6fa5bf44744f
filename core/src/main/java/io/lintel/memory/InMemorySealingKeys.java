package io.lintel.memory;

import io.lintel.secret.SealingKey;
import io.lintel.secret.SealingKeys;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

final class InMemorySealingKeys implements SealingKeys {

    private final AtomicReference<@Nullable SealingKey> stored = new AtomicReference<>();

    @Override
    public SealingKey loadOrStore(SealingKey candidate) {
        var before = stored.compareAndExchange(null, candidate);
        return before == null ? candidate : before;
    }
}
