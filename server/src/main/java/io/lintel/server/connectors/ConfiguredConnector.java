package io.lintel.server.connectors;

import io.lintel.authorization.ConnectorEntry;
import io.lintel.connector.CallbackConnector;
import io.lintel.connector.Capability;
import io.lintel.connector.Connector;
import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.PasswordConnector;
import io.lintel.oauth2.GrantType;
import io.lintel.server.fence.Breaker;
import io.lintel.server.fence.Deadline;
import io.lintel.server.fence.Fence;
import io.lintel.server.fence.FencedCallbackConnector;
import io.lintel.server.fence.FencedPasswordConnector;
import io.lintel.server.settings.ConnectorDefinition;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connector of the file: open, or not and why.
public final class ConfiguredConnector implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredConnector.class);

    /// Opening calls nobody, so that this is over long before, unless the connector has a defect.
    private static final Duration OPENING_TIME = Duration.ofSeconds(30);

    private sealed interface State {

        record Closed(String why) implements State {}

        /// @param fenced what everybody calls who asks the upstream
        record Open(Connector connector, Connector fenced) implements State {}
    }

    private final BoundConnector<?> bound;
    private final ConnectorContext context;
    private final Fence fence;
    private volatile State state = new State.Closed("it has not been opened yet");
    private volatile ConnectorEntry entry;
    private volatile boolean isOver;

    public ConfiguredConnector(BoundConnector<?> bound, ConnectorContext context, Fence fence) {
        this.bound = bound;
        this.context = context;
        this.fence = fence;
        var definition = bound.definition();
        this.entry = new ConnectorEntry(
                definition.id(),
                definition.type(),
                definition.name(),
                EnumSet.allOf(Capability.class),
                grantTypes(definition),
                definition.mapping());
    }

    ConnectorId id() {
        return bound.definition().id();
    }

    ConnectorEntry entry() {
        return entry;
    }

    Fence fence() {
        return fence;
    }

    /// Whether it would be called now.
    boolean isAvailable() {
        return state instanceof State.Open && fence.breakerState() != Breaker.State.OPEN;
    }

    /// @throws ConnectorException [ConnectorException.Fault#UNAVAILABLE] if it is not open
    Connector require() {
        return switch (state) {
            case State.Open open -> open.fenced();
            case State.Closed(var why) -> throw notOpen(why);
        };
    }

    /// @throws ConnectorException [ConnectorException.Fault#UNAVAILABLE] if it is not open
    Connector requireUnfenced() {
        return switch (state) {
            case State.Open open -> open.connector();
            case State.Closed(var why) -> throw notOpen(why);
        };
    }

    private static ConnectorException notOpen(String why) {
        return ConnectorException.unavailable("the connector is not open: " + why, null);
    }

    /// Opens it, if it is not open.
    ///
    /// @return whether nothing is left to be done
    boolean open() {
        if (isOver || state instanceof State.Open) {
            return true;
        }
        try {
            var connector = Deadline.within(OPENING_TIME, "opening-" + id(), this::create, () -> {});
            opened(connector);
            return true;
        } catch (ExecutionException failed) {
            close(failed.getCause());
        } catch (TimeoutException late) {
            close(late);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private Connector create() {
        var connector = bound.open(context);
        if (Thread.interrupted()) {
            connector.close();
            throw ConnectorException.unavailable("opened too late", null);
        }
        BoundConnector.defectOf(connector).ifPresent(defect -> {
            connector.close();
            throw ConnectorException.misconfigured(defect);
        });
        return connector;
    }

    private Connector fenced(Connector connector) {
        return switch (connector) {
            case PasswordConnector password -> new FencedPasswordConnector(password, fence);
            case CallbackConnector callback -> new FencedCallbackConnector(callback, fence);
        };
    }

    private synchronized void opened(Connector connector) {
        if (isOver) {
            connector.close();
            return;
        }
        entry = new ConnectorEntry(
                entry.id(), entry.type(), entry.name(), connector.capabilities(), entry.grantTypes(), entry.rules());
        state = new State.Open(connector, fenced(connector));
        LOG.atInfo().addKeyValue("connector_id", id()).log("connector opened");
    }

    private void close(@Nullable Throwable failed) {
        var why = failed instanceof ConnectorException || failed instanceof TimeoutException
                ? String.valueOf(failed.getMessage())
                : "it failed to open";
        state = new State.Closed(why);
        var line = LOG.atWarn().addKeyValue("connector_id", id()).addKeyValue("detail", why);
        // Whose fault it is, a connector says by its own exception; any other is a defect.
        (failed instanceof ConnectorException ? line : line.setCause(failed)).log("connector not opened");
    }

    /// None configured means all.
    private static Set<GrantType> grantTypes(ConnectorDefinition definition) {
        return definition.grantTypes().isEmpty() ? EnumSet.allOf(GrantType.class) : definition.grantTypes();
    }

    @Override
    public synchronized void close() {
        isOver = true;
        if (state instanceof State.Open open) {
            open.connector().close();
        }
        state = new State.Closed("the server is ending");
    }
}
