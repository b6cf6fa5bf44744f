package io.lintel.registration;

import io.lintel.client.ClientAuthenticationMethod;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.ResponseType;
import io.lintel.oauth2.Scope;
import java.net.URI;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What of that which clients say of themselves is acceptable here.
///
/// @param grantTypes what clients may register for
/// @param responseTypes what clients may register for
/// @param scopes null for all
/// @param redirectHosts the only hosts that may stand in a redirect URI with https; empty for all
/// @param linkHosts hosts that a client may show pages and pictures of though it does not redirect there
public record RegistrationRules(
        Set<GrantType> grantTypes,
        Set<Set<ResponseType>> responseTypes,
        @Nullable Set<Scope> scopes,
        Set<String> redirectHosts,
        Set<String> linkHosts) {

    /// Protection that a client would rely on and the server does not give.
    private static final Set<String> PROTECTION_THERE_IS_NOT = Set.of(
            "id_token_encrypted_response_alg",
            "userinfo_encrypted_response_alg",
            "introspection_signed_response_alg",
            "request_object_encryption_alg",
            "authorization_signed_response_alg",
            "tls_client_auth_subject_dn");

    private static final Set<String> SWITCHES_THERE_ARE_NOT =
            Set.of("tls_client_certificate_bound_access_tokens", "dpop_bound_access_tokens");

    public RegistrationRules {
        grantTypes = Set.copyOf(grantTypes);
        responseTypes = Set.copyOf(responseTypes);
        scopes = scopes == null ? null : Set.copyOf(scopes);
        redirectHosts = Set.copyOf(redirectHosts);
        linkHosts = Set.copyOf(linkHosts);
    }

    /// Reads what a client says of itself, and lets pass what is acceptable.
    ///
    /// @param offered the algorithms that there are keys for, by name
    /// @throws OAuth2Exception `invalid_redirect_uri`, `invalid_client_metadata` or `invalid_software_statement`
    public ClientMetadata read(Map<String, Object> given, Set<String> offered, MetadataText text) {
        requirePromisesWeKeep(new Members(given));
        var metadata = ClientMetadata.read(given, offered, text);
        RedirectRules.check(metadata, redirectHosts);
        metadata.logout().check(metadata.applicationType(), metadata.redirectUris(), redirectHosts);
        metadata.tokens().settings(metadata.sectorIdentifier(), metadata.redirectUris());
        checkGrants(metadata);
        checkLinks(metadata);
        return metadata;
    }

    private static void requirePromisesWeKeep(Members members) {
        if (members.has("software_statement")) {
            throw OAuth2Exception.of(ErrorCode.INVALID_SOFTWARE_STATEMENT, "Software statements are not supported.");
        }
        PROTECTION_THERE_IS_NOT.stream()
                .filter(members::has)
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw Members.refused(name, "is not supported");
                });
        SWITCHES_THERE_ARE_NOT.stream()
                .filter(members::flag)
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw Members.refused(name, "is not supported");
                });
    }

    private void checkGrants(ClientMetadata metadata) {
        if (!grantTypes.containsAll(metadata.grantTypes())) {
            throw Members.refused("grant_types", "holds one that clients may not register for");
        }
        var wanted = metadata.combinations();
        if (!responseTypes.containsAll(wanted)) {
            throw Members.refused("response_types", "holds one that clients may not register for");
        }
        var redeemsCodes = metadata.grantTypes().contains(GrantType.AUTHORIZATION_CODE);
        var getsCodes = wanted.stream().anyMatch(types -> types.contains(ResponseType.CODE));
        var takesTokens = metadata.grantTypes().contains(GrantType.IMPLICIT);
        var getsTokens = wanted.stream().anyMatch(ResponseType::needTokens);
        if (redeemsCodes != getsCodes || takesTokens != getsTokens) {
            throw Members.refused("grant_types", "and response_types do not fit each other");
        }
        if (metadata.grantTypes().contains(GrantType.CLIENT_CREDENTIALS)
                && metadata.authentication().method() == ClientAuthenticationMethod.NONE) {
            throw Members.refused("grant_types", "holds one that public clients cannot use");
        }
        if (scopes != null && (metadata.scopes() == null || !scopes.containsAll(metadata.scopes()))) {
            throw Members.refused("scope", "must be there and hold nothing that clients may not register for");
        }
    }

    /// What end-users are shown must be of whoever they are sent back to.
    private void checkLinks(ClientMetadata metadata) {
        var hosts = new HashSet<>(linkHosts);
        metadata.redirectUris().stream()
                .map(URI::create)
                .filter(uri -> "https".equals(uri.getScheme()))
                .map(URI::getHost)
                .forEach(hosts::add);
        metadata.links().byName().forEach((name, uri) -> {
            if (!hosts.contains(uri.getHost())) {
                throw Members.refused(name, "must have the host of a redirect URI");
            }
        });
    }
}
