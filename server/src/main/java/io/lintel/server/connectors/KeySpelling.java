package io.lintel.server.connectors;

import java.util.Locale;
import java.util.regex.Pattern;

/// How a key is written that a component of a record reads. Case does not matter where keys are read; where they are
/// told, abbreviations stand in capitals, as in files for dex: `redirectUri` is told as `redirectURI`.
final class KeySpelling {

    private static final Pattern ABBREVIATION =
            Pattern.compile("(?<=[a-z])(Ca|Dn|Id|Pw|Ssl|Tls|Uri|Url)(s?)(?=[A-Z]|$)");

    private KeySpelling() {}

    static String of(String component) {
        return ABBREVIATION
                .matcher(component)
                .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT) + found.group(2));
    }
}
