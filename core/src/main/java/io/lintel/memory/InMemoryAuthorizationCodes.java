package io.lintel.memory;

import io.lintel.authorization.AuthorizationCode;
import io.lintel.authorization.AuthorizationCodes;
import io.lintel.authorization.CodeBinding;
import io.lintel.authorization.IssuedCode;
import io.lintel.connector.LoginId;
import io.lintel.storage.StorageUnavailableException;
import io.lintel.token.TokenHash;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

final class InMemoryAuthorizationCodes implements AuthorizationCodes {

    private final int capacity;
    private final Map<TokenHash, Entry> entries = new HashMap<>();
    private final Set<LoginId> logins = new HashSet<>();

    InMemoryAuthorizationCodes(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized boolean add(AuthorizationCode code, IssuedCode issued) {
        if (entries.size() >= capacity) {
            throw StorageUnavailableException.because("The in-memory store is full: it holds " + capacity
                    + " authorization codes. Configure a database under storage.");
        }
        if (!logins.add(issued.login())) {
            return false;
        }
        entries.put(hash(code), new Fresh(issued));
        return true;
    }

    @Override
    public synchronized Optional<CodeBinding> find(AuthorizationCode code) {
        return Optional.ofNullable(entries.get(hash(code))).map(Entry::binding);
    }

    @Override
    public synchronized Redemption redeem(AuthorizationCode code, Instant now) {
        var hash = hash(code);
        var entry = entries.get(hash);
        if (entry == null) {
            return new Redemption.Unknown();
        }
        return switch (entry) {
            case Fresh(var issued) -> {
                var again = new Redemption.Again(issued.grant(), now);
                entries.put(hash, new Redeemed(issued.login(), issued.binding(), again));
                yield new Redemption.First(issued);
            }
            case Redeemed redeemed -> redeemed.answer();
        };
    }

    @Override
    public synchronized int sweep(Instant expiredBefore, int limit) {
        var removed = 0;
        var each = entries.values().iterator();
        while (removed < limit && each.hasNext()) {
            var entry = each.next();
            if (entry.binding().expiresAt().isBefore(expiredBefore)) {
                each.remove();
                logins.remove(entry.login());
                removed++;
            }
        }
        return removed;
    }

    private static TokenHash hash(AuthorizationCode code) {
        return TokenHash.of(code.value());
    }

    private sealed interface Entry {
        LoginId login();

        CodeBinding binding();
    }

    private record Fresh(IssuedCode issued) implements Entry {
        @Override
        public LoginId login() {
            return issued.login();
        }

        @Override
        public CodeBinding binding() {
            return issued.binding();
        }
    }

    private record Redeemed(LoginId login, CodeBinding binding, Redemption.Again answer) implements Entry {}
}
