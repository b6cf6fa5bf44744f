package io.lintel.server.plugin;

import io.lintel.connector.ConnectorFactory;
import io.micronaut.context.BeanContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// All plugins of a directory.
public final class Plugins implements AutoCloseable {

    private static final String DIRECTORY = "plugins";

    private final List<Plugin> plugins = new ArrayList<>();

    private Plugins() {}

    public static Plugins none() {
        return new Plugins();
    }

    /// Loads every jar in a directory, and every directory of jars in it.
    ///
    /// @param beans of the server, which factories may ask for
    /// @param refused takes what is wrong with one of them; the others are loaded all the same
    public static Plugins load(Path directory, BeanContext beans, Consumer<String> refused) {
        var loaded = new Plugins();
        try (var files = Files.list(directory)) {
            for (var file : files.sorted().toList()) {
                if (Plugin.isJar(file) || Files.isDirectory(file)) {
                    loaded.add(file, beans, refused);
                }
            }
        } catch (IOException unreadable) {
            refused.accept(directory + " cannot be read: " + unreadable.getMessage());
        }
        return loaded;
    }

    private void add(Path file, BeanContext beans, Consumer<String> refused) {
        try {
            plugins.add(Plugin.load(file, Plugins.class.getClassLoader(), beans));
        } catch (UnusablePlugin unusable) {
            refused.accept(String.valueOf(unusable.getMessage()));
        }
    }

    /// The directory `plugins` beside the jar of the server, if the server runs from a jar and there is one.
    public static Optional<Path> besideTheServer() {
        return Origin.of(Plugins.class)
                .filter(Origin::isJar)
                .map(origin -> origin.file().resolveSibling(DIRECTORY))
                .filter(Files::isDirectory);
    }

    /// What is wrong with a factory on the class path, whose jar was not asked before.
    public static Optional<String> problemOf(ConnectorFactory<?> factory) {
        var origin = Origin.of(factory.getClass());
        if (origin.isEmpty() || !origin.get().isJar()) {
            return Optional.empty();
        }
        try {
            origin.get().requireThisSpi();
            return Optional.empty();
        } catch (UnusablePlugin unusable) {
            return Optional.of(String.valueOf(unusable.getMessage()));
        }
    }

    /// In the order of the files.
    public List<ConnectorFactory<?>> factories() {
        return plugins.stream().flatMap(plugin -> plugin.factories().stream()).toList();
    }

    @Override
    public void close() {
        plugins.forEach(Plugin::close);
    }
}
