package io.lintel.server.page;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The ways to log in an end-user may choose from, shown sorted by name without regard to case.
///
/// @param client the one the end-user came from, where there is one
public record ConnectorChoice(List<Way> ways, @Nullable ShownClient client) {

    public ConnectorChoice {
        ways = ways.stream()
                .sorted(Comparator.comparing(way -> way.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /// One way to log in.
    ///
    /// @param type the connector's type, which chooses the icon
    /// @param href where choosing it leads: a path of our own site
    /// @param isAvailable whether it can be chosen now
    public record Way(String name, String type, String href, boolean isAvailable) {

        /// One that can be chosen.
        public Way(String name, String type, String href) {
            this(name, type, href, true);
        }
    }
}
