package io.lintel.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.settings.WebSettings.ClientRemoteIp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WebSettingsTest {

    @Test
    void leastWeb() {
        assertThat(Yaml.read("http: 127.0.0.1:5556", WebSettings::read))
                .isEqualTo(new WebSettings(
                        new ListenAddress("127.0.0.1", 5556),
                        null,
                        null,
                        Map.of(),
                        List.of(),
                        List.of("Authorization"),
                        new ClientRemoteIp(null, List.of()),
                        Duration.ofSeconds(3)));
    }

    @Test
    void fullWeb(@TempDir Path directory) throws IOException {
        var certificate = Files.createFile(directory.resolve("tls.crt"));
        var key = Files.createFile(directory.resolve("tls.key"));
        assertThat(Yaml.read("""
            http: :5556
            https: "[::1]:5554"
            tlsCert: %s
            tlsKey: %s
            tlsMinVersion: 1.3
            tlsMaxVersion: "1.3"
            headers:
              X-Frame-Options: SAMEORIGIN
              x-content-type-options: nosniff
              Content-Security-Policy: default-src 'self'
              X-XSS-Protection: 1; mode=block
              Strict-Transport-Security: max-age=31536000
            allowedOrigins: [https://app.example.org, '*', 'http://localhost:3000']
            allowedHeaders: [X-Requested-With]
            clientRemoteIP:
              header: X-Forwarded-For
              trustedProxies: [10.0.0.0/8, 'fd00::/8']
            shutdownDelay: 10s
            """.formatted(certificate, key), WebSettings::read))
                .isEqualTo(new WebSettings(
                        new ListenAddress("", 5556),
                        new ListenAddress("::1", 5554),
                        new TlsSettings(certificate, key, TlsSettings.Version.TLS_1_3, TlsSettings.Version.TLS_1_3),
                        Map.of(
                                "X-Frame-Options", "SAMEORIGIN",
                                "X-Content-Type-Options", "nosniff",
                                "Content-Security-Policy", "default-src 'self'",
                                "X-XSS-Protection", "1; mode=block",
                                "Strict-Transport-Security", "max-age=31536000"),
                        List.of("https://app.example.org", "*", "http://localhost:3000"),
                        List.of("X-Requested-With"),
                        new ClientRemoteIp(
                                "X-Forwarded-For", List.of(Network.parse("10.0.0.0/8"), Network.parse("fd00::/8"))),
                        Duration.ofSeconds(10)));
    }

    @Test
    void fullGrpc(@TempDir Path directory) throws IOException {
        var file = Files.createFile(directory.resolve("pem"));
        assertThat(Yaml.read(
                        "{addr: 127.0.0.1:5557, tlsCert: %1$s, tlsKey: %1$s, tlsClientCA: %1$s, reflection: true}"
                                .formatted(file),
                        GrpcSettings::read))
                .isEqualTo(new GrpcSettings(
                        new ListenAddress("127.0.0.1", 5557),
                        new TlsSettings(file, file, TlsSettings.Version.TLS_1_2, null),
                        file,
                        true));
    }
}
