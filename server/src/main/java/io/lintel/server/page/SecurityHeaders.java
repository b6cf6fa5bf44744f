package io.lintel.server.page;

import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The header fields every answer to a browser carries, by name: pages, redirects, errors, files.
///
/// The policy has no `form-action`, and there is none it would fall back to. Chromium applies `form-action` to
/// every redirect after a posted form, so it would have to list where a login may end: each client's redirect
/// URI, wherever the client redirects on to from there, and each SAML provider. What it would protect against,
/// a form smuggled into a page, is prevented by escaping and by [Link].
///
/// @param fields field name to value
public record SecurityHeaders(Map<String, String> fields) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7E]*");

    public SecurityHeaders {
        fields.forEach(SecurityHeaders::requireField);
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    }

    /// The defaults for this branding, whose logo may come from elsewhere, under the configured fields.
    ///
    /// @param configured replaces a default of the same name, in any case; blank values are passed over
    /// @throws IllegalArgumentException if a configured field could not be sent
    public static SecurityHeaders of(Branding branding, Map<String, String> configured) {
        return over(
                Map.of(
                        "Content-Security-Policy", contentSecurityPolicy(branding),
                        "Referrer-Policy", "no-referrer",
                        "X-Content-Type-Options", "nosniff",
                        "X-Frame-Options", "DENY"),
                configured);
    }

    /// The configured fields alone, as in dex.
    ///
    /// @throws IllegalArgumentException if one could not be sent
    public static SecurityHeaders only(Map<String, String> configured) {
        return over(Map.of(), configured);
    }

    private static SecurityHeaders over(Map<String, String> defaults, Map<String, String> configured) {
        var fields = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        fields.putAll(defaults);
        configured.forEach((name, value) -> {
            if (!value.isBlank()) {
                requireField(name, value);
                fields.remove(name);
                fields.put(name, value);
            }
        });
        return new SecurityHeaders(fields);
    }

    /// The fields of a page that shows frames of clients: of these addresses, and of no others.
    ///
    /// A policy that the operator has written and that speaks of frames is left as it is: the first word on them
    /// counts.
    public SecurityHeaders framing(Collection<String> addresses) {
        var origins = addresses.stream()
                .map(address -> Link.origin(Link.requireWeb(address)).toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
        var framing = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        framing.putAll(fields);
        framing.computeIfPresent("Content-Security-Policy", (name, policy) -> policy + "; frame-src " + origins);
        return new SecurityHeaders(framing);
    }

    private static String contentSecurityPolicy(Branding branding) {
        var logo = branding.logoUrl();
        var images =
                logo != null && Link.isWeb(logo) ? "'self' " + Link.origin(logo).toLowerCase(Locale.ROOT) : "'self'";
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src " + images
                + "; font-src 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    private static void requireField(String name, String value) {
        if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("The configured response header '" + ShownText.of(name)
                    + "' is not valid: a name is a token, a value is one line of visible ASCII");
        }
    }
}
