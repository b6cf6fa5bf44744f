package io.lintel.server.page;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The ways to log in an end-user may choose from, shown sorted by name without regard to case.
///
/// @param client the name of the client the end-user came from, where there is one
/// @param links what there is to read about the client
public record ConnectorChoice(List<Way> ways, @Nullable String client, ClientLinks links) {

    public ConnectorChoice {
        ways = ways.stream()
                .sorted(Comparator.comparing(way -> way.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /// A choice with nothing to read.
    public ConnectorChoice(List<Way> ways, @Nullable String client) {
        this(ways, client, ClientLinks.NONE);
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
