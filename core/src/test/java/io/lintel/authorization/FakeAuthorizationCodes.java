package io.lintel.authorization;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Codes in a map.
public final class FakeAuthorizationCodes implements AuthorizationCodes {

    private final Map<AuthorizationCode, IssuedCode> codes = new HashMap<>();
    private final Map<AuthorizationCode, Redemption> redeemed = new HashMap<>();

    @Override
    public synchronized boolean add(AuthorizationCode code, IssuedCode issued) {
        if (codes.values().stream().anyMatch(other -> other.login().equals(issued.login()))) {
            return false;
        }
        codes.put(code, issued);
        return true;
    }

    @Override
    public synchronized Optional<CodeBinding> find(AuthorizationCode code) {
        return Optional.ofNullable(codes.get(code)).map(IssuedCode::binding);
    }

    @Override
    public synchronized Redemption redeem(AuthorizationCode code, Instant now) {
        var issued = codes.get(code);
        if (issued == null) {
            return new Redemption.Unknown();
        }
        var before = redeemed.putIfAbsent(code, new Redemption.Again(issued.grant(), now));
        return before == null ? new Redemption.First(issued) : before;
    }

    @Override
    public synchronized int sweep(Instant expiredBefore, int limit) {
        var old = codes.entrySet().stream()
                .filter(entry -> entry.getValue().expiresAt().isBefore(expiredBefore))
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
        old.forEach(codes::remove);
        old.forEach(redeemed::remove);
        return old.size();
    }

    /// What a code stands for, redeemed or not.
    public synchronized Optional<IssuedCode> issued(String code) {
        return codes.entrySet().stream()
                .filter(entry -> entry.getKey().value().reveal().equals(code))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /// How many codes there are.
    public synchronized int size() {
        return codes.size();
    }

    /// How many codes were redeemed.
    public synchronized int redeemed() {
        return redeemed.size();
    }
}
