package io.lintel.server.listener;

import io.lintel.server.settings.ListenAddress;
import io.lintel.server.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where the server listens. The port 0 is replaced by one that is free when this is made, so that everybody
/// knows it before anybody listens there.
///
/// @param telemetry for health and metrics, and nothing else
public record Listeners(
        @Nullable Listener http,
        @Nullable Listener https,
        @Nullable Listener telemetry) {

    /// Header and body of a request, in bytes.
    static final int LONGEST_REQUEST_LINE = 8_192;

    static final int LARGEST_HEADER = 16_384;
    static final int LARGEST_BODY = 1_048_576;

    public static Listeners of(Settings settings) {
        var web = settings.web();
        return new Listeners(
                listener(web.http()),
                listener(web.https()),
                listener(settings.telemetry().http()));
    }

    private static @Nullable Listener listener(@Nullable ListenAddress address) {
        if (address == null) {
            return null;
        }
        return new Listener(
                address.port() == 0 ? new ListenAddress(address.host(), freePort(address.host())) : address);
    }

    private static int freePort(String host) {
        try (var socket = new ServerSocket(0, 1, host.isEmpty() ? null : InetAddress.getByName(host))) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException("there is no free port at " + host + ": " + failed.getMessage(), failed);
        }
    }

    /// Where it listens, by name.
    public Map<String, ListenAddress> addresses() {
        var addresses = new LinkedHashMap<String, ListenAddress>();
        put(addresses, "http", http);
        put(addresses, "https", https);
        put(addresses, "telemetry", telemetry);
        return addresses;
    }

    private static void put(Map<String, ListenAddress> addresses, String name, @Nullable Listener listener) {
        if (listener != null) {
            addresses.put(name, listener.address());
        }
    }

    /// What Micronaut is told. TLS is not its business.
    public Map<String, Object> properties() {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("micronaut.application.name", "lintel");
        properties.put("micronaut.server.http-version", "1.1");
        properties.put("micronaut.server.max-request-size", LARGEST_BODY);
        properties.put("micronaut.server.max-request-buffer-size", LARGEST_BODY);
        properties.put("micronaut.server.multipart.enabled", false);
        properties.put("micronaut.server.idle-timeout", "60s");
        properties.put("micronaut.server.read-idle-timeout", "60s");
        properties.put("micronaut.server.write-idle-timeout", "60s");
        properties.put("micronaut.server.log-handled-exceptions", false);
        // ResponseStamp puts it on every response.
        properties.put("micronaut.server.date-header", false);
        properties.put("micronaut.server.netty.max-initial-line-length", LONGEST_REQUEST_LINE);
        properties.put("micronaut.server.netty.max-header-size", LARGEST_HEADER);
        properties.put("micronaut.server.netty.request-decompression-enabled", false);
        // Would refuse the origin null, which our own forms have (Referrer-Policy: no-referrer). OtherSiteFilter
        // guards.
        properties.put("micronaut.server.cors.localhost-pass-through", true);
        properties.put("micronaut.security.enabled", true);
        properties.put("micronaut.security.reject-not-found", false);
        listen(properties, "http", http);
        listen(properties, "https", https);
        listen(properties, "telemetry", telemetry);
        if (telemetry != null) {
            // It tells that the others are about to end, so it ends last.
            properties.put("micronaut.server.netty.listeners.telemetry.support-graceful-shutdown", false);
        }
        return properties;
    }

    private static void listen(Map<String, Object> properties, String name, @Nullable Listener listener) {
        if (listener != null) {
            var prefix = "micronaut.server.netty.listeners." + name + ".";
            var host = listener.address().host();
            if (!host.isEmpty()) {
                properties.put(prefix + "host", host);
            }
            properties.put(prefix + "port", listener.address().port());
        }
    }

    @Override
    public String toString() {
        return addresses().entrySet().stream()
                .map(listener -> listener.getKey() + " " + listener.getValue())
                .collect(Collectors.joining(", "));
    }
}
