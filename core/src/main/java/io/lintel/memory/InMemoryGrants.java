package io.lintel.memory;

import io.lintel.authorization.GrantId;
import io.lintel.oauth2.Subject;
import io.lintel.storage.StorageUnavailableException;
import io.lintel.token.RefreshFamilies;
import io.lintel.token.RefreshFamily;
import io.lintel.token.RefreshFamilyId;
import io.lintel.token.RevokedGrants;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Refresh families and revoked grants under one lock, because revoking a grant ends its family.
///
/// Revocations are not counted: refusing one would leave tokens alive, and there is at most one for each login.
final class InMemoryGrants {

    private final int capacity;
    private final Object lock = new Object();
    private final Map<RefreshFamilyId, RefreshFamily> families = new HashMap<>();
    private final Map<GrantId, RefreshFamilyId> familyOf = new HashMap<>();
    private final Map<GrantId, Instant> revokedUntil = new HashMap<>();

    /// @param capacity the most families
    InMemoryGrants(int capacity) {
        this.capacity = capacity;
    }

    RefreshFamilies families() {
        return new Families();
    }

    RevokedGrants revoked() {
        return new Revoked();
    }

    private void endFamilyOf(GrantId grant) {
        var id = familyOf.remove(grant);
        if (id != null) {
            families.remove(id);
        }
    }

    private final class Families implements RefreshFamilies {

        @Override
        public boolean start(RefreshFamily family) {
            synchronized (lock) {
                if (families.size() >= capacity) {
                    throw StorageUnavailableException.because("The in-memory store is full: it holds " + capacity
                            + " families of refresh tokens. Configure a database under storage.");
                }
                if (revokedUntil.containsKey(family.grant())
                        || familyOf.putIfAbsent(family.grant(), family.id()) != null) {
                    return false;
                }
                families.put(family.id(), family);
                return true;
            }
        }

        @Override
        public Optional<RefreshFamily> find(RefreshFamilyId id) {
            synchronized (lock) {
                return Optional.ofNullable(families.get(id));
            }
        }

        @Override
        public boolean rotate(RefreshFamily next) {
            synchronized (lock) {
                var stored = families.get(next.id());
                if (stored == null || stored.generation() + 1 != next.generation()) {
                    return false;
                }
                families.put(next.id(), next);
                return true;
            }
        }

        @Override
        public void end(RefreshFamilyId id) {
            synchronized (lock) {
                var family = families.get(id);
                if (family != null) {
                    endFamilyOf(family.grant());
                }
            }
        }

        @Override
        public List<RefreshFamily> of(Subject user, int limit) {
            synchronized (lock) {
                return families.values().stream()
                        .filter(family -> family.authentication().subject().equals(user))
                        .sorted(Comparator.comparing(RefreshFamily::lastUsedAt).reversed())
                        .limit(limit)
                        .toList();
            }
        }

        @Override
        public int sweep(Instant unusedSince, int limit) {
            synchronized (lock) {
                var unused = families.values().stream()
                        .filter(family -> family.lastUsedAt().isBefore(unusedSince))
                        .limit(limit)
                        .toList();
                unused.forEach(family -> endFamilyOf(family.grant()));
                return unused.size();
            }
        }
    }

    private final class Revoked implements RevokedGrants {

        @Override
        public void revoke(GrantId grant, Instant until) {
            synchronized (lock) {
                revokedUntil.merge(grant, until, (one, other) -> one.isAfter(other) ? one : other);
                endFamilyOf(grant);
            }
        }

        @Override
        public boolean contains(GrantId grant) {
            synchronized (lock) {
                return revokedUntil.containsKey(grant);
            }
        }

        @Override
        public int sweep(Instant expiredBefore, int limit) {
            synchronized (lock) {
                var removed = 0;
                var each = revokedUntil.values().iterator();
                while (removed < limit && each.hasNext()) {
                    if (each.next().isBefore(expiredBefore)) {
                        each.remove();
                        removed++;
                    }
                }
                return removed;
            }
        }
    }
}
