package io.lintel.token;

import io.lintel.authorization.GrantId;
import io.lintel.memory.InMemoryStores;
import io.lintel.oauth2.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Refresh families and revoked grants in memory, which can be told what somebody else does at a bad moment, and say
/// what was done.
public final class RecordedGrants implements RefreshFamilies {

    private final InMemoryStores stores = new InMemoryStores();
    private final RefreshFamilies families = stores.families();
    private final RevokedGrants revoked = stores.revoked();
    private final Queue<RefreshFamilyId> started = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> beforeRotations = new ConcurrentLinkedQueue<>();
    private final Queue<Instant> revokedUntil = new ConcurrentLinkedQueue<>();

    /// Lets somebody else come first at the next rotation.
    public void beforeNextRotation(Runnable somebodyElse) {
        beforeRotations.add(somebodyElse);
    }

    /// All families that are alive.
    public List<RefreshFamily> alive() {
        return started.stream().flatMap(id -> find(id).stream()).toList();
    }

    /// Until when each revocation was asked to be remembered, in order.
    public List<Instant> revokedUntil() {
        return List.copyOf(revokedUntil);
    }

    /// The revoked grants of the same store.
    public RevokedGrants revoked() {
        return new Revoked();
    }

    @Override
    public boolean start(RefreshFamily family) {
        var isNew = families.start(family);
        if (isNew) {
            started.add(family.id());
        }
        return isNew;
    }

    @Override
    public Optional<RefreshFamily> find(RefreshFamilyId id) {
        return families.find(id);
    }

    @Override
    public boolean rotate(RefreshFamily next) {
        Optional.ofNullable(beforeRotations.poll()).ifPresent(Runnable::run);
        return families.rotate(next);
    }

    @Override
    public void end(RefreshFamilyId id) {
        families.end(id);
    }

    @Override
    public List<RefreshFamily> of(Subject user, int limit) {
        return families.of(user, limit);
    }

    @Override
    public int sweep(Instant unusedSince, int limit) {
        return families.sweep(unusedSince, limit);
    }

    private final class Revoked implements RevokedGrants {

        @Override
        public void revoke(GrantId grant, Instant until) {
            revokedUntil.add(until);
            revoked.revoke(grant, until);
        }

        @Override
        public boolean contains(GrantId grant) {
            return revoked.contains(grant);
        }

        @Override
        public int sweep(Instant expiredBefore, int limit) {
            return revoked.sweep(expiredBefore, limit);
        }
    }
}
