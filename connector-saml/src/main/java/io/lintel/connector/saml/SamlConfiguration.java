package io.lintel.connector.saml;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an operator writes to log end-users in with a SAML 2.0 identity provider. Blank text counts as absent.
///
/// @param entityIssuer our entity id; absent for `redirectUri`
/// @param ssoIssuer the identity provider's entity id
/// @param ssoUrl where requests go; needed unless there is metadata
/// @param ca path of PEM certificates whose keys sign responses
/// @param caData the same as base64 of PEM
/// @param additionalCas paths of more of them
/// @param insecureSkipSignatureValidation believes responses nobody signed
/// @param redirectUri our assertion consumer service: the callback address of the server
/// @param groupsDelim parts the groups of a single value
/// @param filterGroups keeps of somebody's groups only those of `allowedGroups`
/// @param nameIdPolicyFormat a URN or its last word
/// @param idpMetadataRefresh how often metadata is read again
/// @param idpMetadataRootCa authorities that the TLS certificate of idpMetadataUrl may come from, besides the JVM's:
///     path of PEM, base64 of PEM, or PEM
/// @param idpMetadataCa path of PEM certificates, one of whose keys must have signed the metadata
/// @param idpMetadataCaData the same as base64 of PEM
/// @param signingKey path of the PEM key that signs our requests
/// @param signingCert path of its PEM certificate
/// @param additionalSigningCerts paths of certificates that are published beside it, for a change of keys
/// @param decryptionKeys of encrypted assertions; the first is the one providers should use
/// @param loginHint names in the request whom the application thinks the person is
/// @param requestedAuthnContext classes of authentication, the most wanted first
/// @param clockTolerance how far the clocks may be apart
/// @param idpInitiatedLoginUri where an application begins a login by itself (OpenID Connect Core, section 4)
/// @param userIdAttr stands in for the NameID
/// @param emailVerifiedAttr wins over `emailVerified`
@Introspected
public record SamlConfiguration(
        @Nullable String entityIssuer,
        @Nullable String ssoIssuer,
        @Nullable URI ssoUrl,
        @Nullable String ca,
        @Nullable String caData,
        List<String> additionalCas,
        @Bindable(defaultValue = "false") boolean insecureSkipSignatureValidation,
        @NotBlank String redirectUri,
        @NotBlank String usernameAttr,
        @NotBlank String emailAttr,
        @Nullable String groupsAttr,
        @Nullable String groupsDelim,
        List<String> allowedGroups,
        @Bindable(defaultValue = "false") boolean filterGroups,
        @Nullable String nameIdPolicyFormat,
        @Nullable URI idpMetadataUrl,
        @Nullable String idpMetadataFile,
        @Bindable(defaultValue = "PT1H") Duration idpMetadataRefresh,
        @Nullable String idpMetadataRootCa,
        @Nullable String idpMetadataCa,
        @Nullable String idpMetadataCaData,
        @Bindable(defaultValue = "post") Binding ssoBinding,
        @Nullable String signingKey,
        @Nullable String signingCert,
        List<String> additionalSigningCerts,
        List<@Valid DecryptionKey> decryptionKeys,
        @Bindable(defaultValue = "false") boolean forceAuthn,
        @Bindable(defaultValue = "false") boolean loginHint,
        List<String> requestedAuthnContext,
        @Bindable(defaultValue = "exact") Comparison requestedAuthnContextComparison,
        @Bindable(defaultValue = "PT30S") Duration clockTolerance,
        @Bindable(defaultValue = "false") boolean allowIdpInitiated,
        @Nullable URI idpInitiatedLoginUri,
        @Nullable URI sloUrl,
        @Bindable(defaultValue = "redirect") Binding sloBinding,
        @Nullable String userIdAttr,
        @Bindable(defaultValue = "true") boolean emailVerified,
        @Nullable String emailVerifiedAttr,
        @Nullable String preferredUsernameAttr,
        @Nullable String givenNameAttr,
        @Nullable String familyNameAttr,
        @Nullable String middleNameAttr,
        @Nullable String nicknameAttr,
        @Nullable String profileAttr,
        @Nullable String pictureAttr,
        @Nullable String websiteAttr,
        @Nullable String genderAttr,
        @Nullable String birthdateAttr,
        @Nullable String zoneinfoAttr,
        @Nullable String localeAttr,
        @Nullable String phoneNumberAttr) {

    /// How an authentication may relate to the requested classes (SAML Core, section 3.3.2.2.1).
    public enum Comparison {
        EXACT,
        MINIMUM,
        MAXIMUM,
        BETTER
    }

    /// A key that decrypts assertions.
    ///
    /// @param key path of the PEM key
    /// @param cert path of its PEM certificate, which is published
    @Introspected
    public record DecryptionKey(
            @NotBlank String key, @NotBlank String cert) {}

    public SamlConfiguration {
        entityIssuer = present(entityIssuer);
        ssoIssuer = present(ssoIssuer);
        ca = present(ca);
        caData = present(caData);
        additionalCas = List.copyOf(additionalCas);
        groupsAttr = present(groupsAttr);
        // Not stripped: the delimiter may be a blank.
        groupsDelim = groupsDelim == null || groupsDelim.isEmpty() ? null : groupsDelim;
        allowedGroups = List.copyOf(allowedGroups);
        nameIdPolicyFormat = present(nameIdPolicyFormat);
        idpMetadataFile = present(idpMetadataFile);
        idpMetadataRootCa = present(idpMetadataRootCa);
        idpMetadataCa = present(idpMetadataCa);
        idpMetadataCaData = present(idpMetadataCaData);
        signingKey = present(signingKey);
        signingCert = present(signingCert);
        additionalSigningCerts = List.copyOf(additionalSigningCerts);
        decryptionKeys = List.copyOf(decryptionKeys);
        requestedAuthnContext = List.copyOf(requestedAuthnContext);
        userIdAttr = present(userIdAttr);
        emailVerifiedAttr = present(emailVerifiedAttr);
        preferredUsernameAttr = present(preferredUsernameAttr);
        givenNameAttr = present(givenNameAttr);
        familyNameAttr = present(familyNameAttr);
        middleNameAttr = present(middleNameAttr);
        nicknameAttr = present(nicknameAttr);
        profileAttr = present(profileAttr);
        pictureAttr = present(pictureAttr);
        websiteAttr = present(websiteAttr);
        genderAttr = present(genderAttr);
        birthdateAttr = present(birthdateAttr);
        zoneinfoAttr = present(zoneinfoAttr);
        localeAttr = present(localeAttr);
        phoneNumberAttr = present(phoneNumberAttr);
    }

    boolean hasMetadata() {
        return idpMetadataUrl != null || idpMetadataFile != null;
    }

    private static @Nullable String present(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
