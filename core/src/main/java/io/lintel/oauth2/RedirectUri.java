package io.lintel.oauth2;

import java.util.regex.Pattern;

/// A `redirect_uri`, kept as the very string it was given as: it is compared byte for byte and never normalised
/// (RFC 9700, section 4.1.3).
public record RedirectUri(String value) {

    /// Shows the code to the end-user, to be copied into an application that has no address of its own.
    public static final RedirectUri OUT_OF_BAND = new RedirectUri("urn:ietf:wg:oauth:2.0:oob");

    /// Browsers drop tabs and line ends from addresses and read \\ as /; none of these passes, nor user information.
    private static final Pattern WEB =
            Pattern.compile("(?i:https?)://[^\\p{Cntrl}\\s\\\\/?#@;,'\"]+([/?#][^\\p{Cntrl}\\s\\\\]*)?");

    /// Whether a form can be posted there.
    public boolean isWeb() {
        return WEB.matcher(value).matches();
    }

    /// Stands where a request has none: the answer goes to a device that asks for it (RFC 8628). No request can name
    /// it, and naming it would do nothing.
    public static final RedirectUri DEVICE = new RedirectUri("urn:ietf:params:oauth:grant-type:device_code");

    public boolean isOutOfBand() {
        return equals(OUT_OF_BAND);
    }

    @Override
    public String toString() {
        return value;
    }
}
