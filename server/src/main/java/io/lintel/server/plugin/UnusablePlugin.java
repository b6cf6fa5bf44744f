package io.lintel.server.plugin;

import org.jspecify.annotations.Nullable;

/// A jar that cannot be used. The message is for the operator, and begins with the name of the file.
public final class UnusablePlugin extends Exception {

    private static final long serialVersionUID = 1L;

    private UnusablePlugin(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static UnusablePlugin because(String file, String reason) {
        return new UnusablePlugin(file + " " + reason, null);
    }

    static UnusablePlugin because(String file, String reason, Throwable cause) {
        return new UnusablePlugin(file + " " + reason, cause);
    }
}
