package io.lintel.server.page;

import java.util.regex.Pattern;

/// Which addresses may stand in `href`, `src` and `action`.
final class Link {

    // Browsers drop tabs and line ends from addresses and read \ as /, so either could turn a path into //host.
    private static final Pattern OWN_PATH = Pattern.compile("/(?![/\\\\])[^\\p{Cntrl}\\s\\\\]*");
    private static final Pattern WEB =
            Pattern.compile("(?i:https?)://[^\\p{Cntrl}\\s\\\\/?#@;,'\"]+([/?#][^\\p{Cntrl}\\s\\\\]*)?");
    private static final Pattern MAIL = Pattern.compile("(?i:mailto):[^\\p{Cntrl}\\s\\\\]+");

    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[^\\p{Cntrl}\\s\\\\]+");
    private static final Pattern SCRIPT = Pattern.compile("(?i:javascript|data|vbscript|about|blob|file):.*");

    private Link() {}

    /// A path of our own site, unchanged.
    ///
    /// @throws IllegalArgumentException for anything that could lead elsewhere
    static String requireOwnPath(String href) {
        if (!OWN_PATH.matcher(href).matches()) {
            throw new IllegalArgumentException(
                    "A page may only link or post to a path of its own site that starts with one slash, not to '"
                            + ShownText.of(href) + "'");
        }
        return href;
    }

    /// An absolute http or https URL without user information, unchanged.
    ///
    /// @throws IllegalArgumentException for anything else
    static String requireWeb(String url) {
        if (!isWeb(url)) {
            throw new IllegalArgumentException(
                    "A form may only leave for an absolute http or https URL, not for '" + ShownText.of(url) + "'");
        }
        return url;
    }

    /// An absolute URI, be it of an app, that no browser runs or reads files by, unchanged.
    ///
    /// @throws IllegalArgumentException for anything else
    static String requireHarmless(String uri) {
        if (!ABSOLUTE.matcher(uri).matches() || SCRIPT.matcher(uri).matches()) {
            throw new IllegalArgumentException(
                    "A link may not lead to '" + ShownText.of(uri) + "', which is no address or one that is run");
        }
        return uri;
    }

    static boolean isWeb(String url) {
        return WEB.matcher(url).matches();
    }

    static boolean isMail(String url) {
        return MAIL.matcher(url).matches();
    }

    /// The scheme, host and port of a web URL, as a Content-Security-Policy names them.
    static String origin(String webUrl) {
        var authority = webUrl.indexOf("://") + 3;
        for (var end = authority; end < webUrl.length(); end++) {
            if ("/?#".indexOf(webUrl.charAt(end)) >= 0) {
                return webUrl.substring(0, end);
            }
        }
        return webUrl;
    }
}
