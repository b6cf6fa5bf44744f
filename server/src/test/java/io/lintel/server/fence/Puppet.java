package io.lintel.server.fence;

import io.lintel.connector.Connector;
import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorFactory;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.PasswordConnector;
import io.lintel.connector.RefreshingConnector;
import io.lintel.connector.Wanted;
import io.lintel.secret.Secret;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// A connector that does what the test says: its user is who types the name.
public final class Puppet implements PasswordConnector, RefreshingConnector {

    private final Strings strings;

    private Puppet(Strings strings) {
        this.strings = strings;
    }

    @Override
    public LoginResult login(LoginRequest request, String username, Secret password) {
        return strings.answer.get().apply(username);
    }

    @Override
    public LoginResult refresh(Identity identity, Set<Wanted> wanted) {
        return strings.answer.get().apply(identity.userId());
    }

    /// @param fails how the connector fails to open: `misconfigured`, `unavailable` or `unexpected`; empty not
    @Introspected
    public record Configuration(String fails, List<String> groups) {}

    /// Makes connectors of the type `puppet`, and holds what they hang by.
    @Singleton
    public static final class Strings implements ConnectorFactory<Configuration> {

        private final AtomicReference<Function<String, LoginResult>> answer = new AtomicReference<>(Strings::welcome);
        private final AtomicInteger opened = new AtomicInteger();

        @Override
        public String type() {
            return "puppet";
        }

        @Override
        public Class<Configuration> configuration() {
            return Configuration.class;
        }

        @Override
        public Connector create(Configuration configuration, ConnectorContext context) {
            switch (configuration.fails()) {
                case "misconfigured" -> throw ConnectorException.misconfigured("up and down contradict each other");
                case "unavailable" -> throw ConnectorException.unavailable("the stage is closed", null);
                case "unexpected" -> throw new IllegalStateException("a knot");
                default -> opened.incrementAndGet();
            }
            if (!configuration.groups().isEmpty()) {
                answer(name -> LoginResult.authenticated(Identity.of(name)
                        .username(name)
                        .groups(configuration.groups())
                        .build()));
            }
            return new Puppet(this);
        }

        /// From now on this is answered.
        public void answer(Function<String, LoginResult> next) {
            answer.set(next);
        }

        /// From now on nothing is answered, until an interrupt.
        public void hang() {
            answer(name -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException told) {
                    Thread.currentThread().interrupt();
                }
                throw ConnectorException.unavailable("interrupted", null);
            });
        }

        public int opened() {
            return opened.get();
        }

        public static LoginResult welcome(String name) {
            return LoginResult.authenticated(Identity.of(name).username(name).build());
        }
    }
}
