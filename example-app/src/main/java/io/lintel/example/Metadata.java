package io.lintel.example;

import java.net.URI;
import java.util.Optional;

/// What the provider says about itself (OpenID Connect Discovery 1.0, section 3), as far as this application
/// needs it.
///
/// @param namesIssuer whether every authorization response carries `iss` (RFC 9207)
record Metadata(
        URI authorizationEndpoint,
        URI tokenEndpoint,
        URI jwksUri,
        Optional<URI> userinfoEndpoint,
        boolean namesIssuer) {

    /// @throws SignInException if something is missing or the document is about another issuer
    static Metadata parse(String text, URI issuer) {
        var members = Json.parseObject(text);
        if (!members.requireText("issuer").equals(issuer.toString())) {
            throw new SignInException(
                    "The provider at " + issuer + " calls itself " + members.requireText("issuer") + ".");
        }
        return new Metadata(
                uri(members.requireText("authorization_endpoint")),
                uri(members.requireText("token_endpoint")),
                uri(members.requireText("jwks_uri")),
                members.findText("userinfo_endpoint").map(Metadata::uri),
                new Json.Truth(true).equals(members.values().get("authorization_response_iss_parameter_supported")));
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new SignInException("The provider names an endpoint that is no URL: " + text, e);
        }
    }
}
