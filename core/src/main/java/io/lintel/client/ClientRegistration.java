package io.lintel.client;

/// How we know a client.
public record ClientRegistration(Provenance provenance) {

    /// Written by the operator.
    public static final ClientRegistration DEFAULT = new ClientRegistration(Provenance.OPERATOR);
}
