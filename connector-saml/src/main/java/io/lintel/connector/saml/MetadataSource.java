package io.lintel.connector.saml;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.support.Call;
import io.lintel.connector.support.Deadline;
import io.lintel.connector.support.Destinations;
import io.lintel.connector.support.HttpLimits;
import io.lintel.connector.support.Reply;
import io.lintel.connector.support.UpstreamHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

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

    /// An address. The whole call ends in time, and a redirect leads nowhere else than to the same host.
    record AtAddress(URI address, UpstreamHttp http) implements MetadataSource {

        private static final Duration WHOLE_CALL = Duration.ofSeconds(15);

        /// @param client must not follow redirects
        static AtAddress of(URI address, HttpClient client) {
            var configured = Destinations.of(List.of(address.getHost()));
            return new AtAddress(address, new UpstreamHttp(client, configured, new HttpLimits(WHOLE_CALL, LARGEST)));
        }

        @Override
        public byte[] read() {
            var call = Call.get(address)
                    .with("Accept", "application/samlmetadata+xml, application/xml, text/xml, */*;q=0.1");
            try {
                return require200(http.send(call, Deadline.in(WHOLE_CALL)));
            } catch (ConnectorException fault) {
                throw ConnectorException.unavailable("idpMetadataURL cannot be read: " + fault.getMessage(), fault);
            }
        }

        private static byte[] require200(Reply reply) {
            if (reply.status() == 200) {
                return reply.body();
            }
            throw ConnectorException.unavailable(reply + " and no metadata", null);
        }
    }
}
