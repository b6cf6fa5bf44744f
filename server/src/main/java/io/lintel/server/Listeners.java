package io.lintel.server;

import io.lintel.server.settings.ListenAddress;
import io.lintel.server.settings.Settings;
import io.lintel.server.settings.TlsSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Micronaut and Netty are told: where to listen, and what not to take.
final class Listeners {

    private Listeners() {}

    static Map<String, Object> properties(Settings settings) {
        var properties = new LinkedHashMap<String, Object>();
        var path = settings.issuer().path();
        properties.put("lintel.path", path.isEmpty() ? "/" : path);
        limits(properties);
        var web = settings.web();
        listener(properties, "http", web.http(), null);
        listener(properties, "https", web.https(), web.tls());
        listener(properties, "telemetry", settings.telemetry().http(), null);
        return properties;
    }

    private static void limits(Map<String, Object> properties) {
        properties.put("micronaut.application.name", "lintel");
        properties.put("micronaut.server.max-request-size", "1MB");
        properties.put("micronaut.server.max-request-buffer-size", "1MB");
        properties.put("micronaut.server.idle-timeout", "60s");
        properties.put("micronaut.server.read-idle-timeout", "60s");
        properties.put("micronaut.server.write-idle-timeout", "60s");
        properties.put("micronaut.server.log-handled-exceptions", false);
        properties.put("micronaut.server.server-header", "");
        properties.put("micronaut.server.date-header", true);
        properties.put("micronaut.server.netty.max-initial-line-length", 8192);
        properties.put("micronaut.server.netty.max-header-size", 16384);
        properties.put("micronaut.server.netty.validate-headers", true);
        // Would refuse the origin null, which our own forms have (Referrer-Policy: no-referrer). OtherSiteFilter
        // guards.
        properties.put("micronaut.server.cors.localhost-pass-through", true);
        properties.put("micronaut.security.enabled", true);
        properties.put("micronaut.security.reject-not-found", false);
    }

    private static void listener(
            Map<String, Object> properties, String name, @Nullable ListenAddress address, @Nullable TlsSettings tls) {
        if (address == null) {
            return;
        }
        var prefix = "micronaut.server.netty.listeners." + name + ".";
        properties.put(prefix + "host", address.host().isEmpty() ? "0.0.0.0" : address.host());
        properties.put(prefix + "port", address.port() == 0 ? -1 : address.port());
        if (tls != null) {
            properties.put(prefix + "ssl", true);
            properties.put("micronaut.server.ssl.enabled", true);
        }
    }
}
