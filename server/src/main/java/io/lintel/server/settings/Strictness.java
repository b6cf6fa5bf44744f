package io.lintel.server.settings;

/// What a file is read for.
public enum Strictness {
    /// To start the server: an unknown key is a warning, as dex ignores it.
    SERVE,
    /// To tell an operator what is wrong with it: an unknown key is a mistake.
    CHECK
}
