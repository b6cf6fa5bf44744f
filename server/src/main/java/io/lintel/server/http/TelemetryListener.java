package io.lintel.server.http;

import io.lintel.server.settings.ListenAddress;
import io.micronaut.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/// Tells the requests that came by the telemetry listener, if there is one.
public final class TelemetryListener {

    private final @Nullable ListenAddress address;

    /// @param address null if there is no such listener
    public TelemetryListener(@Nullable ListenAddress address) {
        this.address = address;
    }

    boolean received(HttpRequest<?> request) {
        return address != null && request.getServerAddress().getPort() == address.port();
    }
}
