package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.testkit.Answer;
import io.lintel.connector.testkit.LoopbackCertificate;
import io.lintel.connector.testkit.LoopbackUpstream;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A client that is known by a document it publishes logs somebody in.
final class MetadataDocumentTest {

    @Test
    void clientOfADocumentGetsTokens(@TempDir Path directory) throws IOException {
        var ca = Files.writeString(
                directory.resolve("ca.pem"), LoopbackCertificate.shared().pem());
        try (var upstream = LoopbackUpstream.start(asked -> Answer.json(200, document(asked.path())));
                var server = TestServer.start(TestServer.STANDARD
                        + "registration: {trustedHosts: [127.0.0.1], rootCA: " + ca
                        + ", metadataDocuments: {enabled: true}}\n");
                var browser = new TestBrowser()) {
            port = upstream.port();
            var shop = new Shop(server, browser);
            var id = upstream.at("/client.json").toString();

            var consent = shop.aliceLogsIn(Map.of("client_id", id));
            assertThat(consent.body()).contains("consent-self-registered").contains("Documented Shop");
            var code = TestBrowser.answer(browser.submit(consent, Map.of("approval", "approve")))
                    .getOrDefault("code", "");
            var form = new LinkedHashMap<>(shop.redemption(code));
            form.put("client_id", id);
            assertThat(browser.post(server.at("/token"), form).body()).contains("\"id_token\"");

            assertThat(browser.get(server.at("/.well-known/openid-configuration"))
                            .body())
                    .contains("\"client_id_metadata_document_supported\":true")
                    .doesNotContain("registration_endpoint");
            HttpResponse<String> unknown = browser.get(shop.authorize(
                    "/auth/local", Map.of("client_id", upstream.at("/").toString())));
            assertThat(unknown.statusCode()).isEqualTo(400);
            assertThat(unknown.headers().firstValue("Location")).isEmpty();
        }
    }

    private volatile int port;

    private String document(String path) {
        return "{\"client_id\":\"https://127.0.0.1:" + port + path + "\",\"client_name\":\"Documented Shop\","
                + "\"redirect_uris\":[\"https://shop.example/callback\"]}";
    }
}
