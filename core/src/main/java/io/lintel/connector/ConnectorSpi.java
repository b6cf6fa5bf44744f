package io.lintel.connector;

/// The version of the connector SPI, which is this package and [io.lintel.secret.Secret]. It changes when a
/// connector that was compiled before would not work any more.
public final class ConnectorSpi {

    /// The version of this release.
    public static final int VERSION = 1;

    /// The attribute in the manifest of a connector's jar that tells for which version it was built.
    public static final String ATTRIBUTE = "Lintel-Connector-Spi";

    private ConnectorSpi() {}
}
