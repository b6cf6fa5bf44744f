package io.lintel.connector.saml;

/// How a message travels through the browser (SAML Bindings, sections 3.4 and 3.5).
public enum Binding {
    POST("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"),
    REDIRECT("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect");

    private final String urn;

    Binding(String urn) {
        this.urn = urn;
    }

    String urn() {
        return urn;
    }
}
