package io.lintel.server.listener;

import io.lintel.server.audit.Audit;
import io.lintel.server.settings.Settings;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts our handlers into the pipeline of each connection.
public final class ConnectionSetup implements NettyServerCustomizer, AutoCloseable {

    private final Listeners listeners;
    private final RequestLimits limits;
    private final @Nullable Certificates certificates;
    private final Exchanges exchanges;
    private final Map<String, String> protections;

    private ConnectionSetup(
            Listeners listeners,
            RequestLimits limits,
            @Nullable Certificates certificates,
            Exchanges exchanges,
            Map<String, String> protections) {
        this.protections = Map.copyOf(protections);
        this.listeners = listeners;
        this.limits = limits;
        this.certificates = certificates;
        this.exchanges = exchanges;
    }

    /// @param audit hears of certificates that are replaced
    /// @param exchanges hears of the requests of the listeners for browsers and clients
    /// @param protections the fields of responses that protect browsers, by name
    /// @throws IllegalStateException if there is an https listener and its certificate cannot be used
    public static ConnectionSetup of(
            Listeners listeners, Settings settings, Audit audit, Exchanges exchanges, Map<String, String> protections) {
        var tls = settings.web().tls();
        var certificates =
                listeners.https() == null || tls == null ? null : Certificates.watch(tls, audit, Certificates.PERIOD);
        return new ConnectionSetup(
                listeners, new RequestLimits(settings.issuer().path()), certificates, exchanges, protections);
    }

    /// Looks at once whether there is another certificate.
    public void reload() {
        if (certificates != null) {
            certificates.reload();
        }
    }

    @Override
    public void close() {
        if (certificates != null) {
            certificates.close();
        }
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
        return role == ChannelRole.CONNECTION ? new Connection(channel) : this;
    }

    private final class Connection implements NettyServerCustomizer {

        private final Channel channel;

        Connection(Channel channel) {
            this.channel = channel;
        }

        @Override
        public void onStreamPipelineBuilt() {
            var pipeline = channel.pipeline();
            var local = channel.localAddress();
            var https = listeners.https();
            if (https != null && certificates != null && https.accepted(local)) {
                pipeline.addFirst("tls", certificates.current().newHandler(channel.alloc()));
            }
            var codec = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
            pipeline.replace(codec, codec, new StrictHttpCodec());
            pipeline.addAfter(codec, "request-guard", new RequestGuard(limits));
            pipeline.addAfter(codec, "response-stamp", new ResponseStamp(InstantSource.system(), protections));
            var telemetry = listeners.telemetry();
            if (telemetry != null && telemetry.accepted(local)) {
                pipeline.addAfter("request-guard", "telemetry-paths", new TelemetryPaths());
            } else {
                pipeline.addAfter("request-guard", "any-format", new AnyFormat());
                pipeline.addAfter("any-format", "exchange-meter", new ExchangeMeter(exchanges));
            }
        }
    }
}
