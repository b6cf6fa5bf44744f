package io.lintel.server.plugin;

import io.lintel.connector.ConnectorFactory;
import io.micronaut.context.BeanContext;
import io.micronaut.inject.BeanDefinitionReference;
import io.micronaut.inject.InstantiatableBeanDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/// One jar with connectors, or a directory of such a jar and the libraries it needs.
final class Plugin implements AutoCloseable {

    /// Where Micronaut's annotation processor notes beans: an empty entry for each, named after its definition.
    private static final String BEANS = "META-INF/micronaut/io.micronaut.inject.BeanDefinitionReference/";

    private final Path place;
    private final URLClassLoader loader;
    private final List<ConnectorFactory<?>> factories = new ArrayList<>();

    private Plugin(Path place, URLClassLoader loader) {
        this.place = place;
        this.loader = loader;
    }

    /// @param beans of the server, which the factories may ask for
    /// @throws UnusablePlugin if it cannot be used
    static Plugin load(Path place, ClassLoader server, BeanContext beans) throws UnusablePlugin {
        try {
            var jars = jars(place);
            var definitions = new ArrayList<String>();
            for (var jar : jars) {
                var found = definitions(jar);
                if (!found.isEmpty()) {
                    Origin.of(jar).requireThisSpi();
                    definitions.addAll(found);
                }
            }
            if (definitions.isEmpty() && jars.size() == 1) {
                Origin.of(jars.getFirst()).requireThisSpi();
            }
            var loader = new URLClassLoader("plugin " + place.getFileName(), urls(jars), server);
            var plugin = new Plugin(place, loader);
            try {
                plugin.make(definitions, beans);
            } catch (UnusablePlugin unusable) {
                plugin.close();
                throw unusable;
            }
            return plugin;
        } catch (IOException unreadable) {
            throw UnusablePlugin.because(
                    place.toString(), "is not a jar that can be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static List<Path> jars(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (var files = Files.list(place)) {
            return files.filter(Plugin::isJar).sorted().toList();
        }
    }

    static boolean isJar(Path file) {
        return file.getFileName().toString().endsWith(".jar");
    }

    private static List<String> definitions(Path file) throws IOException {
        try (var jar = new JarFile(file.toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(BEANS))
                    .map(entry -> entry.getName().substring(BEANS.length()))
                    .sorted()
                    .toList();
        }
    }

    private static URL[] urls(List<Path> jars) throws MalformedURLException {
        var urls = new URL[jars.size()];
        for (var i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        return urls;
    }

    private void make(List<String> definitions, BeanContext beans) throws UnusablePlugin {
        for (var name : definitions) {
            try {
                var reference = (BeanDefinitionReference<?>)
                        loader.loadClass(name).getConstructor().newInstance();
                if (ConnectorFactory.class.isAssignableFrom(reference.getBeanType())
                        && reference.load(beans) instanceof InstantiatableBeanDefinition<?> definition
                        && definition.instantiate(beans) instanceof ConnectorFactory<?> factory) {
                    requireWords(factory);
                    factories.add(factory);
                }
            } catch (ReflectiveOperationException | RuntimeException | LinkageError failed) {
                throw unusable(name, failed);
            }
        }
        if (factories.isEmpty()) {
            throw UnusablePlugin.because(
                    place.toString(),
                    "holds no connector: there is no ConnectorFactory that is a @Singleton and was compiled with"
                            + " Micronaut's annotation processor (io.micronaut:micronaut-inject-java)");
        }
    }

    private static void requireWords(ConnectorFactory<?> factory) {
        Objects.requireNonNull(factory.type(), "type()");
        Objects.requireNonNull(factory.configuration(), "configuration()");
    }

    private UnusablePlugin unusable(String bean, Throwable failed) {
        for (@Nullable Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnsupportedClassVersionError) {
                return because(
                        "was compiled for a newer Java than "
                                + Runtime.version().feature(),
                        failed);
            }
            if (cause instanceof LinkageError) {
                return because(
                        "cannot be linked, a class is missing or another than it was built with: " + cause.getMessage(),
                        failed);
            }
        }
        return because("has a bean that cannot be made, " + bean + ": " + failed.getMessage(), failed);
    }

    private UnusablePlugin because(String reason, Throwable cause) {
        return UnusablePlugin.because(place.toString(), reason, cause);
    }

    List<ConnectorFactory<?>> factories() {
        return List.copyOf(factories);
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
