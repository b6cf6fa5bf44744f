package io.lintel.server.settings;

import io.lintel.factor.RelyingParty;
import io.lintel.factor.RelyingParty.Attachment;
import io.lintel.factor.RelyingParty.Attestation;
import io.lintel.factor.RelyingParty.UserVerification;
import io.lintel.oauth2.Issuer;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what an operator decides about security keys. What browsers would refuse at the first login is a mistake
/// here.
final class RelyingPartyReading {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    /// A domain and no IP address (Web Authentication, level 2, section 5.1.2: "effective domain").
    private static final Pattern DOMAIN =
            Pattern.compile("(?=.*[a-z])[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

    private RelyingPartyReading() {}

    static RelyingParty read(Section section, Issuer issuer) {
        var uri = URI.create(issuer.value());
        var id = section.text("rpID", uri.getHost().toLowerCase(Locale.ROOT));
        if (!DOMAIN.matcher(id).matches()) {
            section.mistake("rpID", "must be a domain in lower case: browsers use no security keys elsewhere");
        }
        var timeout = section.duration("timeout", Duration.ZERO);
        return new RelyingParty(
                id,
                section.text("rpDisplayName", id),
                origins(section, uri, id),
                section.choice("attestationPreference", Attestation.INDIRECT, Attestation::word),
                section.choice("userVerification", UserVerification.PREFERRED, UserVerification::word),
                attachment(section),
                timeout.isZero() ? TIMEOUT : timeout);
    }

    private static @Nullable Attachment attachment(Section section) {
        return section.text("authenticatorAttachment").isEmpty()
                ? null
                : section.choice("authenticatorAttachment", Attachment.PLATFORM, Attachment::word);
    }

    private static List<String> origins(Section section, URI issuer, String id) {
        var written = section.scalars("rpOrigins");
        if (written.isEmpty()) {
            requireBelow(section, issuer, id);
            return List.of((issuer.getScheme() + "://" + issuer.getRawAuthority()).toLowerCase(Locale.ROOT));
        }
        written.forEach(origin -> {
            var problem = problem(origin.text(), id);
            if (problem != null) {
                section.mistakes().add(origin.place(), problem);
            }
        });
        return written.stream().map(Node.Scalar::text).toList();
    }

    private static void requireBelow(Section section, URI issuer, String id) {
        if (section.has("rpID") && !isBelow(issuer.getHost(), id)) {
            section.mistake("rpID", "is neither the host of the issuer nor a domain above it");
        }
    }

    private static @Nullable String problem(String text, String id) {
        try {
            var origin = new URI(text);
            var host = origin.getHost();
            if (host == null || !text.equals(origin.getScheme() + "://" + origin.getRawAuthority())) {
                return "is not an origin such as https://login.example.org";
            }
            if (!origin.getScheme().equals("https") && !RedirectUriCheck.isLoopback(host)) {
                return "must be https: browsers use no security keys elsewhere";
            }
            return isBelow(host, id) ? null : "is neither at rpID nor below it";
        } catch (URISyntaxException malformed) {
            return "is not an origin: " + Place.printable(malformed.getReason());
        }
    }

    private static boolean isBelow(String host, String id) {
        var lowerCase = host.toLowerCase(Locale.ROOT);
        return lowerCase.equals(id) || lowerCase.endsWith("." + id);
    }
}
