package io.lintel.connector.saml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.testkit.Answer;
import io.lintel.connector.testkit.LoopbackCertificate;
import io.lintel.connector.testkit.LoopbackUpstream;
import io.lintel.connector.testkit.TestLogins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How metadata is fetched.
@Tag("SEC-I6")
final class MetadataSourceTest {

    private final TestUpstream upstream = new TestUpstream();

    @AfterEach
    void stop() {
        upstream.close();
    }

    @Test
    void answerIsRead() {
        upstream.publish("/metadata", 200, "x".repeat(MetadataSource.LARGEST));

        assertThat(at("/metadata").read()).hasSize(MetadataSource.LARGEST);
    }

    @Test
    void largeAnswerIsNotReadToItsEnd() {
        upstream.publish("/metadata", 200, "x".repeat(MetadataSource.LARGEST + 1));

        unavailable(at("/metadata"));
    }

    @Test
    void redirectIsNotFollowed() {
        upstream.publish("/metadata", 200, "x");
        upstream.publish("/moved", 302, "");

        unavailable(at("/moved"));
        unavailable(at("/nothing"));
    }

    /// What a provider inside a company has.
    @Test
    void authorityOfTheCompanyIsTrustedOnlyIfItIsConfigured() {
        try (var idp = LoopbackUpstream.start(asked -> Answer.of(200, Map.of(), "<x/>"))) {
            var context = TestLogins.context("corp", Clock.systemUTC());
            var trusting = Configurations.with(
                    entry("idpMetadataURL", idp.at("/metadata")),
                    entry("idpMetadataRootCA", LoopbackCertificate.shared().pem()));

            unavailable(MetadataSource.AtAddress.of(idp.at("/metadata"), context.httpClient()));
            assertThat(MetadataSource.AtAddress.of(idp.at("/metadata"), IdentityProviders.client(trusting, context))
                            .read())
                    .asString(UTF_8)
                    .isEqualTo("<x/>");
        }
    }

    @Test
    void fileIsRead(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("metadata.xml"), "x");

        assertThat(new MetadataSource.InFile(file).read()).containsExactly('x');
        unavailable(new MetadataSource.InFile(folder.resolve("nothing.xml")));
    }

    private MetadataSource at(String path) {
        var context = TestLogins.context("corp", Clock.systemUTC());
        return MetadataSource.AtAddress.of(upstream.at(path), context.httpClient());
    }

    private static void unavailable(MetadataSource source) {
        assertThatThrownBy(source::read)
                .isInstanceOfSatisfying(ConnectorException.class, failed -> assertThat(failed.fault())
                        .isEqualTo(ConnectorException.Fault.UNAVAILABLE));
    }
}
