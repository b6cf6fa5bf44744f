package io.lintel.server.settings;

import io.lintel.oauth2.Issuer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The second factors there are.
///
/// @param defaultMfaChain ids of authenticators, in the order in which they are asked for
public record MfaSettings(List<Authenticator> authenticators, List<String> defaultMfaChain) {

    public MfaSettings {
        authenticators = List.copyOf(authenticators);
        defaultMfaChain = List.copyOf(defaultMfaChain);
    }

    /// One second factor.
    ///
    /// @param connectorTypes the types of connectors whose end-users are asked; empty for all
    public record Authenticator(String id, List<String> connectorTypes, Factor factor) {

        public Authenticator {
            connectorTypes = List.copyOf(connectorTypes);
        }
    }

    /// What the end-user has.
    public sealed interface Factor {}

    /// An application that shows codes (RFC 6238).
    ///
    /// @param issuer the label there
    public record Totp(String issuer) implements Factor {}

    /// A security key (WebAuthn).
    ///
    /// @param timeout null for what the browser likes
    public record WebAuthn(
            String rpDisplayName,
            String rpId,
            List<String> rpOrigins,
            Attestation attestationPreference,
            String userVerification,
            String authenticatorAttachment,
            @Nullable Duration timeout)
            implements Factor {

        public WebAuthn {
            rpOrigins = List.copyOf(rpOrigins);
        }
    }

    /// What a security key tells of its maker.
    public enum Attestation {
        /// nothing
        NONE,
        /// what the browser thinks is fit
        INDIRECT,
        /// everything
        DIRECT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static MfaSettings read(Section section, Issuer issuer) {
        var ids = new HashSet<String>();
        var authenticators =
                section.sections("authenticators", authenticator -> authenticator(authenticator, ids, issuer));
        var chain = section.scalars("defaultMFAChain");
        requireKnown(chain, ids, section.mistakes());
        return new MfaSettings(
                authenticators, chain.stream().map(Node.Scalar::text).toList());
    }

    /// Refuses to ask for a factor that does not exist: it could not be shown, and so would not be asked for.
    static void requireKnown(List<Node.Scalar> chain, Set<String> ids, Mistakes mistakes) {
        for (var id : chain) {
            if (!ids.contains(id.text())) {
                mistakes.add(id.place(), "references the unknown authenticator \"" + Place.printable(id.text()) + "\"");
            }
        }
    }

    private static Authenticator authenticator(Section section, Set<String> ids, Issuer issuer) {
        var id = section.requiredText("id", "is missing: an authenticator needs an id");
        if (!id.isEmpty() && !ids.add(id)) {
            section.mistake("id", "is there twice");
        }
        var type = section.requiredText("type", "is missing (there are: TOTP, WebAuthn)");
        if (!section.has("config")) {
            section.mistake("config", "is missing");
        }
        var config = section.mapping("config");
        Factor factor =
                switch (type) {
                    case "TOTP", "" -> Section.readLeniently(config, section.mistakes(), MfaSettings::totp);
                    case "WebAuthn" -> Section.readLeniently(config, section.mistakes(), web -> webAuthn(web, issuer));
                    default -> {
                        section.mistake("type", "is \"" + Place.printable(type) + "\" (there are: TOTP, WebAuthn)");
                        yield new Totp("");
                    }
                };
        return new Authenticator(id, section.texts("connectorTypes"), factor);
    }

    private static Totp totp(Section section) {
        return new Totp(section.requiredText("issuer", "is missing: it is the label in the application"));
    }

    private static WebAuthn webAuthn(Section section, Issuer issuer) {
        var rpId = section.text("rpID", URI.create(issuer.value()).getHost());
        var origins = new ArrayList<>(section.texts("rpOrigins"));
        if (origins.isEmpty()) {
            origins.add(issuer.value()
                    .substring(
                            0,
                            issuer.value().length()
                                    - URI.create(issuer.value()).getRawPath().length()));
        }
        var timeout = section.duration("timeout", Duration.ZERO);
        return new WebAuthn(
                section.text("rpDisplayName", rpId),
                rpId,
                origins,
                section.choice("attestationPreference", Attestation.INDIRECT, Attestation::word),
                section.text("userVerification", "preferred"),
                section.text("authenticatorAttachment"),
                timeout.isZero() ? null : timeout);
    }
}
