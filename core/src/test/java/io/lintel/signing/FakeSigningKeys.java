package io.lintel.signing;

import java.util.ArrayList;
import java.util.List;

/// A store in memory that remembers what was put into it, and that can be made to fail.
public final class FakeSigningKeys implements SigningKeys {

    private final List<KeyRing> history = new ArrayList<>(List.of(KeyRing.empty()));
    private int reads;
    private boolean failing;

    @Override
    public synchronized KeyRing load() {
        reads++;
        requireWorking();
        return history.getLast();
    }

    @Override
    public synchronized boolean replace(KeyRing expected, KeyRing next) {
        requireWorking();
        return history.getLast().version() == expected.version() && history.add(next);
    }

    /// From now on every call fails, or none.
    public synchronized void setFailing(boolean fails) {
        failing = fails;
    }

    /// How often the ring was changed.
    public synchronized int changes() {
        return history.size() - 1;
    }

    /// How often it was read.
    public synchronized int reads() {
        return reads;
    }

    private void requireWorking() {
        if (failing) {
            throw new IllegalStateException("The store was told to fail.");
        }
    }
}
