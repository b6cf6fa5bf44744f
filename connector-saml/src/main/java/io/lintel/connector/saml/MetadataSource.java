package io.lintel.connector.saml;

import io.lintel.connector.ConnectorException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Where an identity provider's metadata is read from.
sealed interface MetadataSource {

    /// More than that is not read.
    int LARGEST = HardenedXml.MOST_BYTES;

    /// @throws ConnectorException [ConnectorException.Fault#UNAVAILABLE] if it cannot be read
    byte[] read();

    /// A file, which somebody else keeps up to date.
    record InFile(Path file) implements MetadataSource {

        @Override
        public byte[] read() {
            try (var in = Files.newInputStream(file)) {
                var content = in.readNBytes(LARGEST + 1);
                if (content.length > LARGEST) {
                    throw ConnectorException.invalidResponse("idpMetadataFile " + file + " is larger than 512 KiB");
                }
                return content;
            } catch (IOException unreadable) {
                throw ConnectorException.unavailable("idpMetadataFile: cannot read " + file, unreadable);
            }
        }
    }

    /// An address. Redirects are not followed, and the whole call ends in time.
    record AtAddress(URI address, HttpClient client) implements MetadataSource {

        private static final Duration WHOLE_CALL = Duration.ofSeconds(15);

        @Override
        public byte[] read() {
            var request = HttpRequest.newBuilder(address)
                    .header("Accept", "application/samlmetadata+xml, application/xml, text/xml, */*;q=0.1")
                    .timeout(WHOLE_CALL)
                    .build();
            var answer = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
            try {
                return require200(answer.get(WHOLE_CALL.toMillis(), TimeUnit.MILLISECONDS));
            } catch (ExecutionException failed) {
                throw unavailable(String.valueOf(failed.getCause()), failed);
            } catch (TimeoutException slow) {
                answer.cancel(true);
                throw unavailable("no complete answer within " + WHOLE_CALL.toSeconds() + " s", slow);
            } catch (InterruptedException ended) {
                answer.cancel(true);
                Thread.currentThread().interrupt();
                throw unavailable("interrupted", ended);
            }
        }

        private byte[] require200(HttpResponse<byte[]> answer) {
            if (answer.statusCode() == 200) {
                return answer.body();
            }
            throw ConnectorException.unavailable(
                    "idpMetadataURL " + address + " answers with status " + answer.statusCode()
                            + " (redirects are not followed)",
                    null);
        }

        private ConnectorException unavailable(String why, Exception cause) {
            return ConnectorException.unavailable("idpMetadataURL " + address + " cannot be read: " + why, cause);
        }
    }
}
