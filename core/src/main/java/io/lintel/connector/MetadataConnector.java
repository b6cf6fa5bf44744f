package io.lintel.connector;

/// The role of a connector whose upstream is told in a document who we are, such as SAML metadata. Anybody may read
/// it; the server publishes it at `/connectors/{id}/metadata`.
public interface MetadataConnector {

    /// What the upstream should know of us now. Makes no call to the upstream.
    Metadata metadata();

    /// A document.
    ///
    /// @param mediaType such as `application/samlmetadata+xml`
    /// @param text sent as UTF-8
    record Metadata(String mediaType, String text) {}
}
