package io.lintel.tools.connector;

import java.io.IOException;
import java.nio.file.Path;

/// Brings the repository that connectors are built against up to date: `Publish CHECKOUT REPOSITORY`.
public final class Publish {
    private Publish() {}

    /// Ends with status 1 if Lintel has not been built.
    public static void main(String[] arguments) throws IOException {
        try {
            new Repository(Path.of(arguments[1]), new Checkout(Path.of(arguments[0]))).publish();
        } catch (RefusedException refused) {
            System.err.println("lintel: " + refused.getMessage());
            System.exit(1);
        }
    }
}
