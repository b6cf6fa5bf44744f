package io.lintel.connector;

import org.jspecify.annotations.Nullable;

/// The role of a connector that can examine the way to its upstream, for an operator who asks why nobody gets in, or
/// why somebody lacks a group. It makes no [Capability]: whoever signs in does not notice.
public interface DiagnosableConnector {

    /// Examines, step by step in the order of a login, and reports each step as soon as it is known. Ends at a failed
    /// step that leaves nothing to try. Changes nothing at the upstream and asks for no password of an end-user.
    ///
    /// @param user what an end-user would type or is called, to be looked up by the service account where the upstream
    ///     lets it; null if the operator named nobody
    void diagnose(Diagnosis diagnosis, @Nullable String user);
}
