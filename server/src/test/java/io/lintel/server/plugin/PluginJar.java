package io.lintel.server.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/// A connector somebody else wrote, compiled and packed as its author would.
record PluginJar(Map<String, String> sources, Map<String, String> manifest) {

    private static final String CONFIGURATION = """
        package org.example.whois;

        import io.lintel.secret.Secret;
        import io.micronaut.core.annotation.Introspected;
        import io.micronaut.core.bind.annotation.Bindable;
        import jakarta.validation.Valid;
        import jakarta.validation.constraints.NotBlank;
        import java.time.Duration;
        import java.util.List;

        @Introspected
        public record WhoisConfiguration(
                @NotBlank String host,
                Secret password,
                @Bindable(defaultValue = "10s") Duration timeout,
                @Valid Search search,
                List<String> groups) {

            @Introspected
            public record Search(@NotBlank String base, @Bindable(defaultValue = "sub") Scope scope) {}

            public enum Scope { SUB, ONE }
        }
        """;

    private static final String CONNECTOR = """
        package org.example.whois;

        import io.lintel.connector.Identity;
        import io.lintel.connector.LoginRequest;
        import io.lintel.connector.LoginResult;
        import io.lintel.connector.PasswordConnector;
        import io.lintel.connector.RefreshingConnector;
        import io.lintel.connector.Wanted;
        import io.lintel.secret.Secret;
        import java.util.Set;

        final class WhoisConnector implements PasswordConnector, RefreshingConnector {
            private final WhoisConfiguration configuration;

            WhoisConnector(WhoisConfiguration configuration) {
                this.configuration = configuration;
            }

            @Override
            public LoginResult login(LoginRequest request, String username, Secret password) {
                return LoginResult.authenticated(Identity.of(username + "@" + configuration.host())
                        .username(username)
                        .groups(configuration.groups())
                        .build());
            }

            @Override
            public LoginResult refresh(Identity identity, Set<Wanted> wanted) {
                return LoginResult.authenticated(identity);
            }
        }
        """;

    private static final String FACTORY = """
        package org.example.whois;

        import io.lintel.connector.ConnectorContext;
        import io.lintel.connector.ConnectorFactory;
        import jakarta.inject.Singleton;

        @Singleton
        public final class WhoisConnectorFactory implements ConnectorFactory<WhoisConfiguration> {
            @Override
            public String type() {
                return "whois";
            }

            @Override
            public Class<WhoisConfiguration> configuration() {
                return WhoisConfiguration.class;
            }

            @Override
            public WhoisConnector create(WhoisConfiguration configuration, ConnectorContext context) {
                return new WhoisConnector(configuration);
            }
        }
        """;

    /// A connector of the type `whois` that lets everybody in.
    static PluginJar whois() {
        return new PluginJar(
                Map.of(
                        "org.example.whois.WhoisConfiguration", CONFIGURATION,
                        "org.example.whois.WhoisConnector", CONNECTOR,
                        "org.example.whois.WhoisConnectorFactory", FACTORY),
                Map.of("Lintel-Connector-Spi", "1", "Implementation-Version", "2.7"));
    }

    /// The same with another text in the sources.
    PluginJar with(String text, String instead) {
        var changed = new LinkedHashMap<String, String>();
        sources.forEach((name, source) -> changed.put(name, source.replace(text, instead)));
        return new PluginJar(changed, manifest);
    }

    PluginJar withManifest(Map<String, String> other) {
        return new PluginJar(sources, other);
    }

    /// Compiles it and packs it, without the classes whose path holds a text.
    Path pack(Path file, String without) {
        try {
            var classes = Files.createTempDirectory("plugin");
            compile(classes);
            try (var jar = new JarOutputStream(Files.newOutputStream(file), packed());
                    var compiled = Files.walk(classes)) {
                for (var each : compiled.sorted().skip(1).toList()) {
                    var name = classes.relativize(each).toString();
                    if (!without.isEmpty() && name.contains(without)) {
                        continue;
                    }
                    if (Files.isDirectory(each)) {
                        jar.putNextEntry(new JarEntry(name + "/"));
                    } else {
                        jar.putNextEntry(new JarEntry(name));
                        Files.copy(each, jar);
                    }
                }
            }
            try (var compiled = Files.walk(classes)) {
                for (var each :
                        compiled.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.delete(each);
                }
            }
            return file;
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    Path pack(Path file) {
        return pack(file, "");
    }

    private Manifest packed() {
        var written = new Manifest();
        written.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.forEach((name, value) -> written.getMainAttributes().putValue(name, value));
        return written;
    }

    private void compile(Path classes) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new ByteArrayOutputStream();
        try (var files = compiler.getStandardFileManager(null, null, UTF_8);
                var out = new OutputStreamWriter(said, UTF_8)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
            var units = sources.entrySet().stream()
                    .map(source -> new Source(source.getKey(), source.getValue()))
                    .toList();
            var options = List.of("-proc:full", "-classpath", System.getProperty("java.class.path"));
            if (!compiler.getTask(out, files, null, options, null, units).call()) {
                out.flush();
                throw new AssertionError(said.toString(UTF_8));
            }
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
