package io.lintel.signing;

/// The store of our keys, shared by all replicas.
public interface SigningKeys {

    /// All keys and their version; [KeyRing#empty()] if there never was one.
    KeyRing load();

    /// Puts a ring in the place of the one it was made from, in one step.
    ///
    /// Of any number of callers, on any number of replicas, that expect the same version exactly one is
    /// answered true, and what it gave is what [#load()] gives from then on, also after a crash. Every other
    /// call changes nothing.
    ///
    /// @param next made by `expected.next(…)`
    boolean replace(KeyRing expected, KeyRing next);
}
