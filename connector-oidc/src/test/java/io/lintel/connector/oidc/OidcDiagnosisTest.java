package io.lintel.connector.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.testkit.RecordedDiagnosis;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OidcDiagnosisTest {

    private final FakeProvider provider = new FakeProvider();

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void clientThatTheProviderKnowsIsWell() {
        assertThat(examined(Setup.of(provider)))
                .containsExactly(
                        "ok provider: " + provider.issuer() + "/.well-known/openid-configuration",
                        "ok discovery document: of " + provider.issuer(),
                        "ok key set: 1 keys that can be used",
                        "ok client id and secret: the token endpoint takes them");
    }

    @Test
    void wrongSecretIsTold() {
        assertThat(examined(Setup.of(provider).clientSecret("wrong")).getLast())
                .startsWith("fail client id and secret: invalid_client -> Compare clientID");
    }

    @Test
    void providerOfAnotherNameIsTold() {
        provider.announce("issuer", "https://op.example");

        assertThat(examined(Setup.of(provider)).getLast())
                .startsWith("fail discovery document: the provider calls itself by another issuer");
    }

    @Test
    void keySetWithoutAKeyIsTold() {
        provider.publish(List.of(Map.of("kty", "oct", "k", "AAAA")));

        assertThat(examined(Setup.of(provider)).getLast()).contains("no key that can be used");
    }

    private static List<String> examined(Setup setup) {
        var diagnosis = new RecordedDiagnosis();
        try (var connector = setup.open()) {
            connector.diagnose(diagnosis, null);
        }
        return diagnosis.lines();
    }
}
