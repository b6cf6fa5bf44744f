package io.lintel.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/// This application as it is registered at the provider. Not a record, so that the secret is never printed.
public final class Client {

    private final String id;
    private final String secret;
    private final URI redirectUri;

    /// @param secret empty for a public client
    public Client(String id, String secret, URI redirectUri) {
        this.id = id;
        this.secret = secret;
        this.redirectUri = redirectUri;
    }

    String id() {
        return id;
    }

    URI redirectUri() {
        return redirectUri;
    }

    /// A request to the token endpoint, with the client's credentials in it (RFC 6749, section 2.3.1).
    HttpRequest.Builder tokenRequest(URI endpoint, Map<String, String> parameters) {
        var form = new TreeMap<>(parameters);
        var request = HttpRequest.newBuilder(endpoint).header("Content-Type", "application/x-www-form-urlencoded");
        if (secret.isEmpty()) {
            form.put("client_id", id);
        } else {
            var credentials = URLEncoder.encode(id, UTF_8) + ":" + URLEncoder.encode(secret, UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
        }
        return request.POST(HttpRequest.BodyPublishers.ofString(Form.encode(form)));
    }
}
