package io.lintel.authorization;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/// Recognises the addresses of applications that listen on the end-user's own machine (RFC 8252, section 7.3).
///
/// The text is matched before it is parsed, and only a form that every browser reads the same way passes: no
/// user info, no fragment, no back-slash, no second `@`, no encoded dot, slash or control character, no control
/// or non-ASCII character.
final class Loopback {

    private static final Pattern FORM = Pattern.compile("http://(?<host>localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1\\])"
            + "(?::(?<port>[0-9]{1,5}))?(?:/[A-Za-z0-9._~!$&'()*+,;=:@/%-]*)?(?:\\?[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*)?");
    private static final Pattern TREACHEROUS_ESCAPE =
            Pattern.compile("%(?:2e|2f|5c|7f|[01][0-9a-f])", Pattern.CASE_INSENSITIVE);

    private Loopback() {}

    static boolean isLoopback(String uri) {
        var matcher = FORM.matcher(uri);
        if (uri.length() > 2048
                || !matcher.matches()
                || TREACHEROUS_ESCAPE.matcher(uri).find()
                || uri.indexOf('@') != uri.lastIndexOf('@')) {
            return false;
        }
        var port = matcher.group("port");
        if (port != null && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535)) {
            return false;
        }
        return isIpLiteralInRange(matcher.group("host")) && parses(uri);
    }

    private static boolean isIpLiteralInRange(String host) {
        if (!host.startsWith("127")) {
            return true;
        }
        for (var part : host.split("\\.", -1)) {
            if (Integer.parseInt(part) > 255 || (part.length() > 1 && part.startsWith("0"))) {
                return false;
            }
        }
        return true;
    }

    private static boolean parses(String uri) {
        try {
            return new URI(uri).getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
