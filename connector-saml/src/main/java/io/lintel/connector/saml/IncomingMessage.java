package io.lintel.connector.saml;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.connector.CallbackRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// A logout message of the identity provider, as the browser brought it. Nothing of it can be read before its signature
/// has been checked.
final class IncomingMessage {

    private final String field;
    private final CallbackRequest callback;

    private IncomingMessage(String field, CallbackRequest callback) {
        this.field = field;
        this.callback = callback;
    }

    /// @param field `SAMLRequest` or `SAMLResponse`
    static IncomingMessage of(String field, CallbackRequest callback) {
        return new IncomingMessage(field, callback);
    }

    /// The root of the message, if one of these has signed it.
    SamlElement believedBy(List<X509Certificate> signers) throws Rejection {
        return callback.query().isEmpty() ? posted(signers) : redirected(signers);
    }

    /// The HTTP-POST binding: the signature is in the message.
    private SamlElement posted(List<X509Certificate> signers) throws Rejection {
        var base64 = callback.findParameter(field)
                .orElseThrow(() -> new Rejection(Reason.MALFORMED, "there is no " + field));
        var root = new SamlElement(HardenedXml.parse(decode(base64)).getDocumentElement());
        RootSignature.require(root, signers);
        return root;
    }

    /// The HTTP-Redirect binding: the signature is over the query, as it was sent (SAML Bindings, section 3.4.4.1).
    private SamlElement redirected(List<X509Certificate> signers) throws Rejection {
        var query = query();
        var message = query.get(field);
        var algorithm = query.get("SigAlg");
        var signature = query.get("Signature");
        if (message == null) {
            throw new Rejection(Reason.MALFORMED, "there is no " + field);
        }
        if (algorithm == null || signature == null) {
            throw new Rejection(Reason.SIGNATURE_MISSING, "the query is not signed");
        }
        if (query.containsKey("SAMLEncoding")) {
            throw new Rejection(Reason.MALFORMED, "the message may be encoded in an unknown way");
        }
        var relayState = query.get("RelayState");
        var signed = field + "=" + message + (relayState == null ? "" : "&RelayState=" + relayState) + "&SigAlg="
                + algorithm;
        requireSignature(signed, plain(algorithm), decode(plain(signature)), signers);
        return new SamlElement(
                HardenedXml.parse(inflate(decode(plain(message)))).getDocumentElement());
    }

    private static void requireSignature(
            String signed, String algorithm, byte[] signature, List<X509Certificate> signers) throws Rejection {
        var known = SignatureAlgorithm.find(algorithm)
                .orElseThrow(() ->
                        new Rejection(Reason.ALGORITHM, "the signature uses an algorithm that is not on the list"));
        for (var signer : signers) {
            if (known.fits(signer.getPublicKey()) && verifies(signed, known, signature, signer)) {
                return;
            }
        }
        throw new Rejection(Reason.SIGNATURE_INVALID, "the signature is not one of a trusted key over this query");
    }

    private static boolean verifies(
            String signed, SignatureAlgorithm algorithm, byte[] signature, X509Certificate signer) {
        try {
            var verification = Signature.getInstance(algorithm.javaName());
            verification.initVerify(signer.getPublicKey());
            verification.update(signed.getBytes(UTF_8));
            return verification.verify(signature);
        } catch (GeneralSecurityException unusable) {
            return false;
        }
    }

    /// The parameters, still encoded, each once.
    private Map<String, String> query() throws Rejection {
        var parameters = new HashMap<String, String>();
        for (var parameter : callback.query().split("&", -1)) {
            var equals = parameter.indexOf('=');
            if (equals > 0
                    && parameters.putIfAbsent(parameter.substring(0, equals), parameter.substring(equals + 1))
                            != null) {
                throw new Rejection(Reason.MALFORMED, "a parameter is there twice");
            }
        }
        return parameters;
    }

    private static String plain(String encoded) throws Rejection {
        try {
            return URLDecoder.decode(encoded, UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new Rejection(Reason.MALFORMED, "the query is not encoded as one");
        }
    }

    private static byte[] decode(String base64) throws Rejection {
        try {
            return Base64Text.decode(base64);
        } catch (IllegalArgumentException malformed) {
            throw new Rejection(Reason.MALFORMED, "the message is not base64");
        }
    }

    private static byte[] inflate(byte[] deflated) throws Rejection {
        var raw = new Inflater(true);
        try (var in = new InflaterInputStream(new ByteArrayInputStream(deflated), raw)) {
            return in.readNBytes(HardenedXml.MOST_BYTES + 1);
        } catch (IOException malformed) {
            throw new Rejection(Reason.MALFORMED, "the message is not deflated");
        } finally {
            raw.end();
        }
    }
}
