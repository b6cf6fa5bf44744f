package io.lintel.server.settings;

import io.lintel.client.LogoutSettings;
import io.lintel.oauth2.RedirectUri;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads what a client has registered for the end of a session.
final class LogoutReading {

    private final RedirectUriCheck redirects;

    LogoutReading(RedirectUriCheck redirects) {
        this.redirects = redirects;
    }

    LogoutSettings read(Section section, List<String> redirectUris) {
        var backchannel = address(section, "backchannelLogoutURI");
        var frontchannel = address(section, "frontchannelLogoutURI");
        if (frontchannel != null && redirectUris.stream().noneMatch(uri -> hasOriginOf(frontchannel, uri))) {
            section.mistake(
                    "frontchannelLogoutURI",
                    "must have scheme, host and port of one of the redirectURIs (OpenID Connect Front-Channel Logout,"
                            + " section 2)");
        }
        return new LogoutSettings(
                postLogoutRedirectUris(section),
                backchannel,
                section.flag("backchannelLogoutSessionRequired", false),
                frontchannel,
                section.flag("frontchannelLogoutSessionRequired", false));
    }

    private List<RedirectUri> postLogoutRedirectUris(Section section) {
        var uris = section.scalars("postLogoutRedirectURIs");
        uris.forEach(uri -> redirects.check(uri, section.mistakes()));
        return uris.stream().map(uri -> new RedirectUri(uri.text())).toList();
    }

    private @Nullable URI address(Section section, String key) {
        if (!(section.find(key) instanceof Node.Scalar written)
                || written.text().isEmpty()) {
            // Asked all the same, so that anything else than a text is a mistake.
            section.text(key);
            return null;
        }
        var isRight = redirects.checkWeb(written, section.mistakes());
        return isRight ? URI.create(written.text()) : null;
    }

    private static boolean hasOriginOf(URI uri, String redirectUri) {
        try {
            return origin(uri).equals(origin(new URI(redirectUri)));
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static String origin(URI uri) {
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        var standard = scheme.equals("https") ? 443 : 80;
        return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":"
                + (uri.getPort() < 0 ? standard : uri.getPort());
    }
}
