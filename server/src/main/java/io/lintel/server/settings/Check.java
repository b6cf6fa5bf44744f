package io.lintel.server.settings;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The command `check`: tells whether a file would start, without starting anything.
public final class Check {

    private final Map<String, String> environment;
    private final ConnectorCheck connectors;

    /// @param environment the variables of the process
    public Check(Map<String, String> environment, ConnectorCheck connectors) {
        this.environment = Map.copyOf(environment);
        this.connectors = connectors;
    }

    /// Writes every mistake and warning, one per line, or `ok`.
    ///
    /// @return the exit status: 0 if the file would start, 1 if not
    public int check(Path file, PrintStream out) {
        try {
            var loaded = SettingsFile.load(file, environment, Overrides.none(), Strictness.CHECK, connectors);
            tell(loaded.warnings(), out);
            out.println("ok");
            return 0;
        } catch (InvalidSettings refused) {
            refused.mistakes().forEach(out::println);
            tell(refused.warnings(), out);
            return 1;
        }
    }

    private static void tell(List<Warning> warnings, PrintStream out) {
        warnings.forEach(warning -> out.println("warning: " + warning));
    }
}
