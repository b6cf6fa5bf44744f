package io.lintel.server.settings;

import java.util.Map;

/// A value that stands either in the file or in an environment variable that the file names.
final class FromEnvironment {

    private final Map<String, String> environment;

    FromEnvironment(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /// The value of the variable that a key names; an unset or empty one is a mistake, because a secret that is
    /// silently empty protects nothing.
    String variable(Section section, String key) {
        var name = section.text(key);
        if (name.isEmpty()) {
            return "";
        }
        var value = environment.getOrDefault(name, "");
        if (value.isEmpty()) {
            section.mistake(key, "names an environment variable that is not set or empty: " + Place.printable(name));
        }
        return value;
    }

    /// The one of the two that is there; both are a mistake.
    String either(Section section, String key, String variableKey) {
        var written = section.text(key);
        var variable = section.text(variableKey);
        if (!written.isEmpty() && !variable.isEmpty()) {
            section.mistake(variableKey, "and " + key + " exclude each other");
            return written;
        }
        return written.isEmpty() ? variable(section, variableKey) : written;
    }
}
