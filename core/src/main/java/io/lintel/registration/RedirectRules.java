package io.lintel.registration;

import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.OAuth2Exception;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/// Where a client that nobody has looked at may have end-users sent (OpenID Connect Dynamic Client Registration,
/// section 2; RFC 8252, sections 7 and 8.4): a client in the web to https, one on a device to an address that no
/// other can take for itself.
final class RedirectRules {

    private static final Set<String> SCRIPTS =
            Set.of("javascript", "data", "vbscript", "about", "blob", "file", "view-source", "ftp", "ws", "wss");

    private RedirectRules() {}

    /// @param hosts the only ones there may be; empty for all
    static void check(ClientMetadata metadata, Set<String> hosts) {
        if (metadata.redirectUris().isEmpty()
                && (metadata.grantTypes().contains(GrantType.AUTHORIZATION_CODE)
                        || metadata.grantTypes().contains(GrantType.IMPLICIT))) {
            throw refused("There must be a redirect URI.");
        }
        metadata.redirectUris().forEach(text -> check(metadata.applicationType(), text, hosts));
    }

    static void check(ApplicationType type, String text, Set<String> hosts) {
        var uri = parse(text);
        var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (SCRIPTS.contains(scheme)) {
            throw refused("A redirect URI has a scheme that browsers run or open.");
        }
        if (scheme.equals("https")) {
            checkHost(uri, hosts);
        } else if (type == ApplicationType.WEB) {
            throw refused("The redirect URIs of a web client must be https.");
        } else if (scheme.equals("http")) {
            requireLoopback(uri);
        } else if (!scheme.contains(".")) {
            throw refused("The scheme of a native client must be a domain name in reverse, such as com.example.app.");
        }
    }

    private static URI parse(String text) {
        var isPlain = text.chars().allMatch(character -> character > ' ' && character < 0x7F && character != '\\');
        try {
            var uri = new URI(text);
            if (isPlain
                    && uri.getScheme() != null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null
                    && text.indexOf('*') < 0) {
                return uri;
            }
        } catch (URISyntaxException _) {
            // Said below.
        }
        throw refused("A redirect URI must be absolute, without fragment, user, wildcard and odd characters.");
    }

    private static void checkHost(URI uri, Set<String> hosts) {
        var host = uri.getHost();
        if (host == null || isLoopback(host)) {
            throw refused("A redirect URI with https must have a host, and not be on the end-user's own machine.");
        }
        if (!hosts.isEmpty() && !hosts.contains(host)) {
            throw refused("The host of a redirect URI is not one that clients may register.");
        }
    }

    private static void requireLoopback(URI uri) {
        if (uri.getHost() == null || !isLoopback(uri.getHost())) {
            throw refused("A redirect URI with http must be on the end-user's own machine.");
        }
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("[::1]") || host.matches("127(?:\\.\\d{1,3}){3}");
    }

    private static OAuth2Exception refused(String why) {
        return OAuth2Exception.of(ErrorCode.INVALID_REDIRECT_URI, why);
    }
}
