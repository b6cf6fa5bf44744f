package io.lintel.server.settings;

import org.jspecify.annotations.Nullable;

/// Where health and metrics are told.
///
/// @param http null for nowhere
public record TelemetrySettings(@Nullable ListenAddress http, boolean enableProfiling) {

    static TelemetrySettings read(Section section) {
        var profiling = section.flag("enableProfiling", false);
        if (profiling) {
            section.warn("enableProfiling", "has no effect: use the JVM's own flight recorder");
        }
        return new TelemetrySettings(section.parsed("http", ListenAddress::parse), profiling);
    }
}
