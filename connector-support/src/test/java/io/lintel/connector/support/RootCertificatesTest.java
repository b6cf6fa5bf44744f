package io.lintel.connector.support;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.testkit.Answer;
import io.lintel.connector.testkit.LoopbackCertificate;
import io.lintel.connector.testkit.LoopbackUpstream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RootCertificatesTest {

    private static final String PEM = LoopbackCertificate.shared().pem();

    private final Path directory;

    RootCertificatesTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void pemAndBase64AndFileAreTaken() throws IOException {
        assertTrusted(PEM);
        assertTrusted("# our own\n" + PEM + PEM);
        assertTrusted(Base64.getEncoder().encodeToString(PEM.getBytes(US_ASCII)));
        assertTrusted(Base64.getMimeEncoder().encodeToString(PEM.getBytes(US_ASCII)));
        assertTrusted(Files.writeString(directory.resolve("ca.pem"), PEM).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/no/such/file.pem",
                "no base64 ?",
                "bm8gUEVN",
                "/",
                "\u0000",
                "-----BEGIN CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
            })
    void anythingElseIsAMisconfigurationThatNamesTheKey(String value) {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> RootCertificates.trusting("rootCA", value))
                .withMessageStartingWith("rootCA")
                .satisfies(thrown -> assertThat(thrown.fault()).isEqualTo(ConnectorException.Fault.MISCONFIGURED));
    }

    private static void assertTrusted(String value) {
        try (var upstream = LoopbackUpstream.start(_ -> Answer.json(200, "{}"));
                var client = HttpClient.newBuilder()
                        .sslContext(RootCertificates.trusting("rootCA", value))
                        .build()) {
            var http = new UpstreamHttp(
                    client, Destinations.of(List.of("127.0.0.1")), HttpLimits.of(Duration.ofSeconds(20)));

            assertThat(http.send(Call.get(upstream.at("/")), TestHttp.deadline())
                            .status())
                    .isEqualTo(200);
        }
    }
}
