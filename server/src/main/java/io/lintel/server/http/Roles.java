package io.lintel.server.http;

/// Whom Micronaut Security lets through to an endpoint, besides everybody.
final class Roles {

    /// A client that has proved who it is, or a public client that has named itself.
    static final String CLIENT = "client";

    /// A client that has proved who it is; anybody where the operator wants dex's open form.
    static final String INTROSPECTION = "introspection";

    /// The holder of an access token of ours.
    static final String BEARER = "bearer";

    /// Whoever comes by the telemetry listener.
    static final String TELEMETRY = "telemetry";

    private Roles() {}
}
