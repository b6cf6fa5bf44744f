package io.lintel.registration;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The pages and pictures that a client shows of itself.
public record MetadataLinks(
        @Nullable URI client,
        @Nullable URI logo,
        @Nullable URI policy,
        @Nullable URI terms) {

    static MetadataLinks read(Members members) {
        return new MetadataLinks(
                members.https("client_uri"),
                members.https("logo_uri"),
                members.https("policy_uri"),
                members.https("tos_uri"));
    }

    /// Those that are there.
    Map<String, URI> byName() {
        var links = new LinkedHashMap<String, URI>();
        put(links, "client_uri", client);
        put(links, "logo_uri", logo);
        put(links, "policy_uri", policy);
        put(links, "tos_uri", terms);
        return links;
    }

    void writeTo(Map<String, Object> members) {
        byName().forEach((name, uri) -> members.put(name, uri.toString()));
    }

    private static void put(Map<String, URI> links, String name, @Nullable URI uri) {
        if (uri != null) {
            links.put(name, uri);
        }
    }
}
