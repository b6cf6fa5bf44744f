package io.lintel.connector.saml;

import static io.lintel.connector.saml.SamlElement.SIGNATURE;

import java.security.PublicKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.xml.security.algorithms.MessageDigestAlgorithm;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.transforms.Transforms;
import org.jspecify.annotations.Nullable;

/// The algorithms a signature may use. Everything else is refused before it is run: SHA-1, MD5, HMAC, DSA, and
/// transforms that are programs, such as XPath and XSLT.
final class SignatureAlgorithms {

    /// Each with the kind of key it takes.
    private static final Map<String, String> SIGNATURES = Map.ofEntries(
            Map.entry(XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA256, "RSA"),
            Map.entry(XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA384, "RSA"),
            Map.entry(XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA512, "RSA"),
            Map.entry(XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA256_MGF1, "RSA"),
            Map.entry(XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA384_MGF1, "RSA"),
            Map.entry(XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA512_MGF1, "RSA"),
            Map.entry(XMLSignature.ALGO_ID_SIGNATURE_ECDSA_SHA256, "EC"),
            Map.entry(XMLSignature.ALGO_ID_SIGNATURE_ECDSA_SHA384, "EC"),
            Map.entry(XMLSignature.ALGO_ID_SIGNATURE_ECDSA_SHA512, "EC"));

    private static final Set<String> DIGESTS = Set.of(
            MessageDigestAlgorithm.ALGO_ID_DIGEST_SHA256,
            MessageDigestAlgorithm.ALGO_ID_DIGEST_SHA384,
            MessageDigestAlgorithm.ALGO_ID_DIGEST_SHA512);

    private static final Set<String> CANONICALIZATIONS = Set.of(
            Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS,
            Canonicalizer.ALGO_ID_C14N_EXCL_WITH_COMMENTS,
            Canonicalizer.ALGO_ID_C14N_OMIT_COMMENTS,
            Canonicalizer.ALGO_ID_C14N_WITH_COMMENTS,
            Canonicalizer.ALGO_ID_C14N11_OMIT_COMMENTS,
            Canonicalizer.ALGO_ID_C14N11_WITH_COMMENTS);

    /// SAML Core, section 5.4.4.
    private static final Set<String> TRANSFORMS = Set.of(
            Transforms.TRANSFORM_ENVELOPED_SIGNATURE,
            Transforms.TRANSFORM_C14N_EXCL_OMIT_COMMENTS,
            Transforms.TRANSFORM_C14N_EXCL_WITH_COMMENTS);

    /// What is allowed.
    static final SignatureAlgorithms STRICT = new SignatureAlgorithms(SIGNATURES, DIGESTS);

    /// SHA-1 as well, as dex takes it.
    static final SignatureAlgorithms LIKE_DEX = likeDex();

    private final Map<String, String> signatures;
    private final Set<String> digests;

    private SignatureAlgorithms(Map<String, String> signatures, Set<String> digests) {
        this.signatures = Map.copyOf(signatures);
        this.digests = Set.copyOf(digests);
    }

    private static SignatureAlgorithms likeDex() {
        var signatures = new HashMap<>(SIGNATURES);
        signatures.put(XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA1, "RSA");
        var digests = new HashSet<>(DIGESTS);
        digests.add(MessageDigestAlgorithm.ALGO_ID_DIGEST_SHA1);
        return new SignatureAlgorithms(signatures, digests);
    }

    /// Requires that a signature names allowed algorithms only.
    void require(SamlElement signature) throws Rejection {
        var signedInfo = only(signature, "SignedInfo");
        require(CANONICALIZATIONS, only(signedInfo, "CanonicalizationMethod"), "canonicalization");
        require(signatures.keySet(), only(signedInfo, "SignatureMethod"), "signature");
        for (var reference : signedInfo.children(SIGNATURE, "Reference")) {
            require(digests, only(reference, "DigestMethod"), "digest");
            for (var transforms : reference.children(SIGNATURE, "Transforms")) {
                for (var transform : transforms.children()) {
                    require(TRANSFORMS, transform, "transform");
                }
            }
        }
    }

    /// Whether a key is of the kind that the algorithm of a signature takes, so that no key is used as another.
    boolean fit(PublicKey key, SamlElement signature) throws Rejection {
        var algorithm = only(only(signature, "SignedInfo"), "SignatureMethod").attribute("Algorithm");
        return algorithm != null && key.getAlgorithm().equals(signatures.get(algorithm));
    }

    private static void require(Set<String> allowed, SamlElement element, String kind) throws Rejection {
        if (!isIn(allowed, element.attribute("Algorithm"))) {
            throw new Rejection(Reason.ALGORITHM, "the signature uses a " + kind + " algorithm that is not allowed");
        }
    }

    private static boolean isIn(Set<String> allowed, @Nullable String algorithm) {
        return algorithm != null && allowed.contains(algorithm);
    }

    private static SamlElement only(SamlElement parent, String name) throws Rejection {
        return parent.child(SIGNATURE, name)
                .orElseThrow(() -> new Rejection(Reason.SIGNATURE_INVALID, "the signature has no " + name));
    }
}
