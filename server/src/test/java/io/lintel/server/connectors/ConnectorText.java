package io.lintel.server.connectors;

import io.lintel.connector.ConnectorFactory;
import io.lintel.server.settings.ConnectorCheck;
import io.lintel.server.settings.InvalidSettings;
import io.lintel.server.settings.Loaded;
import io.lintel.server.settings.Mistake;
import io.lintel.server.settings.Overrides;
import io.lintel.server.settings.SettingsFile;
import io.lintel.server.settings.Strictness;
import io.micronaut.validation.validator.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What an operator writes under `config` of one connector, read as `check` reads a whole file. The variable
/// `CLIENT_ID` is `lintel`, and `SECRET` is `hush`.
final class ConnectorText {

    private final Path directory;
    private final ConnectorBinder binder;

    ConnectorText(Path directory, ConnectorFactory<?>... factories) {
        this.directory = directory;
        this.binder = new ConnectorBinder(new ConnectorFactories(List.of(factories)), Validator::getInstance);
    }

    ConnectorBinder binder() {
        return binder;
    }

    /// The record it is bound to.
    Object bind(String type, String config) {
        var bound = new ArrayList<Object>();
        load(file(type, config), (definition, issuer, mistakes) -> binder.bind(definition, mistakes)
                .ifPresent(ready -> bound.add(ready.configuration())));
        return bound.getFirst();
    }

    /// What is wrong with it, by the path.
    List<String> mistakes(String type, String config) {
        try {
            bind(type, config);
            return List.of();
        } catch (InvalidSettings refused) {
            return refused.mistakes().stream().map(Mistake::text).toList();
        }
    }

    static Loaded load(Path file, ConnectorCheck connectors) {
        return SettingsFile.load(
                file, Map.of("CLIENT_ID", "lintel", "SECRET", "hush"), Overrides.none(), Strictness.CHECK, connectors);
    }

    /// A whole file: the configuration begins in its ninth line.
    Path file(String type, String config) {
        try {
            return Files.writeString(directory.resolve("config.yaml"), """
                    issuer: https://login.example.org
                    storage: {type: memory}
                    web: {http: 127.0.0.1:5556}
                    connectors:
                    - id: a
                      name: A
                      type: %s
                      config:
                    %s
                    """.formatted(type, config.indent(4)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
