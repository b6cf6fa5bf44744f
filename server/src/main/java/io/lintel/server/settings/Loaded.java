package io.lintel.server.settings;

import java.util.List;

/// Settings that can be served, and what an operator should know about them.
public record Loaded(Settings settings, List<Warning> warnings) {

    public Loaded {
        warnings = List.copyOf(warnings);
    }
}
