package io.lintel.connector.saml;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.testkit.RecordedDiagnosis;
import io.lintel.connector.testkit.TestLogins;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SamlDiagnosisTest {

    @Test
    void everyCertificateAndAddressIsExamined() {
        assertThat(examined(entry("ssoURL", "https://idp.example.org/sso")))
                .anyMatch(line -> line.startsWith("ok our entity id: "))
                .anyMatch(line -> line.startsWith("ok certificate of the identity provider: CN="))
                .contains("ok single sign-on: https://idp.example.org/sso");
    }

    @Test
    void metadataThatCannotBeReadIsTold() {
        assertThat(examined(entry("ssoURL", ""), entry("ca", ""), entry("idpMetadataFile", "no-such-file.xml"))
                        .getLast())
                .startsWith("fail identity provider: ")
                .contains("no-such-file.xml");
    }

    @SafeVarargs
    private static List<String> examined(Map.Entry<String, ?>... changes) {
        var diagnosis = new RecordedDiagnosis();
        var context = TestLogins.context("corp", Clock.fixed(Judge.NOON, ZoneOffset.UTC));
        try (var connector = new SamlConnectorFactory().create(Configurations.with(changes), context)) {
            connector.diagnose(diagnosis, null);
        }
        return diagnosis.lines();
    }
}
