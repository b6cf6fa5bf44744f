package io.lintel.memory;

import io.lintel.client.SubjectSalt;
import io.lintel.client.SubjectSalts;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

final class InMemorySubjectSalts implements SubjectSalts {

    private final AtomicReference<@Nullable SubjectSalt> stored = new AtomicReference<>();

    @Override
    public SubjectSalt loadOrStore(SubjectSalt candidate) {
        var before = stored.compareAndExchange(null, candidate);
        return before == null ? candidate : before;
    }
}
