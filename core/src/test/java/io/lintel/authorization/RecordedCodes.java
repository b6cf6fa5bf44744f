package io.lintel.authorization;

import io.lintel.memory.InMemoryStores;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Codes in memory, and what each was issued for.
public final class RecordedCodes implements AuthorizationCodes {

    private final AuthorizationCodes codes = new InMemoryStores().codes();
    private final Map<AuthorizationCode, IssuedCode> added = new ConcurrentHashMap<>();

    @Override
    public boolean add(AuthorizationCode code, IssuedCode issued) {
        var isNew = codes.add(code, issued);
        if (isNew) {
            added.put(code, issued);
        }
        return isNew;
    }

    @Override
    public Optional<CodeBinding> find(AuthorizationCode code) {
        return codes.find(code);
    }

    @Override
    public Redemption redeem(AuthorizationCode code, Instant now) {
        return codes.redeem(code, now);
    }

    @Override
    public int sweep(Instant expiredBefore, int limit) {
        return codes.sweep(expiredBefore, limit);
    }

    /// What a code was issued for, whatever became of it.
    public Optional<IssuedCode> issued(String code) {
        return added.entrySet().stream()
                .filter(entry -> entry.getKey().value().reveal().equals(code))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /// How many codes were ever issued.
    public int size() {
        return added.size();
    }
}
