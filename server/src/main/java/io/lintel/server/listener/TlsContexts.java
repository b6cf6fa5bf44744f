package io.lintel.server.listener;

import io.lintel.server.settings.TlsSettings;
import io.lintel.server.tls.KeyMaterial;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLException;

/// Turns a certificate and the settings into what handshakes are made with. Whatever the certificate, versions
/// and suites are those of the settings.
final class TlsContexts {

    /// Those with forward secrecy and authenticated encryption; the client's order does not count.
    private static final List<String> SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private final String[] protocols;

    TlsContexts(TlsSettings settings) {
        var most = settings.most() == null ? TlsSettings.Version.TLS_1_3 : settings.most();
        this.protocols = Arrays.stream(TlsSettings.Version.values())
                .filter(version -> version.compareTo(settings.least()) >= 0 && version.compareTo(most) <= 0)
                .map(version -> "TLSv" + version.number())
                .toArray(String[]::new);
    }

    /// @throws SSLException if no suite of the settings works with that key
    SslContext of(KeyMaterial material) throws SSLException {
        return SslContextBuilder.forServer(material.key(), material.chain())
                .sslProvider(SslProvider.JDK)
                .protocols(protocols)
                .ciphers(SUITES)
                .clientAuth(ClientAuth.NONE)
                .build();
    }
}
