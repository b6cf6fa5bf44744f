package io.lintel.connector.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.connector.CallbackConnector;
import io.lintel.connector.CallbackRequest;
import io.lintel.connector.ConnectorContext;
import io.lintel.connector.Departure;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Refusal;
import io.lintel.connector.support.Pkce;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import java.net.URI;
import java.net.URLEncoder;

/// Sends the browser to a web page, and redeems the code that it brings back.
///
/// Nothing is kept between [#begin] and [#finish], which may happen on different servers: what belongs to one login,
/// the verifier, is remembered by the browser.
final class PortalConnector implements CallbackConnector {
    private final URI url;
    private final PortalClient client;
    private final Entropy entropy = new Entropy();

    PortalConnector(PortalConfiguration configuration, ConnectorContext context) {
        this.url = configuration.url();
        this.client = new PortalClient(configuration, context.httpClient());
    }

    @Override
    public Departure begin(LoginRequest request) {
        // Whoever stole the code cannot use it without the verifier (RFC 7636).
        var proof = Pkce.random(entropy);
        var location = url + "/login?return_to="
                + URLEncoder.encode(request.callback().toString(), UTF_8) + "&state=" + request.id() + "&challenge="
                + proof.challenge();
        return new Departure.Redirect(URI.create(location), proof.verifier());
    }

    @Override
    public LoginResult finish(LoginRequest request, Secret remembered, CallbackRequest callback) {
        var error = callback.findParameter("error");
        if (error.isPresent()) {
            return LoginResult.refused(Refusal.CANCELLED, "the callback carries an error");
        }
        var code = Secret.of(callback.findParameter("code").orElse(""));
        if (code.isEmpty()) {
            return LoginResult.refused(Refusal.WRONG_CREDENTIALS, "the callback carries no code");
        }
        return client.redeem(code, remembered)
                .map(LoginResult::authenticated)
                .orElseGet(() -> LoginResult.refused(Refusal.WRONG_CREDENTIALS, "the upstream refuses the code"));
    }
}
