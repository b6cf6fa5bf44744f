package io.lintel.server.connectors;

import io.lintel.connector.Capability;
import io.lintel.connector.Connector;
import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorFactory;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.PasswordConnector;
import io.lintel.connector.Refusal;
import io.lintel.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A connector that lets nobody in and remembers that it was closed.
final class Lighthouse implements PasswordConnector {

    private final Set<Capability> capabilities;
    private final List<String> closed;

    private Lighthouse(Set<Capability> capabilities, List<String> closed) {
        this.capabilities = capabilities;
        this.closed = closed;
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public LoginResult login(LoginRequest request, String username, Secret password) {
        return new LoginResult.Refused(Refusal.WRONG_CREDENTIALS, "nobody lives here");
    }

    @Override
    public void close() {
        closed.add("closed");
    }

    /// Makes it. The client `contradiction` cannot be opened, `boaster` declares what it cannot, `dark` has no
    /// upstream.
    static final class Factory implements ConnectorFactory<LighthouseConfiguration> {

        final List<String> closed = new ArrayList<>();

        @Override
        public String type() {
            return "lighthouse";
        }

        @Override
        public Class<LighthouseConfiguration> configuration() {
            return LighthouseConfiguration.class;
        }

        @Override
        public Connector create(LighthouseConfiguration configuration, ConnectorContext context) {
            return switch (configuration.clientId()) {
                case "contradiction" ->
                    throw ConnectorException.misconfigured("port and hostName contradict each other");
                case "dark" -> throw ConnectorException.unavailable("no light", null);
                case "boaster" -> new Lighthouse(Set.of(Capability.OFFLINE_ACCESS), closed);
                default -> new Lighthouse(Set.of(), closed);
            };
        }
    }
}
