package io.lintel.benchmarks.load;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The server to be measured and the client it knows.
///
/// @param connector the connector that logs in without a person: one that comes back by itself, or one with a
///     form
/// @param username for the form of a connector that has one
public record Target(
        URI issuer,
        String clientId,
        String clientSecret,
        URI redirectUri,
        String connector,
        String username,
        String password) {

    static final List<String> FLAGS = List.of(
            "--issuer", "--client-id", "--client-secret", "--redirect-uri", "--connector", "--username", "--password");

    static Target of(Map<String, String> flags) {
        var given = new LinkedHashMap<>(flags);
        given.putIfAbsent("--issuer", "http://127.0.0.1:5556/dex");
        given.putIfAbsent("--client-id", "example-app");
        given.putIfAbsent("--client-secret", "");
        given.putIfAbsent("--redirect-uri", "http://127.0.0.1:5555/callback");
        given.putIfAbsent("--connector", "mock");
        return new Target(
                URI.create(given.getOrDefault("--issuer", "")),
                given.getOrDefault("--client-id", ""),
                given.getOrDefault("--client-secret", ""),
                URI.create(given.getOrDefault("--redirect-uri", "")),
                given.getOrDefault("--connector", ""),
                given.getOrDefault("--username", ""),
                given.getOrDefault("--password", ""));
    }

    URI at(String path) {
        return URI.create(issuer + path);
    }
}
