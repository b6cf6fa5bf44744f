package io.lintel.connector.saml;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.connector.Departure;
import io.lintel.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Node;

/// A message of ours on its way through the browser.
///
/// @param field `SAMLRequest` or `SAMLResponse`
/// @param xml whose first child is the issuer
/// @param relayState comes back with the answer
/// @param credential signs it; null for no signature
record OutgoingMessage(
        String field,
        OutgoingXml xml,
        URI destination,
        @Nullable String relayState,
        @Nullable Credential credential) {

    Departure departBy(Binding binding) {
        return departBy(binding, Secret.empty());
    }

    /// @param remember what is wanted back with the answer
    Departure departBy(Binding binding, Secret remember) {
        return switch (binding) {
            case POST -> new Departure.FormPost(destination, post(), remember);
            case REDIRECT -> new Departure.Redirect(redirect(), remember);
        };
    }

    /// The HTTP-POST binding: the signature is in the message (SAML Bindings, section 3.5.4).
    private Map<String, String> post() {
        if (credential != null) {
            EnvelopedSignature.sign(xml.element(), afterIssuer(), credential);
        }
        var fields = new LinkedHashMap<String, String>();
        fields.put(field, Base64.getEncoder().encodeToString(xml.write().getBytes(UTF_8)));
        if (relayState != null) {
            fields.put("RelayState", relayState);
        }
        return fields;
    }

    private @Nullable Node afterIssuer() {
        return xml.element().getFirstChild().getNextSibling();
    }

    /// The HTTP-Redirect binding: the signature is over the query (SAML Bindings, section 3.4.4.1).
    private URI redirect() {
        var query = field + "=" + encode(Base64.getEncoder().encodeToString(deflate(xml.write())));
        if (relayState != null) {
            query += "&RelayState=" + encode(relayState);
        }
        if (credential != null) {
            query += "&SigAlg=" + encode(credential.algorithm().uri());
            query += "&Signature=" + encode(Base64.getEncoder().encodeToString(credential.sign(query.getBytes(UTF_8))));
        }
        var separator = destination.getRawQuery() == null ? "?" : "&";
        return URI.create(destination + separator + query);
    }

    private static byte[] deflate(String text) {
        var deflated = new ByteArrayOutputStream();
        var raw = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try (var out = new DeflaterOutputStream(deflated, raw)) {
            out.write(text.getBytes(UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            raw.end();
        }
        return deflated.toByteArray();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
