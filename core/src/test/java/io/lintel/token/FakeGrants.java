package io.lintel.token;

import io.lintel.authorization.GrantId;
import io.lintel.oauth2.Subject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Refresh families and revoked grants in maps, which can be told what somebody else does at a bad moment.
public final class FakeGrants implements RefreshFamilies {

    private final Map<RefreshFamilyId, RefreshFamily> families = new HashMap<>();
    private final Map<GrantId, Instant> revoked = new HashMap<>();
    private final Deque<Runnable> beforeRotations = new ArrayDeque<>();
    private final List<Instant> revokedUntil = new ArrayList<>();

    /// Lets somebody else come first at the next rotation.
    public void beforeNextRotation(Runnable somebodyElse) {
        beforeRotations.add(somebodyElse);
    }

    /// All families that are alive.
    public synchronized List<RefreshFamily> alive() {
        return List.copyOf(families.values());
    }

    /// Until when each revocation was asked to be remembered, in order.
    public synchronized List<Instant> revokedUntil() {
        return List.copyOf(revokedUntil);
    }

    @Override
    public synchronized boolean start(RefreshFamily family) {
        if (revoked.containsKey(family.grant())
                || families.values().stream().anyMatch(other -> other.grant().equals(family.grant()))) {
            return false;
        }
        return families.putIfAbsent(family.id(), family) == null;
    }

    @Override
    public synchronized Optional<RefreshFamily> find(RefreshFamilyId id) {
        return Optional.ofNullable(families.get(id));
    }

    @Override
    public synchronized boolean rotate(RefreshFamily next) {
        var first = beforeRotations.poll();
        if (first != null) {
            first.run();
        }
        var stored = families.get(next.id());
        if (stored == null || stored.generation() + 1 != next.generation()) {
            return false;
        }
        families.put(next.id(), next);
        return true;
    }

    @Override
    public synchronized void end(RefreshFamilyId id) {
        families.remove(id);
    }

    @Override
    public synchronized List<RefreshFamily> of(Subject user, int limit) {
        return families.values().stream()
                .filter(family -> family.authentication().subject().equals(user))
                .sorted(Comparator.comparing(RefreshFamily::lastUsedAt).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized int sweep(Instant unusedSince, int limit) {
        var unused = families.values().stream()
                .filter(family -> family.lastUsedAt().isBefore(unusedSince))
                .map(RefreshFamily::id)
                .limit(limit)
                .toList();
        unused.forEach(families::remove);
        return unused.size();
    }

    /// The revoked grants of the same store.
    public RevokedGrants revoked() {
        return new Revoked();
    }

    private final class Revoked implements RevokedGrants {

        @Override
        public void revoke(GrantId grant, Instant until) {
            synchronized (FakeGrants.this) {
                revokedUntil.add(until);
                revoked.merge(grant, until, (one, other) -> one.isAfter(other) ? one : other);
                families.values().removeIf(family -> family.grant().equals(grant));
            }
        }

        @Override
        public boolean contains(GrantId grant) {
            synchronized (FakeGrants.this) {
                return revoked.containsKey(grant);
            }
        }

        @Override
        public int sweep(Instant expiredBefore, int limit) {
            synchronized (FakeGrants.this) {
                var old = revoked.entrySet().stream()
                        .filter(entry -> entry.getValue().isBefore(expiredBefore))
                        .map(Map.Entry::getKey)
                        .limit(limit)
                        .toList();
                old.forEach(revoked::remove);
                return old.size();
            }
        }
    }
}
