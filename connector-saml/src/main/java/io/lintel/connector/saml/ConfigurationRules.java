package io.lintel.connector.saml;

import io.lintel.connector.ConnectorId;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the keys of a configuration demand of each other.
final class ConfigurationRules {

    private static final Duration LEAST_REFRESH = Duration.ofSeconds(1);

    private final SamlConfiguration configuration;
    private final Contradictions contradictions;

    ConfigurationRules(SamlConfiguration configuration, Contradictions contradictions) {
        this.configuration = configuration;
        this.contradictions = contradictions;
    }

    /// Collects what is wrong.
    ///
    /// @param callback where the server takes what browsers bring back
    void check(ConnectorId id, URI callback) {
        checkUpstream();
        checkMetadata();
        checkAddress(id, callback);
        checkOurs();
        checkLogins();
    }

    private void checkUpstream() {
        var metadata = configuration.hasMetadata();
        contradictions.refuseIf(
                configuration.ssoUrl() == null && !metadata,
                "ssoURL is missing: where requests go, unless idpMetadataURL or idpMetadataFile tells it");
        contradictions.refuseIf(
                configuration.ca() != null && configuration.caData() != null,
                "ca and caData contradict each other: keep one");
        contradictions.refuseIf(
                configuration.ca() == null
                        && configuration.caData() == null
                        && configuration.additionalCas().isEmpty()
                        && !metadata
                        && !configuration.insecureSkipSignatureValidation(),
                "ca or caData is missing: the certificates whose keys sign responses, unless idpMetadataURL or"
                        + " idpMetadataFile tells them");
        requireWeb("ssoURL", configuration.ssoUrl());
        requireWeb("sloURL", configuration.sloUrl());
    }

    private void checkMetadata() {
        var url = configuration.idpMetadataUrl();
        var signed = configuration.idpMetadataCa() != null || configuration.idpMetadataCaData() != null;
        contradictions.refuseIf(
                url != null && configuration.idpMetadataFile() != null,
                "idpMetadataURL and idpMetadataFile contradict each other: keep one");
        contradictions.refuseIf(
                url == null && configuration.idpMetadataRootCa() != null,
                "idpMetadataRootCA means nothing without idpMetadataURL");
        contradictions.refuseIf(
                configuration.idpMetadataCa() != null && configuration.idpMetadataCaData() != null,
                "idpMetadataCA and idpMetadataCAData contradict each other: keep one");
        contradictions.refuseIf(
                signed && !configuration.hasMetadata(),
                "idpMetadataCA and idpMetadataCAData mean nothing without idpMetadataURL or idpMetadataFile");
        contradictions.refuseIf(
                configuration.idpMetadataRefresh().compareTo(LEAST_REFRESH) < 0,
                "idpMetadataRefresh must be at least 1s");
        requireWeb("idpMetadataURL", url);
        contradictions.refuseIf(
                url != null && "http".equals(url.getScheme()) && !signed && !WebAddress.isLoopback(url),
                "idpMetadataURL is not https, so that anybody on the way could name the keys to trust: use https, or"
                        + " set idpMetadataCA to check the signature of the metadata");
    }

    private void checkAddress(ConnectorId id, URI callback) {
        var own = callback + "/" + id;
        contradictions.refuseIf(
                !configuration.redirectUri().equals(callback.toString())
                        && !configuration.redirectUri().equals(own),
                "redirectURI is neither " + callback + " nor " + own + ", where this server takes responses");
    }

    private void checkOurs() {
        contradictions.refuseIf(
                !configuration.allowedGroups().isEmpty() && configuration.groupsAttr() == null,
                "allowedGroups demands groups and groupsAttr does not say where they are");
        contradictions.refuseIf(
                (configuration.signingKey() == null) != (configuration.signingCert() == null),
                "signingKey and signingCert belong together: "
                        + (configuration.signingKey() == null ? "signingKey" : "signingCert") + " is missing");
        contradictions.refuseIf(
                !configuration.additionalSigningCerts().isEmpty() && configuration.signingKey() == null,
                "additionalSigningCerts means nothing without signingKey");
        contradictions.refuseIf(
                configuration.sloUrl() != null && configuration.signingKey() == null,
                "sloURL needs signingKey: providers believe no logout that is not signed");
    }

    private void checkLogins() {
        var tolerance = configuration.clockTolerance();
        contradictions.refuseIf(
                tolerance.isNegative() || tolerance.compareTo(ResponseRules.MOST_TOLERANCE) > 0,
                "clockTolerance must be from 0s to 30s");
        contradictions.refuseIf(
                configuration.allowIdpInitiated() && configuration.idpInitiatedLoginUri() == null,
                "allowIdpInitiated needs idpInitiatedLoginURI: the address at which the application begins a login");
        contradictions.refuseIf(
                !configuration.allowIdpInitiated() && configuration.idpInitiatedLoginUri() != null,
                "idpInitiatedLoginURI means nothing without allowIdpInitiated: true");
        requireWeb("idpInitiatedLoginURI", configuration.idpInitiatedLoginUri());
    }

    private void requireWeb(String key, @Nullable URI uri) {
        contradictions.refuseIf(
                uri != null && !WebAddress.isOne(uri), key + " is not an https or http address without a fragment");
    }
}
