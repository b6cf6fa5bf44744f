package io.lintel.connector;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// What the server lends a connector. Everything else is configuration.
///
/// @param id the connector's own id, for messages
/// @param callback where upstream providers send browsers: the issuer with `/callback` appended
/// @param httpClient follows no redirects, connects within 5 s and takes its trust from the JVM
/// @param clock the only source of time
/// @param oneTimeUse remembers what this connector has used, once logins come; a connector that is made only to
///     look for mistakes in its configuration is lent one that throws
/// @param dexCompatible whether the operator wants what dex does (`compatibility: dex`) where it is less strict
///     than we are
/// @param upstreamLogout where upstream providers send browsers whose sessions they want ended or have ended: an
///     address of this connector alone; null if there are no sessions
public record ConnectorContext(
        ConnectorId id,
        URI callback,
        HttpClient httpClient,
        Clock clock,
        OneTimeUse oneTimeUse,
        boolean dexCompatible,
        @Nullable URI upstreamLogout) {

    /// What a connector is lent where there are no sessions.
    public ConnectorContext(
            ConnectorId id,
            URI callback,
            HttpClient httpClient,
            Clock clock,
            OneTimeUse oneTimeUse,
            boolean dexCompatible) {
        this(id, callback, httpClient, clock, oneTimeUse, dexCompatible, null);
    }
}
