package io.lintel.connector.saml;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.Diagnosis;
import java.net.http.HttpClient;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// Examines the way to an identity provider as far as it goes without an end-user: what its metadata says, whose
/// signatures count, and whether the address for requests answers.
record SamlDiagnosis(
        SamlSetup setup, IdentityProviders providers, HttpClient client, Instant now, Diagnosis diagnosis) {

    void run() {
        setup.warnings().forEach(warning -> diagnosis.doubtful("configuration", warning, ""));
        diagnosis.passed(
                "ourselves",
                "called " + setup.entityId() + ", responses come to "
                        + setup.configuration().redirectUri());
        certificates("our signing certificate", setup.signingCertificates());
        certificates("our decryption certificate", setup.encryptionCertificates());
        if (canReadMetadata()) {
            try {
                examine(providers.current());
            } catch (ConnectorException fault) {
                diagnosis.failed("identity provider", fault);
            }
        }
    }

    private boolean canReadMetadata() {
        var url = setup.configuration().idpMetadataUrl();
        return url == null || diagnosis.asks("metadata", client, url);
    }

    private void examine(IdentityProvider provider) {
        if (provider.entityId() == null) {
            diagnosis.doubtful(
                    "identity provider",
                    "any issuer whose signature counts is believed",
                    "Set ssoIssuer to the provider's entity id.");
        } else {
            diagnosis.passed("identity provider", provider.entityId());
        }
        certificates("the identity provider's certificate", provider.signers());
        var address = provider.requireSingleSignOn(setup.configuration().ssoBinding());
        diagnosis.passed("a browser would be sent to", address.toString());
        diagnosis.asks("upstream", client, address.resolve("/"));
    }

    private void certificates(String purpose, List<X509Certificate> certificates) {
        var watched = List.of(new CertificateWatch.Watched(purpose, certificates));
        var warnings = CertificateWatch.warnings(watched, now);
        warnings.forEach(warning -> diagnosis.doubtful(purpose, warning, "It works here; other software may refuse it."));
        if (warnings.isEmpty() && !certificates.isEmpty()) {
            diagnosis.passed(
                    purpose,
                    certificates.stream()
                            .map(certificate ->
                                    certificate.getSubjectX500Principal().getName())
                            .collect(Collectors.joining("; ")));
        }
    }
}
