package io.lintel.server.settings;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.lintel.factor.Authenticator;
import io.lintel.factor.Authenticator.Enrolling;
import io.lintel.factor.AuthenticatorId;
import io.lintel.factor.Factor;
import io.lintel.factor.FactorRules;
import io.lintel.oauth2.Issuer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The second factors there are.
///
/// @param defaultMfaChain authenticators, in the order in which they are asked for
/// @param rememberForSession whether a factor that was passed counts for as long as the session of the browser
public record MfaSettings(
        List<Authenticator> authenticators, List<AuthenticatorId> defaultMfaChain, boolean rememberForSession) {

    public MfaSettings {
        authenticators = List.copyOf(authenticators);
        defaultMfaChain = List.copyOf(defaultMfaChain);
    }

    public FactorRules rules() {
        return new FactorRules(authenticators, defaultMfaChain);
    }

    static MfaSettings read(Section section, Issuer issuer, Compatibility compatibility) {
        var ids = new HashSet<String>();
        var authenticators =
                section.sections("authenticators", authenticator -> authenticator(authenticator, ids, issuer));
        var chain = section.scalars("defaultMFAChain");
        requireKnown(chain, ids, section.mistakes());
        return new MfaSettings(
                authenticators,
                chain.stream().map(Node.Scalar::text).map(AuthenticatorId::new).toList(),
                section.flag("rememberForSession", compatibility != Compatibility.DEX));
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
                    case "WebAuthn" ->
                        Section.readLeniently(
                                config,
                                section.mistakes(),
                                web -> new Factor.WebAuthn(RelyingPartyReading.read(web, issuer)));
                    default -> {
                        section.mistake("type", "is \"" + Place.printable(type) + "\" (there are: TOTP, WebAuthn)");
                        yield new Factor.Totp("");
                    }
                };
        return new Authenticator(
                new AuthenticatorId(id.isEmpty() ? "?" : id),
                section.texts("connectorTypes").stream().collect(toUnmodifiableSet()),
                section.choice("enrolment", Enrolling.AT_LOGIN, MfaSettings::word),
                factor);
    }

    private static String word(Enrolling enrolling) {
        return switch (enrolling) {
            case AT_LOGIN -> "atLogin";
            case FORBIDDEN -> "forbidden";
        };
    }

    private static Factor totp(Section section) {
        return new Factor.Totp(section.requiredText("issuer", "is missing: it is the label in the application"));
    }
}
