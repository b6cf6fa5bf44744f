package io.lintel.connector.saml;

import io.lintel.connector.ConnectorContext;
import io.lintel.connector.support.RootCertificates;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The identity provider of one connector, as its configuration and its metadata describe it.
final class IdentityProviders implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final IdentityProvider configured;
    private final @Nullable MetadataPolling polling;

    private IdentityProviders(IdentityProvider configured, @Nullable MetadataPolling polling) {
        this.configured = configured;
        this.polling = polling;
    }

    static IdentityProviders of(SamlSetup setup, ConnectorContext context) {
        var configured = setup.configured();
        var source = source(setup.configuration(), context);
        if (source == null) {
            return new IdentityProviders(configured, null);
        }
        var reading = new Reading(source, setup, configured, context.clock());
        var interval = setup.configuration().idpMetadataRefresh();
        return new IdentityProviders(configured, new MetadataPolling(reading, interval, context.id(), context.clock()));
    }

    private static @Nullable MetadataSource source(SamlConfiguration configuration, ConnectorContext context) {
        var url = configuration.idpMetadataUrl();
        if (url != null) {
            return MetadataSource.AtAddress.of(url, client(configuration, context));
        }
        var file = configuration.idpMetadataFile();
        return file == null ? null : new MetadataSource.InFile(Path.of(file));
    }

    /// One of its own where other authorities are trusted than everywhere else.
    static HttpClient client(SamlConfiguration configuration, ConnectorContext context) {
        var rootCa = configuration.idpMetadataRootCa();
        return rootCa == null
                ? context.httpClient()
                : HttpClient.newBuilder()
                        .connectTimeout(CONNECT)
                        .sslContext(RootCertificates.trusting("idpMetadataRootCA", rootCa))
                        .build();
    }

    IdentityProvider current() {
        return polling == null ? configured : polling.current();
    }

    /// See [MetadataPolling#afterSurprise].
    IdentityProvider afterSurprise() {
        return polling == null ? configured : polling.afterSurprise();
    }

    @Override
    public void close() {
        if (polling != null) {
            polling.close();
        }
    }

    /// Reads metadata and checks it. Whoever it once was about, it must stay about.
    private static final class Reading implements Supplier<IdentityProvider> {

        private final MetadataSource source;
        private final SamlSetup setup;
        private final IdentityProvider configured;
        private final Clock clock;
        private volatile @Nullable String entityId;

        Reading(MetadataSource source, SamlSetup setup, IdentityProvider configured, Clock clock) {
            this.source = source;
            this.setup = setup;
            this.configured = configured;
            this.clock = clock;
            this.entityId = configured.entityId();
        }

        @Override
        public IdentityProvider get() {
            var provider = MetadataDocument.read(source.read(), setup.metadataSigners(), entityId, clock.instant());
            entityId = provider.entityId();
            return provider.under(configured);
        }
    }
}
