package io.lintel.server.health;

/// Something without which requests cannot be answered.
public interface HealthCheck {

    /// One word in lower case, such as `storage`.
    String name();

    /// Asked every few seconds, in a thread that may wait.
    boolean isHealthy();
}
