package io.lintel.connector;

/// The way a browser comes back from an upstream provider.
public enum CallbackBinding {
    /// A GET with parameters in the query, as OAuth 2.0 does; the login's id is the parameter `state`.
    QUERY,
    /// A POST of a form, as the SAML HTTP-POST binding does; the login's id is the field `RelayState`.
    FORM_POST
}
