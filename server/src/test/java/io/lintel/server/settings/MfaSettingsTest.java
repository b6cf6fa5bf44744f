package io.lintel.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.factor.Authenticator;
import io.lintel.factor.Authenticator.Enrolling;
import io.lintel.factor.AuthenticatorId;
import io.lintel.factor.Factor;
import io.lintel.factor.RelyingParty;
import io.lintel.factor.RelyingParty.Attachment;
import io.lintel.factor.RelyingParty.Attestation;
import io.lintel.factor.RelyingParty.UserVerification;
import io.lintel.oauth2.Issuer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MfaSettingsTest {

    private static final Issuer ISSUER = new Issuer("https://login.example.org:8443/sso");

    @Test
    void emptyMfa() {
        assertThat(read("")).isEqualTo(new MfaSettings(List.of(), List.of(), true));
    }

    @Test
    void leastAuthenticators() {
        assertThat(read("""
                authenticators:
                  - {id: code, type: TOTP, config: {issuer: Example}}
                  - {id: key, type: WebAuthn, config: {}}
                """).authenticators())
                .containsExactly(
                        new Authenticator(
                                new AuthenticatorId("code"), Set.of(), Enrolling.AT_LOGIN, new Factor.Totp("Example")),
                        new Authenticator(
                                new AuthenticatorId("key"),
                                Set.of(),
                                Enrolling.AT_LOGIN,
                                new Factor.WebAuthn(new RelyingParty(
                                        "login.example.org",
                                        "login.example.org",
                                        List.of("https://login.example.org:8443"),
                                        Attestation.INDIRECT,
                                        UserVerification.PREFERRED,
                                        null,
                                        Duration.ofMinutes(5)))));
    }

    @Test
    void fullMfa() {
        assertThat(read("""
                authenticators:
                  - id: key
                    type: WebAuthn
                    connectorTypes: [ldap]
                    enrolment: forbidden
                    config:
                      rpDisplayName: Example
                      rpID: example.org
                      rpOrigins: [https://example.org]
                      attestationPreference: direct
                      userVerification: required
                      authenticatorAttachment: platform
                      timeout: 1m
                defaultMFAChain: [key]
                rememberForSession: false
                """))
                .isEqualTo(new MfaSettings(
                        List.of(new Authenticator(
                                new AuthenticatorId("key"),
                                Set.of("ldap"),
                                Enrolling.FORBIDDEN,
                                new Factor.WebAuthn(new RelyingParty(
                                        "example.org",
                                        "Example",
                                        List.of("https://example.org"),
                                        Attestation.DIRECT,
                                        UserVerification.REQUIRED,
                                        Attachment.PLATFORM,
                                        Duration.ofMinutes(1))))),
                        List.of(new AuthenticatorId("key")),
                        false));
    }

    @Test
    void dexRemembersNoFactor() {
        assertThat(Yaml.read("", section -> MfaSettings.read(section, ISSUER, Compatibility.DEX))
                        .rememberForSession())
                .isFalse();
        assertThat(Yaml.read(
                                "rememberForSession: true",
                                section -> MfaSettings.read(section, ISSUER, Compatibility.DEX))
                        .rememberForSession())
                .isTrue();
    }

    @Test
    @Tag("SEC-H6")
    void authenticatorsThatCouldNotBeAskedForAreMistakes() {
        assertThat(mistakes("""
                authenticators:
                  - {id: code, type: TOTP}
                  - {id: code, type: webauthn, config: {}}
                defaultMFAChain: [cod]
                """))
                .containsExactly(
                        "yaml:2: authenticators[0].config: is missing",
                        "yaml:2: authenticators[0].config.issuer: is missing: it is the label in the application",
                        "yaml:3: authenticators[1].id: is there twice",
                        "yaml:3: authenticators[1].type: is \"webauthn\" (there are: TOTP, WebAuthn)",
                        "yaml:4: defaultMFAChain[0]: references the unknown authenticator \"cod\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rpID: other.example | rpID: is neither the host of the issuer nor a domain above it",
                "rpID: https://example.org | rpID: must be a domain in lower case",
                "rpID: 10.0.0.1 | rpID: must be a domain in lower case",
                "rpOrigins: [https://login.example.org/] | rpOrigins[0]: is not an origin",
                "rpOrigins: [login.example.org] | rpOrigins[0]: is not an origin",
                "rpOrigins: ['http://login.example.org'] | rpOrigins[0]: must be https",
                "rpOrigins: ['https://evil-login.example.org'] | rpOrigins[0]: is neither at rpID nor below it",
                "userVerification: maybe | userVerification: is \"maybe\"",
                "authenticatorAttachment: usb | authenticatorAttachment: is \"usb\"",
                "attestationPreference: enterprise | attestationPreference: is \"enterprise\"",
                "timeout: soon | timeout: "
            })
    @Tag("SEC-H6")
    void keysThatNoBrowserWouldUseAreMistakes(String key, String mistake) {
        assertThat(mistakes("authenticators: [{id: key, type: WebAuthn, config: {" + key + "}}]"))
                .isNotEmpty()
                .anyMatch(said -> said.contains("authenticators[0].config." + mistake));
    }

    @Test
    @Tag("SEC-H6")
    void enrolmentIsOneOfTwoWords() {
        assertThat(mistakes("authenticators: [{id: a, type: TOTP, enrolment: later, config: {issuer: I}}]"))
                .containsExactly("yaml:1: authenticators[0].enrolment: is \"later\" (there are: atLogin, forbidden)");
    }

    private static List<String> mistakes(String text) {
        return Yaml.mistakes(text, (section, mistakes) -> MfaSettings.read(section, ISSUER, Compatibility.DEFAULT));
    }

    private static MfaSettings read(String text) {
        return Yaml.read(text, section -> MfaSettings.read(section, ISSUER, Compatibility.DEFAULT));
    }
}
