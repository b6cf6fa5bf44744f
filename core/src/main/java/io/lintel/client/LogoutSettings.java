package io.lintel.client;

import io.lintel.oauth2.RedirectUri;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client has registered for the end of a session.
///
/// @param postLogoutRedirectUris where it may have browsers sent after a logout (OpenID Connect RP-Initiated
///     Logout, section 3)
/// @param backchannel where it is told that a session has ended (OpenID Connect Back-Channel Logout, section 2.2)
/// @param backchannelSessionRequired whether it is to be told which session; it always is
/// @param frontchannel what a browser loads in a frame when a session has ended (OpenID Connect Front-Channel
///     Logout, section 2)
/// @param frontchannelSessionRequired whether that address is given issuer and session
public record LogoutSettings(
        List<RedirectUri> postLogoutRedirectUris,
        @Nullable URI backchannel,
        boolean backchannelSessionRequired,
        @Nullable URI frontchannel,
        boolean frontchannelSessionRequired) {

    public LogoutSettings {
        postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
    }

    /// What a client has that registered nothing.
    public static LogoutSettings none() {
        return new LogoutSettings(List.of(), null, false, null, false);
    }
}
