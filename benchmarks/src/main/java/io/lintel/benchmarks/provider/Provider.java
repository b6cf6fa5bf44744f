package io.lintel.benchmarks.provider;

import io.lintel.authorization.Access;
import io.lintel.authorization.GrantId;
import io.lintel.client.AuthenticatedClient;
import io.lintel.client.Client;
import io.lintel.client.ClientAuthenticator;
import io.lintel.client.ClientCredentials;
import io.lintel.client.Clients;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Email;
import io.lintel.connector.Identity;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Scopes;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import io.lintel.server.Lintel;
import io.lintel.server.logging.Logging;
import io.lintel.server.settings.Overrides;
import io.lintel.server.signing.Cryptography;
import io.lintel.session.Authentication;
import io.lintel.signing.SigningAlgorithm;
import io.lintel.token.Authorization;
import io.lintel.token.ConnectorRules;
import io.lintel.token.Grant;
import io.lintel.token.TokenEndpoint;
import io.lintel.token.TokenIssuer;
import io.lintel.token.TokenResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A running server and one client of it.
public final class Provider implements AutoCloseable {

    public static final ClientId CLIENT = new ClientId("example-app");
    public static final String REDIRECT_URI = "http://127.0.0.1:5555/callback";

    private static final Secret CLIENT_SECRET = Secret.of("for benchmarks alone, and known to all");
    private static final ConnectorId CONNECTOR = new ConnectorId("mock");

    private final Lintel lintel;

    private Provider(Lintel lintel) {
        this.lintel = lintel;
    }

    /// Starts one on a free port, and waits for the native provider if there is one here.
    public static Provider start(SigningAlgorithm algorithm) {
        try {
            var file = Files.createTempFile("lintel-benchmark", ".yaml");
            try {
                Files.writeString(file, configuration(algorithm));
                var lintel = Lintel.load(file, Map.of(), Overrides.none(), Clock.systemUTC());
                Logging.configure(lintel.loaded().settings().logger());
                lintel.start();
                var provider = new Provider(lintel);
                provider.part(Cryptography.class).awaitLoaded();
                return provider;
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One of the objects it is made of.
    public <T> T part(Class<T> type) {
        return lintel.context().getBean(type);
    }

    /// Mints an access token and an ID token each time it is run: all that the token endpoint does after its
    /// grant has decided.
    public Minting minting() {
        Grant always = new Always(authorization(part(Clients.class).find(CLIENT).orElseThrow()));
        var endpoint = new TokenEndpoint(List.of(always), part(ConnectorRules.class), part(TokenIssuer.class));
        var client = part(ClientAuthenticator.class).authenticate(new ClientCredentials.Basic(CLIENT, CLIENT_SECRET));
        var parameters = Parameters.of(Map.of("grant_type", List.of(GrantType.AUTHORIZATION_CODE.value())));
        return () -> endpoint.answer(client, parameters);
    }

    /// What mints.
    @FunctionalInterface
    public interface Minting {
        /// How many tokens are in a response.
        int TOKENS = 2;

        TokenResponse mint();
    }

    private record Always(Authorization authorization) implements Grant {

        @Override
        public GrantType type() {
            return GrantType.AUTHORIZATION_CODE;
        }

        @Override
        public Authorization authorize(AuthenticatedClient client, Parameters parameters) {
            return authorization;
        }
    }

    private static Authorization authorization(Client client) {
        var identity = Identity.of("2f6d1c1e-5a0b-4b8e-9d5f-0c1b7a3e9d42")
                .username("Ada Lovelace")
                .preferredUsername("ada")
                .email(new Email("ada@example.com", true))
                .groups(List.of("admins", "authors"))
                .build();
        return new Authorization.ForEndUser(
                GrantType.AUTHORIZATION_CODE,
                GrantId.random(new Entropy()),
                client,
                new Access(Scopes.of(Scope.OPENID, Scope.EMAIL, Scope.PROFILE, Scope.GROUPS), "n-0S6_WzA2Mj"),
                Authentication.of(CONNECTOR, identity, Instant.now()),
                null);
    }

    private static String configuration(SigningAlgorithm algorithm) {
        return """
                issuer: http://127.0.0.1:5556/dex
                storage:
                  type: memory
                web:
                  http: 127.0.0.1:0
                logger:
                  level: error
                signer:
                  type: local
                  config:
                    keysRotationPeriod: 6h
                    algorithm: %s
                staticClients:
                  - id: %s
                    name: Example app
                    secret: "%s"
                    redirectURIs:
                      - %s
                connectors:
                  - type: mockCallback
                    id: %s
                    name: Mock
                """.formatted(algorithm.jwaName(), CLIENT, CLIENT_SECRET.reveal(), REDIRECT_URI, CONNECTOR);
    }

    @Override
    public void close() {
        lintel.close();
    }
}
