package io.lintel.secret;

/// Where the sealing key of an installation is kept that has not been given one by its operator.
public interface SealingKeys {

    /// Stores the candidate unless there is a key already, and answers the key that is stored. Of any number of
    /// replicas that start together, all are answered the same key.
    SealingKey loadOrStore(SealingKey candidate);
}
