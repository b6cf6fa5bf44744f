package io.lintel.server.http;

import io.lintel.server.listener.Listener;
import io.micronaut.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/// Tells the requests that came by the telemetry listener, if there is one.
public final class TelemetryListener {

    private final @Nullable Listener listener;

    /// @param listener null if there is no such listener
    public TelemetryListener(@Nullable Listener listener) {
        this.listener = listener;
    }

    boolean received(HttpRequest<?> request) {
        return listener != null && listener.accepted(request.getServerAddress());
    }
}
