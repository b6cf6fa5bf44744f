package io.lintel.connector.support;

import io.lintel.connector.ConnectorException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `Link` headers (RFC 8288). Each is read whole: a header that is not understood might hide the next page.
final class LinkHeader {

    private static final Pattern LINK = Pattern.compile("\\s*<([^<>\\s]*)>");
    private static final Pattern PARAMETER = Pattern.compile(
            "\\s*;\\s*([!#$&+\\-.^_`|~0-9A-Za-z*]+)(?:\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s\",;]++)))?");
    private static final Pattern COMMA = Pattern.compile("\\s*,");

    private LinkHeader() {}

    /// The address of the next page.
    ///
    /// @param base what relative addresses start from
    /// @throws ConnectorException invalid response if a header is malformed, or there are several next pages
    static Optional<URI> next(List<String> headers, URI base) {
        var pages = headers.stream()
                .flatMap(header -> new Reading(header, base).links().stream())
                .distinct()
                .toList();
        if (pages.size() > 1) {
            throw ConnectorException.invalidResponse("the Link header names several next pages");
        }
        return pages.stream().findFirst();
    }

    /// One header, read from left to right.
    private static final class Reading {

        private final String header;
        private final URI base;
        private int at;

        private Reading(String header, URI base) {
            this.header = header;
            this.base = base;
        }

        private List<URI> links() {
            var links = new ArrayList<URI>();
            do {
                var link = find(LINK).orElseThrow(Reading::malformed);
                if (isNext()) {
                    links.add(resolve(link.group(1)));
                }
            } while (find(COMMA).isPresent());
            if (!header.substring(at).isBlank()) {
                throw malformed();
            }
            return links;
        }

        /// The first `rel` counts (RFC 8288, section 3.3).
        private boolean isNext() {
            var next = false;
            var seen = false;
            for (var parameter = find(PARAMETER); parameter.isPresent(); parameter = find(PARAMETER)) {
                var found = parameter.get();
                if (!seen && found.group(1).equalsIgnoreCase("rel")) {
                    seen = true;
                    var relations = found.group(2) == null ? found.group(3) : found.group(2);
                    next = relations != null
                            && Arrays.asList(relations.toLowerCase(Locale.ROOT).split("\\s+"))
                                    .contains("next");
                }
            }
            return next;
        }

        private URI resolve(String address) {
            try {
                return base.resolve(address);
            } catch (IllegalArgumentException malformed) {
                throw malformed();
            }
        }

        private Optional<Matcher> find(Pattern pattern) {
            var matcher = pattern.matcher(header).region(at, header.length());
            if (!matcher.lookingAt()) {
                return Optional.empty();
            }
            at = matcher.end();
            return Optional.of(matcher);
        }

        private static ConnectorException malformed() {
            return ConnectorException.invalidResponse("the Link header is malformed");
        }
    }
}
