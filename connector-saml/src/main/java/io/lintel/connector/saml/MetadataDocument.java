package io.lintel.connector.saml;

import static io.lintel.connector.saml.SamlElement.PROTOCOL;
import static io.lintel.connector.saml.SamlElement.SIGNATURE;

import io.lintel.connector.ConnectorException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an identity provider's metadata says of it (SAML Metadata, section 2).
final class MetadataDocument {

    private static final String METADATA = OutgoingXml.Vocabulary.METADATA.uri();

    private final SamlElement root;

    private MetadataDocument(SamlElement root) {
        this.root = root;
    }

    /// Reads the identity provider out of a document.
    ///
    /// @param signers if any, one of them must have signed the whole document
    /// @param entityId whom to look for; null if there must be only one
    /// @throws ConnectorException if the document is not to be believed, has expired, describes somebody else, or
    ///     names no key or no address
    static IdentityProvider read(byte[] xml, List<X509Certificate> signers, @Nullable String entityId, Instant now) {
        try {
            var root = new SamlElement(HardenedXml.parse(xml).getDocumentElement());
            if (!signers.isEmpty()) {
                RootSignature.require(root, signers);
            }
            return new MetadataDocument(root).read(entityId, now);
        } catch (Rejection rejected) {
            var refused = rejected.verdict();
            throw ConnectorException.invalidResponse("the identity provider's metadata cannot be used: "
                    + refused.reason().code() + ": " + refused.detail());
        }
    }

    private IdentityProvider read(@Nullable String entityId, Instant now) throws Rejection {
        var found = new ArrayList<Described>();
        collect(root, null, found);
        found.removeIf(each -> entityId != null && !entityId.equals(each.entityId()));
        if (found.size() != 1) {
            throw new Rejection(
                    Reason.ISSUER,
                    entityId == null
                            ? "it describes " + found.size() + " identity providers: name one in ssoIssuer"
                            : "it does not describe the identity provider that was expected, or not once");
        }
        var provider = found.getFirst();
        var expiry = provider.validUntil();
        if (expiry != null && !now.isBefore(expiry)) {
            throw new Rejection(Reason.EXPIRED, "it was valid until " + expiry);
        }
        return provider.toIdentityProvider();
    }

    /// One identity provider of the document.
    ///
    /// @param validUntil the earliest time that anything around it names
    private record Described(
            String entityId, SamlElement role, @Nullable Instant validUntil) {

        IdentityProvider toIdentityProvider() throws Rejection {
            var signers = signers(role);
            if (signers.isEmpty()) {
                throw new Rejection(Reason.STRUCTURE, "it names no certificate that signs");
            }
            var singleSignOn = singleSignOn(role);
            if (singleSignOn.isEmpty()) {
                throw new Rejection(Reason.STRUCTURE, "it names no address for requests by HTTP-POST or HTTP-Redirect");
            }
            return new IdentityProvider(entityId, singleSignOn, singleLogout(role), List.copyOf(signers), validUntil);
        }
    }

    private static void collect(SamlElement element, @Nullable Instant outer, List<Described> found) throws Rejection {
        var validUntil = earlier(outer, element.time("validUntil"));
        if (element.is(METADATA, "EntitiesDescriptor")) {
            for (var child : element.children()) {
                collect(child, validUntil, found);
            }
        } else if (element.is(METADATA, "EntityDescriptor")) {
            var entityId = element.attribute("entityID");
            for (var role : element.children(METADATA, "IDPSSODescriptor")) {
                if (entityId != null && protocols(role).contains(PROTOCOL)) {
                    found.add(new Described(entityId, role, earlier(validUntil, role.time("validUntil"))));
                }
            }
        }
    }

    private static List<String> protocols(SamlElement role) {
        var protocols = role.attribute("protocolSupportEnumeration");
        return protocols == null ? List.of() : Arrays.asList(protocols.strip().split("\\s+"));
    }

    private static Set<X509Certificate> signers(SamlElement role) throws Rejection {
        var signers = new LinkedHashSet<X509Certificate>();
        for (var key : role.children(METADATA, "KeyDescriptor")) {
            var use = key.attribute("use");
            if (use == null || use.equals("signing")) {
                for (var info : key.children(SIGNATURE, "KeyInfo")) {
                    for (var data : info.children(SIGNATURE, "X509Data")) {
                        for (var certificate : data.children(SIGNATURE, "X509Certificate")) {
                            signers.add(certificate(certificate));
                        }
                    }
                }
            }
        }
        return signers;
    }

    private static X509Certificate certificate(SamlElement element) throws Rejection {
        try {
            return Pem.certificate(Base64Text.decode(element.text()));
        } catch (CertificateException | IllegalArgumentException malformed) {
            throw new Rejection(Reason.MALFORMED, "it holds a certificate that cannot be read");
        }
    }

    private static Map<Binding, URI> singleSignOn(SamlElement role) throws Rejection {
        var locations = new EnumMap<Binding, URI>(Binding.class);
        for (var endpoint : role.children(METADATA, "SingleSignOnService")) {
            var binding = binding(endpoint);
            if (binding.isPresent()) {
                locations.putIfAbsent(binding.get(), location(endpoint, "Location"));
            }
        }
        return locations;
    }

    private static Map<Binding, IdentityProvider.SingleLogout> singleLogout(SamlElement role) throws Rejection {
        var locations = new EnumMap<Binding, IdentityProvider.SingleLogout>(Binding.class);
        for (var endpoint : role.children(METADATA, "SingleLogoutService")) {
            var binding = binding(endpoint);
            if (binding.isPresent()) {
                var requests = location(endpoint, "Location");
                var responses = endpoint.attribute("ResponseLocation") == null
                        ? requests
                        : location(endpoint, "ResponseLocation");
                locations.putIfAbsent(binding.get(), new IdentityProvider.SingleLogout(requests, responses));
            }
        }
        return locations;
    }

    private static Optional<Binding> binding(SamlElement endpoint) {
        var urn = endpoint.attribute("Binding");
        return Arrays.stream(Binding.values())
                .filter(binding -> binding.urn().equals(urn))
                .findFirst();
    }

    private static URI location(SamlElement endpoint, String attribute) throws Rejection {
        try {
            var location = new URI(String.valueOf(endpoint.attribute(attribute)));
            if (WebAddress.isOne(location)) {
                return location;
            }
        } catch (URISyntaxException malformed) {
            // Said below.
        }
        throw new Rejection(
                Reason.MALFORMED,
                "the " + attribute + " of a " + endpoint.localName() + " is no https or http address");
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
