package io.lintel.server.settings;

import static java.util.stream.Collectors.joining;

import java.util.List;

/// A file that cannot be served. The message is for the operator: one line per mistake, all of them, and no
/// secrets.
public final class InvalidSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;
    private final transient List<Warning> warnings;

    InvalidSettings(List<Mistake> mistakes, List<Warning> warnings) {
        super(mistakes.stream().map(Mistake::toString).collect(joining("\n\t- ", "invalid settings:\n\t- ", "")));
        this.mistakes = List.copyOf(mistakes);
        this.warnings = List.copyOf(warnings);
    }

    /// At least one.
    public List<Mistake> mistakes() {
        return mistakes;
    }

    /// What was found besides.
    public List<Warning> warnings() {
        return warnings;
    }
}
