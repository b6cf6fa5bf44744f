package io.lintel.server.http;

import io.lintel.discovery.ProviderMetadata;
import io.lintel.signing.Jwk;
import io.lintel.signing.PublishedKeys;
import io.lintel.signing.SigningAlgorithm;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.json.JsonMapper;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/// What clients read before anything else: the metadata (OpenID Connect Discovery, section 4) and the key set
/// (RFC 7517). Both are written once for as long as the keys stay the same.
@Controller("${lintel.path}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.APPLICATION_JSON)
final class DiscoveryController {

    /// The same time that keys are published before their first use.
    private static final String CACHE = "max-age=600, must-revalidate";

    /// @param metadata the JSON of the metadata, in ASCII
    /// @param keySet the JSON of the key set, in ASCII
    private record Documents(List<Jwk> keys, String metadata, String keySet) {}

    private final ProviderMetadata metadata;
    private final PublishedKeys keys;
    private final JsonMapper json;
    private final AtomicReference<Documents> written;

    DiscoveryController(ProviderMetadata metadata, PublishedKeys keys, JsonMapper json) {
        this.metadata = metadata;
        this.keys = keys;
        this.json = json;
        this.written = new AtomicReference<>(new Documents(List.of(), "", ""));
    }

    @Get("/.well-known/openid-configuration")
    MutableHttpResponse<String> metadata() {
        return HttpResponse.ok(documents().metadata());
    }

    @Get("/keys")
    MutableHttpResponse<String> keys() {
        return HttpResponse.ok(documents().keySet()).header(HttpHeaders.CACHE_CONTROL, CACHE);
    }

    private Documents documents() {
        var current = keys.keys();
        var documents = written.get();
        if (current.equals(documents.keys()) && !documents.metadata().isEmpty()) {
            return documents;
        }
        var algorithms = current.stream()
                .flatMap(key -> SigningAlgorithm.find(key.members().getOrDefault("alg", "")).stream())
                .distinct()
                .toList();
        var fresh = new Documents(
                current,
                write(metadata.members(algorithms)),
                write(Map.of("keys", current.stream().map(Jwk::members).toList())));
        written.set(fresh);
        return fresh;
    }

    private String write(Map<String, Object> document) {
        try {
            return json.writeValueAsString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
