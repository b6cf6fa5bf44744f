package io.lintel.connector;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;

/// What the server lends a connector. Everything else is configuration.
///
/// @param id the connector's own id, for messages
/// @param callback where upstream providers send browsers: the issuer with `/callback` appended
/// @param httpClient follows no redirects, connects within 5 s and takes its trust from the JVM
/// @param clock the only source of time
public record ConnectorContext(ConnectorId id, URI callback, HttpClient httpClient, Clock clock) {}
