package io.lintel.connector.saml;

import static io.lintel.connector.saml.OutgoingXml.Vocabulary.ASSERTION;
import static io.lintel.connector.saml.OutgoingXml.Vocabulary.PROTOCOL;

import io.lintel.connector.LoginHint;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What every request for authentication of one connector says (SAML Core, section 3.4.1).
///
/// @param issuer our entity id
/// @param contexts if any, one of these classes of authentication is asked for
record AuthnRequest(
        String issuer,
        String assertionConsumerService,
        NameIdFormat nameIdFormat,
        List<String> contexts,
        SamlConfiguration.Comparison comparison) {

    AuthnRequest {
        contexts = List.copyOf(contexts);
    }

    /// @param fresh whether the person must authenticate again, even if the provider knows them
    /// @param hint whom the provider is told it may be, if anybody
    OutgoingXml write(String id, Instant now, URI destination, boolean fresh, @Nullable LoginHint hint) {
        var request = OutgoingXml.root(PROTOCOL, "AuthnRequest", ASSERTION)
                .attribute("ID", id)
                .attribute("Version", "2.0")
                .attribute("IssueInstant", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .attribute("Destination", destination.toString())
                .attribute("ForceAuthn", fresh ? "true" : null)
                .attribute("ProtocolBinding", Binding.POST.urn())
                .attribute("AssertionConsumerServiceURL", assertionConsumerService);
        request.child(ASSERTION, "Issuer").text(issuer);
        if (hint != null) {
            var name = hint.value();
            var format = name.contains("@") ? NameIdFormat.EMAIL_ADDRESS : NameIdFormat.UNSPECIFIED;
            request.child(ASSERTION, "Subject")
                    .child(ASSERTION, "NameID")
                    .attribute("Format", format.urn())
                    .text(name);
        }
        request.child(PROTOCOL, "NameIDPolicy")
                .attribute("Format", nameIdFormat.urn())
                .attribute("AllowCreate", "true");
        if (!contexts.isEmpty()) {
            var requested = request.child(PROTOCOL, "RequestedAuthnContext")
                    .attribute("Comparison", comparison.name().toLowerCase(Locale.ROOT));
            contexts.forEach(context ->
                    requested.child(ASSERTION, "AuthnContextClassRef").text(context));
        }
        return request;
    }
}
