package io.lintel.client;

/// Where the salt of an installation is kept. It is stored as it is and not sealed: who loses or changes the sealing
/// key must not lose who everybody is.
public interface SubjectSalts {

    /// Stores the candidate unless there is a salt already, and answers the one that is stored. Of any number of
    /// replicas that start together, all are answered the same.
    SubjectSalt loadOrStore(SubjectSalt candidate);
}
