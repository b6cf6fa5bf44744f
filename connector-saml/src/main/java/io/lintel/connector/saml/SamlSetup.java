package io.lintel.connector.saml;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.support.PrivateKeyFile;
import java.net.URI;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a configuration amounts to: its files read, its contradictions refused.
///
/// @param signers whose signatures count besides those that metadata names
/// @param metadataSigners if any, one of them must have signed the metadata
/// @param signing signs what we send, or null to send it unsigned
/// @param decryption of encrypted assertions
record SamlSetup(
        SamlConfiguration configuration,
        NameIdFormat nameIdFormat,
        List<X509Certificate> signers,
        List<X509Certificate> metadataSigners,
        @Nullable Credential signing,
        List<X509Certificate> additionalSigningCertificates,
        List<Credential> decryption) {

    SamlSetup {
        signers = List.copyOf(signers);
        metadataSigners = List.copyOf(metadataSigners);
        additionalSigningCertificates = List.copyOf(additionalSigningCertificates);
        decryption = List.copyOf(decryption);
    }

    /// @param callback where the server takes what browsers bring back
    /// @throws ConnectorException [ConnectorException.Fault#MISCONFIGURED] with all contradictions
    static SamlSetup of(SamlConfiguration configuration, ConnectorId id, URI callback) {
        var contradictions = new Contradictions();
        new ConfigurationRules(configuration, contradictions).check(id, callback);
        var format = nameIdFormat(configuration, contradictions);
        var signers = new ArrayList<X509Certificate>();
        signers.addAll(certificates("ca", configuration.ca(), "caData", configuration.caData(), contradictions));
        configuration
                .additionalCas()
                .forEach(path -> signers.addAll(certificates("additionalCAs", path, contradictions)));
        var metadataSigners = certificates(
                "idpMetadataCA",
                configuration.idpMetadataCa(),
                "idpMetadataCAData",
                configuration.idpMetadataCaData(),
                contradictions);
        var signing = signing(configuration, contradictions);
        var additional = configuration.additionalSigningCerts().stream()
                .flatMap(path -> certificates("additionalSigningCerts", path, contradictions).stream())
                .toList();
        var decryption = configuration.decryptionKeys().stream()
                .map(each -> contradictions.read(
                        () -> Credential.read("decryptionKeys.key", each.key(), "decryptionKeys.cert", each.cert())))
                .filter(Objects::nonNull)
                .toList();
        contradictions.tell();
        return new SamlSetup(configuration, format, signers, metadataSigners, signing, additional, decryption);
    }

    private static NameIdFormat nameIdFormat(SamlConfiguration configuration, Contradictions contradictions) {
        var written = configuration.nameIdPolicyFormat();
        var format = written == null
                ? NameIdFormat.PERSISTENT
                : NameIdFormat.find(written).orElse(null);
        contradictions.refuseIf(
                format == null, "nameIDPolicyFormat is none of " + NameIdFormat.words() + " (or one of their URNs)");
        return format == null ? NameIdFormat.PERSISTENT : format;
    }

    private static @Nullable Credential signing(SamlConfiguration configuration, Contradictions contradictions) {
        var key = configuration.signingKey();
        var certificate = configuration.signingCert();
        return key == null || certificate == null
                ? null
                : contradictions.read(() -> Credential.read("signingKey", key, "signingCert", certificate));
    }

    private static List<X509Certificate> certificates(
            String pathKey,
            @Nullable String path,
            String dataKey,
            @Nullable String data,
            Contradictions contradictions) {
        if (path != null) {
            return certificates(pathKey, path, contradictions);
        }
        var read = data == null ? null : contradictions.read(() -> Pem.certificatesOfBase64(dataKey, data));
        return read == null ? List.of() : read;
    }

    private static List<X509Certificate> certificates(String key, String path, Contradictions contradictions) {
        var read = contradictions.read(() -> Pem.certificates(key, path));
        return read == null ? List.of() : read;
    }

    /// Our entity id: what we are called, and what the audience of an assertion must be.
    String entityId() {
        var written = configuration.entityIssuer();
        return written == null ? configuration.redirectUri() : written;
    }

    /// The identity provider as far as the configuration knows it.
    IdentityProvider configured() {
        var singleSignOn = new EnumMap<Binding, URI>(Binding.class);
        if (configuration.ssoUrl() != null) {
            singleSignOn.put(configuration.ssoBinding(), configuration.ssoUrl());
        }
        var singleLogout = new EnumMap<Binding, IdentityProvider.SingleLogout>(Binding.class);
        if (configuration.sloUrl() != null) {
            singleLogout.put(configuration.sloBinding(), new IdentityProvider.SingleLogout(configuration.sloUrl()));
        }
        return new IdentityProvider(configuration.ssoIssuer(), singleSignOn, singleLogout, signers, null);
    }

    AuthnRequest authnRequest() {
        return new AuthnRequest(
                entityId(),
                configuration.redirectUri(),
                nameIdFormat,
                configuration.requestedAuthnContext(),
                configuration.requestedAuthnContextComparison());
    }

    /// @param issuer the identity provider's entity id, if it is known
    ResponseRules rules(@Nullable String issuer) {
        return new ResponseRules(
                entityId(),
                configuration.redirectUri(),
                issuer,
                null,
                attributes(),
                configuration.groupsDelim(),
                configuration.allowedGroups(),
                configuration.filterGroups(),
                configuration.clockTolerance(),
                configuration.allowIdpInitiated(),
                configuration.insecureSkipSignatureValidation(),
                decryption.stream().<PrivateKey>map(Credential::key).toList());
    }

    List<X509Certificate> signingCertificates() {
        var certificates = new ArrayList<X509Certificate>();
        if (signing != null) {
            certificates.add(signing.certificate());
        }
        certificates.addAll(additionalSigningCertificates);
        return certificates;
    }

    List<X509Certificate> encryptionCertificates() {
        return decryption.stream().map(Credential::certificate).toList();
    }

    /// @param singleLogout where logout messages go; null if none can be answered
    OwnMetadata ownMetadata(@Nullable URI singleLogout) {
        return new OwnMetadata(
                entityId(),
                configuration.redirectUri(),
                nameIdFormat,
                signingCertificates(),
                encryptionCertificates(),
                singleLogout,
                signing);
    }

    /// What an operator should know, though it stops nothing.
    List<String> warnings() {
        var warnings = new ArrayList<String>();
        if (configuration.insecureSkipSignatureValidation()) {
            warnings.add("insecureSkipSignatureValidation: true believes everybody: whoever can reach this server can"
                    + " log in as anybody");
        }
        if (nameIdFormat == NameIdFormat.TRANSIENT && configuration.userIdAttr() == null) {
            warnings.add("nameIDPolicyFormat: transient gives everybody another sub at each login; set userIDAttr");
        }
        if (configuration.filterGroups() && configuration.allowedGroups().isEmpty()) {
            warnings.add("filterGroups has no effect without allowedGroups");
        }
        Stream.concat(
                        Stream.ofNullable(configuration.signingKey()),
                        configuration.decryptionKeys().stream().map(SamlConfiguration.DecryptionKey::key))
                .filter(PrivateKeyFile::isReadableByEverybody)
                .forEach(key -> warnings.add("everybody on this machine can read the private key " + key));
        if (configuration.groupsDelim() != null && configuration.groupsAttr() == null) {
            warnings.add("groupsDelim has no effect without groupsAttr");
        }
        return warnings;
    }

    private AttributeNames attributes() {
        var further = new EnumMap<Claim, String>(Claim.class);
        put(further, Claim.PREFERRED_USERNAME, configuration.preferredUsernameAttr());
        put(further, Claim.GIVEN_NAME, configuration.givenNameAttr());
        put(further, Claim.FAMILY_NAME, configuration.familyNameAttr());
        put(further, Claim.MIDDLE_NAME, configuration.middleNameAttr());
        put(further, Claim.NICKNAME, configuration.nicknameAttr());
        put(further, Claim.PROFILE, configuration.profileAttr());
        put(further, Claim.PICTURE, configuration.pictureAttr());
        put(further, Claim.WEBSITE, configuration.websiteAttr());
        put(further, Claim.GENDER, configuration.genderAttr());
        put(further, Claim.BIRTHDATE, configuration.birthdateAttr());
        put(further, Claim.ZONEINFO, configuration.zoneinfoAttr());
        put(further, Claim.LOCALE, configuration.localeAttr());
        put(further, Claim.PHONE_NUMBER, configuration.phoneNumberAttr());
        return new AttributeNames(
                configuration.userIdAttr(),
                configuration.usernameAttr(),
                configuration.emailAttr(),
                configuration.emailVerifiedAttr(),
                configuration.emailVerified(),
                configuration.groupsAttr(),
                further);
    }

    private static void put(Map<Claim, String> names, Claim claim, @Nullable String name) {
        if (name != null) {
            names.put(claim, name);
        }
    }
}
