package io.lintel.server.settings;

import io.lintel.oauth2.Issuer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a registered redirect URI must look like. It is compared byte for byte later and never changed here.
final class RedirectUriCheck {

    private static final Set<String> SCRIPTS = Set.of("javascript", "data", "vbscript", "about", "blob", "file");

    private final Compatibility compatibility;
    private final Issuer issuer;

    RedirectUriCheck(Compatibility compatibility, Issuer issuer) {
        this.compatibility = compatibility;
        this.issuer = issuer;
    }

    /// dex wants its own device callback registered with clients that use the device flow. It is no place a
    /// browser could be sent to with a code, and is not needed here.
    boolean isDeviceCallback(String uri) {
        return uri.equals("/device/callback") || uri.equals(issuer.path() + "/device/callback");
    }

    void check(Node.Scalar written, Mistakes mistakes) {
        findAbsolute(written, mistakes).ifPresent(uri -> {
            var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            if (SCRIPTS.contains(scheme)) {
                mistakes.add(written.place(), "has a scheme that a browser would run or open: " + scheme);
            }
            if (isWeb(scheme)) {
                checkWeb(uri, scheme, "the code", written.place(), mistakes);
            }
        });
    }

    /// The address of a client that is called, or shown in a frame: http or https alone.
    ///
    /// @return whether it is one, whatever else is wrong with it
    boolean checkWeb(Node.Scalar written, Mistakes mistakes) {
        var uri = findAbsolute(written, mistakes);
        if (uri.isEmpty()) {
            return false;
        }
        var scheme = uri.get().getScheme().toLowerCase(Locale.ROOT);
        if (!isWeb(scheme)) {
            mistakes.add(written.place(), "must be an http or https URL");
            return false;
        }
        if (uri.get().getRawUserInfo() != null) {
            mistakes.add(written.place(), "must not have a user name (…@)");
        }
        checkWeb(uri.get(), scheme, "who logs out", written.place(), mistakes);
        return uri.get().getHost() != null;
    }

    private static Optional<URI> findAbsolute(Node.Scalar written, Mistakes mistakes) {
        URI uri;
        try {
            uri = new URI(written.text());
        } catch (URISyntaxException malformed) {
            mistakes.add(written.place(), "is not a URI: " + Place.printable(malformed.getReason()));
            return Optional.empty();
        }
        if (uri.getScheme() == null) {
            mistakes.add(written.place(), "is not an absolute URI");
            return Optional.empty();
        }
        if (uri.getRawFragment() != null) {
            mistakes.add(written.place(), "must not have a fragment (#…)");
        }
        if (!written.text().chars().allMatch(character -> character > ' ' && character < 0x7F)) {
            mistakes.add(written.place(), "has characters that must be percent-encoded");
        }
        return Optional.of(uri);
    }

    private static boolean isWeb(String scheme) {
        return scheme.equals("http") || scheme.equals("https");
    }

    private void checkWeb(URI uri, String scheme, String secret, Place place, Mistakes mistakes) {
        if (uri.getHost() == null) {
            mistakes.add(place, "has no host");
        } else if (scheme.equals("http") && !isLoopback(uri.getHost())) {
            if (compatibility == Compatibility.STRICT) {
                mistakes.add(place, "must be https: anybody on the way could read " + secret);
            } else {
                mistakes.warn(place, "is http to another machine: anybody on the way can read " + secret);
            }
        }
    }

    static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(?:\\.\\d{1,3}){3}");
    }
}
