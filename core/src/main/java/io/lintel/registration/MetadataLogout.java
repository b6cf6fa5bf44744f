package io.lintel.registration;

import io.lintel.client.LogoutSettings;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.RedirectUri;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a client says of the end of sessions (OpenID Connect RP-Initiated Logout, section 3.1; Back-Channel Logout,
/// section 2.2; Front-Channel Logout, section 2).
public record MetadataLogout(
        List<String> postLogoutRedirectUris,
        @Nullable URI backchannel,
        boolean backchannelSessionRequired,
        @Nullable URI frontchannel,
        boolean frontchannelSessionRequired) {

    private static final String AFTERWARDS = "post_logout_redirect_uris";
    private static final String BACKCHANNEL = "backchannel_logout_uri";
    private static final String BACKCHANNEL_SESSION = "backchannel_logout_session_required";
    private static final String FRONTCHANNEL = "frontchannel_logout_uri";
    private static final String FRONTCHANNEL_SESSION = "frontchannel_logout_session_required";

    public MetadataLogout {
        postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
    }

    static MetadataLogout read(Members members) {
        return new MetadataLogout(
                members.texts(AFTERWARDS).orElse(List.of()),
                members.https(BACKCHANNEL),
                members.flag(BACKCHANNEL_SESSION),
                members.https(FRONTCHANNEL),
                members.flag(FRONTCHANNEL_SESSION));
    }

    /// Addresses after a logout have the rules of redirect URIs; what is loaded in a frame is of the client's own
    /// origin.
    ///
    /// @param hosts the only ones there may be; empty for all
    void check(ApplicationType type, List<String> redirectUris, Set<String> hosts) {
        postLogoutRedirectUris.forEach(text -> checkAfterwards(type, text, hosts));
        if (frontchannel != null
                && redirectUris.stream()
                        .map(URI::create)
                        .noneMatch(uri -> frontchannel.getScheme().equals(uri.getScheme())
                                && frontchannel.getAuthority().equals(uri.getAuthority()))) {
            throw Members.refused(FRONTCHANNEL, "must have scheme, host and port of a redirect URI");
        }
    }

    private static void checkAfterwards(ApplicationType type, String text, Set<String> hosts) {
        try {
            RedirectRules.check(type, text, hosts);
        } catch (OAuth2Exception refused) {
            throw Members.refused(
                    AFTERWARDS,
                    "must follow the rules of redirect URIs: "
                            + refused.description().orElse("").replaceFirst("\\.$", ""));
        }
    }

    void writeTo(Map<String, Object> members) {
        if (!postLogoutRedirectUris.isEmpty()) {
            members.put(AFTERWARDS, postLogoutRedirectUris);
        }
        if (backchannel != null) {
            members.put(BACKCHANNEL, backchannel.toString());
            members.put(BACKCHANNEL_SESSION, backchannelSessionRequired);
        }
        if (frontchannel != null) {
            members.put(FRONTCHANNEL, frontchannel.toString());
            members.put(FRONTCHANNEL_SESSION, frontchannelSessionRequired);
        }
    }

    LogoutSettings settings() {
        return new LogoutSettings(
                postLogoutRedirectUris.stream().map(RedirectUri::new).toList(),
                backchannel,
                backchannelSessionRequired,
                frontchannel,
                frontchannelSessionRequired);
    }
}
