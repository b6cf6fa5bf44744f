package io.lintel.connector.saml;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.Diagnosis;
import java.net.http.HttpClient;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/// Examines what is known of an identity provider, and the way there.
record SamlDiagnosis(SamlSetup setup, IdentityProviders providers, HttpClient client, Diagnosis diagnosis) {

    void run() {
        diagnosis.passed("our entity id", setup.entityId());
        certificates("our signing certificate", setup.signingCertificates());
        certificates("our decryption certificate", setup.encryptionCertificates());
        var url = setup.configuration().idpMetadataUrl();
        if (url != null && !diagnosis.asks("metadata", client, url)) {
            return;
        }
        findProvider().ifPresent(this::examine);
    }

    private Optional<IdentityProvider> findProvider() {
        try {
            return Optional.of(providers.current());
        } catch (ConnectorException fault) {
            diagnosis.failed("identity provider", fault);
            return Optional.empty();
        }
    }

    private void examine(IdentityProvider provider) {
        var entityId = provider.entityId();
        diagnosis.passed("identity provider", entityId == null ? "of any entity id" : entityId);
        if (provider.signers().isEmpty()) {
            diagnosis.failed(
                    "identity provider's certificate",
                    "there is none, so that no response can be believed",
                    "Set ca, caData or the metadata of the identity provider.");
        }
        certificates("the identity provider", provider.signers());
        try {
            var location = provider.requireSingleSignOn(setup.configuration().ssoBinding());
            diagnosis.asks("single sign-on", client, location);
        } catch (ConnectorException fault) {
            diagnosis.failed("single sign-on", fault);
        }
    }

    private void certificates(String whose, List<X509Certificate> certificates) {
        certificates.forEach(certificate -> diagnosis.certificate(whose, certificate));
    }
}
