package io.lintel.registration;

import io.lintel.client.Sector;
import io.lintel.client.SubjectType;
import io.lintel.client.TokenSettings;
import io.lintel.signing.SigningAlgorithm;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a client wants its tokens to be like (OpenID Connect Dynamic Client Registration, section 2).
///
/// @param pairwise whether it is told a `sub` that other sectors are not
/// @param idToken what its ID tokens are signed with; null for whatever the server signs with
/// @param userInfo what answers of the userinfo endpoint are signed with; null for JSON
public record MetadataTokens(
        boolean pairwise,
        @Nullable SigningAlgorithm idToken,
        @Nullable SigningAlgorithm userInfo) {

    private static final String SUBJECT = "subject_type";
    private static final String ID_TOKEN = "id_token_signed_response_alg";
    private static final String USER_INFO = "userinfo_signed_response_alg";

    /// @param offered the algorithms that there are keys for, by name
    static MetadataTokens read(Members members, Set<String> offered) {
        var subject = members.text(SUBJECT).orElse("public");
        if (!subject.equals("public") && !subject.equals("pairwise")) {
            throw Members.refused(SUBJECT, "must be public or pairwise");
        }
        return new MetadataTokens(
                subject.equals("pairwise"),
                algorithm(members, ID_TOKEN, offered),
                algorithm(members, USER_INFO, offered));
    }

    private static @Nullable SigningAlgorithm algorithm(Members members, String name, Set<String> offered) {
        return members.text(name)
                .map(word -> SigningAlgorithm.find(word)
                        .filter(algorithm -> offered.contains(algorithm.jwaName()))
                        .orElseThrow(() -> Members.refused(name, "must be one that the server has a key for")))
                .orElse(null);
    }

    void writeTo(Map<String, Object> members) {
        if (pairwise) {
            members.put(SUBJECT, "pairwise");
        }
        if (idToken != null) {
            members.put(ID_TOKEN, idToken.jwaName());
        }
        if (userInfo != null) {
            members.put(USER_INFO, userInfo.jwaName());
        }
    }

    /// @param sectorIdentifier checked to name the redirect URIs; null for none
    /// @throws io.lintel.oauth2.OAuth2Exception `invalid_client_metadata` if nobody can tell the sector
    TokenSettings settings(@Nullable URI sectorIdentifier, List<String> redirectUris) {
        var settings = TokenSettings.builder().idTokenAlgorithm(idToken).userInfoAlgorithm(userInfo);
        return pairwise
                ? settings.subject(new SubjectType.Pairwise(sector(sectorIdentifier, redirectUris)))
                        .build()
                : settings.build();
    }

    private static String sector(@Nullable URI sectorIdentifier, List<String> redirectUris) {
        if (sectorIdentifier == null) {
            return Sector.of(redirectUris)
                    .orElseThrow(() -> Members.refused(
                            SUBJECT, "pairwise needs a sector_identifier_uri, or redirect URIs of one host"));
        }
        try {
            return Sector.parse(sectorIdentifier.toString());
        } catch (IllegalArgumentException nobodys) {
            throw Members.refused("sector_identifier_uri", String.valueOf(nobodys.getMessage()));
        }
    }
}
