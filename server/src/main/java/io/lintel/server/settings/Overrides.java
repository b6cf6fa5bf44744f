package io.lintel.server.settings;

import java.util.LinkedHashMap;

/// What the command line says instead of the file. An empty value says nothing.
///
/// @param webHttpAddr replaces `web.http`
/// @param webHttpsAddr replaces `web.https`
/// @param telemetryAddr replaces `telemetry.http`
/// @param grpcAddr replaces `grpc.addr`
public record Overrides(String webHttpAddr, String webHttpsAddr, String telemetryAddr, String grpcAddr) {

    public static Overrides none() {
        return new Overrides("", "", "", "");
    }

    /// The document as if the command line had been written there.
    Node.Mapping applyTo(Node.Mapping document) {
        var replaced = replace(document, "web", "http", webHttpAddr, "--web-http-addr");
        replaced = replace(replaced, "web", "https", webHttpsAddr, "--web-https-addr");
        replaced = replace(replaced, "telemetry", "http", telemetryAddr, "--telemetry-addr");
        return replace(replaced, "grpc", "addr", grpcAddr, "--grpc-addr");
    }

    private static Node.Mapping replace(Node.Mapping document, String block, String key, String value, String flag) {
        if (value.isEmpty()) {
            return document;
        }
        var name = name(document, block);
        var written = document.entries().get(name);
        var mapping =
                switch (written) {
                    case null -> Node.Mapping.empty(document.place().key(name));
                    case Node.Nothing nothing -> Node.Mapping.empty(nothing.place());
                    case Node.Mapping there -> there;
                    case Node.Scalar _, Node.Sequence _ -> null;
                };
        if (mapping == null) {
            return document;
        }
        var inner = new LinkedHashMap<>(mapping.entries());
        var innerName = name(mapping, key);
        inner.put(innerName, new Node.Scalar(mapping.place().key(innerName).writtenIn(flag), value, true));
        var outer = new LinkedHashMap<>(document.entries());
        outer.put(name, new Node.Mapping(mapping.place(), inner));
        return new Node.Mapping(document.place(), outer);
    }

    /// The key as it is spelled in the document, or else as it should be.
    private static String name(Node.Mapping mapping, String key) {
        return mapping.entries().keySet().stream()
                .filter(key::equalsIgnoreCase)
                .findFirst()
                .orElse(key);
    }
}
