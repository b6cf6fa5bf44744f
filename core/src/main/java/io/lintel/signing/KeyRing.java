package io.lintel.signing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// All keys we have, and the version that says which state of the store this is.
///
/// @param version grows by one with every change; 0 is the store that never held a key
/// @param keys by `activeFrom`, the newest last
public record KeyRing(long version, List<SigningKey> keys) {

    private static final KeyRing EMPTY = new KeyRing(0, List.of());

    public KeyRing {
        keys = List.copyOf(keys);
        var ids = new HashSet<KeyId>();
        for (var key : keys) {
            if (!ids.add(key.id())) {
                throw new IllegalArgumentException("Two signing keys have the id " + key.id() + ".");
            }
        }
        for (var i = 1; i < keys.size(); i++) {
            if (keys.get(i).activeFrom().isBefore(keys.get(i - 1).activeFrom())) {
                throw new IllegalArgumentException(
                        "Signing keys are out of order: " + keys.get(i).id() + " is active before "
                                + keys.get(i - 1).id() + ". List them by activeFrom.");
            }
        }
    }

    public static KeyRing empty() {
        return EMPTY;
    }

    /// The ring that replaces this one.
    public KeyRing next(List<SigningKey> keys) {
        return new KeyRing(version + 1, keys);
    }

    /// The key that signs at that time what no client asked another algorithm for: that of the main algorithm; while
    /// its first one is only announced, an older one of another algorithm goes on.
    public Optional<SigningKey> findSigning(SigningAlgorithm main, Instant now) {
        return findOf(main, now).or(() -> findOf(SigningAlgorithm.RS256, now)).or(() -> findAny(now));
    }

    private Optional<SigningKey> findAny(Instant now) {
        var able = keys.stream().filter(SigningKey::canSign).toList();
        return able.reversed().stream()
                .filter(key -> !key.activeFrom().isAfter(now))
                .findFirst()
                .or(() -> able.stream().findFirst());
    }

    /// The key of that algorithm that signs at that time: the newest active one. A clock that is behind, or was set
    /// back, may find none: then it is the oldest that can still sign, because that one has been published the
    /// longest. Empty if there is none, or if the first of the algorithm is not known long enough.
    public Optional<SigningKey> findOf(SigningAlgorithm algorithm, Instant now) {
        SigningKey oldest = null;
        for (var key : keys.reversed()) {
            if (key.algorithm() == algorithm && key.canSign()) {
                if (!key.activeFrom().isAfter(now)) {
                    return Optional.of(key);
                }
                oldest = key;
            }
        }
        return Optional.ofNullable(oldest).filter(this::isKnownLongEnough);
    }

    /// Whether a key follows another, which signed while this one was announced, or began together with the key set.
    private boolean isKnownLongEnough(SigningKey oldest) {
        return oldest.publishedAt().equals(oldest.activeFrom())
                || keys.stream()
                        .anyMatch(key -> key.algorithm() == oldest.algorithm()
                                && oldest.activeFrom().equals(key.retiredAt()));
    }

    /// What the key set shows at that time: first the key that signs, then the others, the newest first.
    public List<SigningKey> published(SigningAlgorithm main, Instant now) {
        var signing = findSigning(main, now);
        var published = new ArrayList<SigningKey>();
        signing.ifPresent(published::add);
        keys.reversed().stream()
                .filter(key -> key.isPublished(now) && !signing.equals(Optional.of(key)))
                .forEach(published::add);
        return List.copyOf(published);
    }
}
