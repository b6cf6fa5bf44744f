package io.lintel.connector.saml;

import io.lintel.connector.ConnectorException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is wrong with a configuration as a whole, collected so that an operator is told everything at once.
final class Contradictions {

    private final List<String> found = new ArrayList<>();

    void refuseIf(boolean wrong, String message) {
        if (wrong) {
            found.add(message);
        }
    }

    /// Reads what a key names; null if it cannot be read, which is then told with the rest.
    <T> @Nullable T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ConnectorException refused) {
            found.add(String.valueOf(refused.getMessage()));
            return null;
        }
    }

    /// @throws ConnectorException [ConnectorException.Fault#MISCONFIGURED] with everything that was found
    void tell() {
        if (!found.isEmpty()) {
            throw ConnectorException.misconfigured(String.join("; ", found));
        }
    }
}
