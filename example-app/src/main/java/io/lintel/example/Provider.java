package io.lintel.example;

import static java.net.http.HttpResponse.BodyHandlers.limiting;
import static java.net.http.HttpResponse.BodyHandlers.ofString;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The OpenID provider, called over HTTP. What it says about itself is fetched at first use and kept.
final class Provider implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final long MAXIMUM_ANSWER = 1 << 20;

    private final URI issuer;
    private final Client client;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final AtomicReference<Optional<Metadata>> metadata = new AtomicReference<>(Optional.empty());
    private final AtomicReference<JwkSet> keys = new AtomicReference<>(new JwkSet(List.of()));

    Provider(URI issuer, Client client) {
        this.issuer = issuer;
        this.client = client;
    }

    Metadata metadata() {
        var known = metadata.get();
        if (known.isPresent()) {
            return known.get();
        }
        var base = issuer.toString().replaceFirst("/$", "");
        var found = Metadata.parse(get(URI.create(base + "/.well-known/openid-configuration")), issuer);
        metadata.set(Optional.of(found));
        return found;
    }

    /// Keys among which that of the token is, if the provider publishes it: an unknown key is asked for once.
    JwkSet keysFor(String token) {
        if (keys.get().find(Jwt.parse(token)).isEmpty()) {
            keys.set(JwkSet.parse(get(metadata().jwksUri())));
        }
        return keys.get();
    }

    /// The answer of the token endpoint.
    ///
    /// @throws SignInException if it refuses; the message carries its `error` and `error_description`
    Json.Members token(Map<String, String> parameters) {
        var response = send(client.tokenRequest(metadata().tokenEndpoint(), parameters));
        var body = Json.parseObject(response.body());
        if (response.statusCode() != 200) {
            throw refused(body.findText("error"), body.findText("error_description"));
        }
        return body;
    }

    Json.Members userinfo(String accessToken) {
        var endpoint = metadata()
                .userinfoEndpoint()
                .orElseThrow(() -> new SignInException("The provider has no userinfo endpoint."));
        var response = send(HttpRequest.newBuilder(endpoint).header("Authorization", "Bearer " + accessToken));
        if (response.statusCode() != 200) {
            var challenge = response.headers().firstValue("WWW-Authenticate").orElse("");
            throw new SignInException("Userinfo answered %d: %s".formatted(response.statusCode(), challenge));
        }
        return Json.parseObject(response.body());
    }

    static SignInException refused(Optional<String> error, Optional<String> description) {
        return new SignInException("The provider refused: " + error.orElse("no reason given")
                + description.map(text -> " (" + text + ")").orElse(""));
    }

    private String get(URI uri) {
        var response = send(HttpRequest.newBuilder(uri));
        if (response.statusCode() != 200) {
            throw new SignInException("%s answered %d.".formatted(uri, response.statusCode()));
        }
        return response.body();
    }

    private HttpResponse<String> send(HttpRequest.Builder builder) {
        var request =
                builder.timeout(ANSWER).header("Accept", "application/json").build();
        try {
            return http.send(request, limiting(ofString(), MAXIMUM_ANSWER));
        } catch (IOException e) {
            throw new SignInException("The provider does not answer at " + request.uri() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SignInException("The app is being stopped.", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
