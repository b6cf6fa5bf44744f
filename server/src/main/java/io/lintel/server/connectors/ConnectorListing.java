package io.lintel.server.connectors;

import io.lintel.connector.CallbackConnector;
import io.lintel.connector.Capability;
import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorFactory;
import io.lintel.connector.PasswordConnector;
import io.lintel.server.plugin.Origin;
import io.micronaut.validation.validator.Validator;
import jakarta.inject.Provider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The types of connectors there are, as an operator reads them.
///
/// @param lines one or more for each type
public record ConnectorListing(List<String> lines) {

    public ConnectorListing {
        lines = List.copyOf(lines);
    }

    static ConnectorListing of(ConnectorBinder binder) {
        var lines = new ArrayList<String>();
        binder.factories().all().forEach(factory -> add(lines, factory, binder.validator()));
        return new ConnectorListing(lines);
    }

    private static void add(List<String> lines, ConnectorFactory<?> factory, Provider<Validator> validator) {
        var connector = connectorOf(factory);
        lines.add(factory.type());
        lines.add("  from      "
                + Origin.of(factory.getClass()).map(ConnectorListing::from).orElse("unknown"));
        lines.add("  kind      " + kind(connector));
        lines.add("  can also  " + roles(connector));
        var shape = ConfigurationShape.of(factory.configuration(), validator);
        lines.add("  config    " + (shape.keys().isEmpty() ? "nothing" : ""));
        var width =
                shape.keys().stream().mapToInt(key -> key.path().length()).max().orElse(0);
        shape.keys().forEach(key -> lines.add("    " + padded(key.path(), width) + "  " + told(key)));
    }

    private static String from(Origin origin) {
        return origin.file()
                + (origin.version().isEmpty() ? "" : ", version " + origin.version())
                + (origin.spiVersion().isEmpty() ? "" : ", SPI version " + origin.spiVersion());
    }

    /// What a factory says it makes: the type that its `create` returns.
    private static Class<?> connectorOf(ConnectorFactory<?> factory) {
        return Arrays.stream(factory.getClass().getMethods())
                .filter(method -> method.getName().equals("create")
                        && !method.isBridge()
                        && Arrays.equals(
                                method.getParameterTypes(),
                                new Class<?>[] {factory.configuration(), ConnectorContext.class}))
                .<Class<?>>map(method -> method.getReturnType())
                .findFirst()
                .orElse(Object.class);
    }

    private static String kind(Class<?> connector) {
        if (PasswordConnector.class.isAssignableFrom(connector)) {
            return "password: our page asks for a user name and a password";
        }
        return CallbackConnector.class.isAssignableFrom(connector)
                ? "callback: the browser goes to the upstream and comes back"
                : "not told by the factory";
    }

    private static String roles(Class<?> connector) {
        if (kind(connector).startsWith("not told")) {
            return "not told by the factory";
        }
        var roles = Arrays.stream(Capability.values())
                .filter(capability -> capability.role().isAssignableFrom(connector))
                .map(capability -> capability.name().toLowerCase(Locale.ROOT))
                .toList();
        return roles.isEmpty() ? "nothing" : String.join(", ", roles);
    }

    private static String told(ConfigurationShape.Key key) {
        var preset = key.preset();
        return key.type() + (key.isRequired() ? ", required" : preset == null ? "" : ", default " + preset);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
