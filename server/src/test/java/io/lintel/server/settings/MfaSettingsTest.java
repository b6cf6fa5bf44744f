package io.lintel.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.oauth2.Issuer;
import io.lintel.server.settings.MfaSettings.Attestation;
import io.lintel.server.settings.MfaSettings.Authenticator;
import io.lintel.server.settings.MfaSettings.Totp;
import io.lintel.server.settings.MfaSettings.WebAuthn;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MfaSettingsTest {

    private static final Issuer ISSUER = new Issuer("https://login.example.org:8443/sso");

    @Test
    void emptyMfa() {
        assertThat(read("")).isEqualTo(new MfaSettings(List.of(), List.of()));
    }

    @Test
    void leastAuthenticators() {
        assertThat(read("""
                authenticators:
                  - {id: code, type: TOTP, config: {issuer: Example}}
                  - {id: key, type: WebAuthn, config: {}}
                """).authenticators())
                .containsExactly(
                        new Authenticator("code", List.of(), new Totp("Example")),
                        new Authenticator(
                                "key",
                                List.of(),
                                new WebAuthn(
                                        "login.example.org",
                                        "login.example.org",
                                        List.of("https://login.example.org:8443"),
                                        Attestation.INDIRECT,
                                        "preferred",
                                        "",
                                        null)));
    }

    @Test
    void fullMfa() {
        assertThat(read("""
                authenticators:
                  - id: key
                    type: WebAuthn
                    connectorTypes: [ldap]
                    config:
                      rpDisplayName: Example
                      rpID: example.org
                      rpOrigins: [https://example.org]
                      attestationPreference: direct
                      userVerification: required
                      authenticatorAttachment: platform
                      timeout: 1m
                defaultMFAChain: [key]
                """))
                .isEqualTo(new MfaSettings(
                        List.of(new Authenticator(
                                "key",
                                List.of("ldap"),
                                new WebAuthn(
                                        "Example",
                                        "example.org",
                                        List.of("https://example.org"),
                                        Attestation.DIRECT,
                                        "required",
                                        "platform",
                                        Duration.ofMinutes(1)))),
                        List.of("key")));
    }

    @Test
    void authenticatorsThatCouldNotBeAskedForAreMistakes() {
        assertThat(Yaml.mistakes("""
                authenticators:
                  - {id: code, type: TOTP}
                  - {id: code, type: webauthn, config: {}}
                defaultMFAChain: [cod]
                """, (section, mistakes) -> MfaSettings.read(section, ISSUER)))
                .containsExactly(
                        "yaml:2: authenticators[0].config: is missing",
                        "yaml:2: authenticators[0].config.issuer: is missing: it is the label in the application",
                        "yaml:3: authenticators[1].id: is there twice",
                        "yaml:3: authenticators[1].type: is \"webauthn\" (there are: TOTP, WebAuthn)",
                        "yaml:4: defaultMFAChain[0]: references the unknown authenticator \"cod\"");
    }

    private static MfaSettings read(String text) {
        return Yaml.read(text, section -> MfaSettings.read(section, ISSUER));
    }
}
