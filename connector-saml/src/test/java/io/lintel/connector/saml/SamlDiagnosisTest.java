package io.lintel.connector.saml;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.testkit.RecordedDiagnosis;
import io.lintel.connector.testkit.TestLogins;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What an operator is told of the way to an identity provider.
final class SamlDiagnosisTest {

    @Test
    void configuredProviderIsToldWithItsCertificateAndAddress() {
        assertThat(diagnose(Judge.NOON))
                .containsExactly(
                        "ok ourselves: called https://login.example.org/saml, responses come to"
                                + " https://login.example.org/callback",
                        "ok identity provider: https://idp.example.org/metadata",
                        "ok the identity provider's certificate: CN=PROVIDER",
                        "ok a browser would be sent to: https://idp.example.org/sso",
                        "ok upstream: https://idp.example.org/");
    }

    @Test
    void metadataIsReadAndUsed() {
        try (var upstream = new TestUpstream()) {
            upstream.publish("/metadata", 200, TestMetadata.of(TestKey.PROVIDER_NEXT));

            assertThat(diagnose(
                            Judge.NOON,
                            entry("ssoURL", ""),
                            entry("ca", ""),
                            entry("idpMetadataURL", upstream.at("/metadata").toString())))
                    .contains(
                            "ok metadata: " + upstream.at("/metadata"),
                            "ok the identity provider's certificate: CN=PROVIDER_NEXT",
                            "ok a browser would be sent to: https://idp.example.org/post");
        }
    }

    @Test
    void metadataThatCannotBeUsedIsAFailedStep() {
        try (var upstream = new TestUpstream()) {
            upstream.publish("/metadata", 200, "<html/>");

            assertThat(diagnose(
                            Judge.NOON,
                            entry("ssoURL", ""),
                            entry("ca", ""),
                            entry("idpMetadataURL", upstream.at("/metadata").toString())))
                    .last()
                    .asString()
                    .startsWith("fail identity provider: the identity provider's metadata cannot be used");
        }
    }

    @Test
    void whatIsDoubtfulIsToldSo() {
        var lines = diagnose(
                TestKey.PROVIDER.certificate().getNotAfter().toInstant(),
                entry("ssoIssuer", ""),
                entry("insecureSkipSignatureValidation", "true"));

        assertThat(lines)
                .anyMatch(line -> line.startsWith("look configuration: insecureSkipSignatureValidation"))
                .anyMatch(line -> line.startsWith("look identity provider: any issuer"))
                .anyMatch(line -> line.startsWith("look the identity provider's certificate: "));
    }

    @SafeVarargs
    private static List<String> diagnose(Instant now, Map.Entry<String, ?>... changes) {
        var context = TestLogins.context("corp", Clock.fixed(now, ZoneOffset.UTC));
        var diagnosis = new RecordedDiagnosis();
        try (var connector = (SamlConnector) new SamlConnectorFactory().create(Configurations.with(changes), context)) {
            connector.diagnose(diagnosis, null);
        }
        return diagnosis.lines();
    }
}
