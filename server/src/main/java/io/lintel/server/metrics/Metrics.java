package io.lintel.server.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// All metrics of one server.
public final class Metrics {

    private final PrometheusRegistry registry;
    private final AtomicBoolean hasJvm = new AtomicBoolean();

    /// @param version of this server
    /// @param health what is healthy, by name
    public Metrics(PrometheusRegistry registry, String version, Supplier<Map<String, Boolean>> health) {
        this.registry = registry;
        var info = Info.builder()
                .name("lintel_build_info")
                .help("What this server is.")
                .labelNames("version", "java_version", "platform")
                .register(registry);
        info.setLabelValues(
                version,
                System.getProperty("java.version"),
                System.getProperty("os.name") + "/" + System.getProperty("os.arch"));
        GaugeWithCallback.builder()
                .name("lintel_healthy")
                .help("Whether a part of the server can do its work (1) or not (0).")
                .labelNames("check")
                .callback(gauge -> health.get().forEach((check, isHealthy) -> gauge.call(isHealthy ? 1 : 0, check)))
                .register(registry);
    }

    /// A text in the format that was asked for.
    public record Exposition(String contentType, String content) {}

    /// Everything as it is now.
    ///
    /// @param accept the header field of the request, if there is one
    public Exposition expose(@Nullable String accept) {
        if (hasJvm.compareAndSet(false, true)) {
            // Not at start: the beans of the JVM take their time.
            JvmMetrics.builder().register(registry);
        }
        var formats = ExpositionFormats.init();
        var writer = accept != null && accept.contains("application/openmetrics-text")
                ? formats.getOpenMetricsTextFormatWriter()
                : formats.getPrometheusTextFormatWriter();
        var out = new ByteArrayOutputStream();
        try {
            writer.write(out, registry.scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Exposition(writer.getContentType(), out.toString(UTF_8));
    }
}
