package io.lintel.server.settings;

import io.lintel.oauth2.CodeChallengeMethod;
import io.lintel.oauth2.GrantType;
import io.lintel.signing.SigningAlgorithm;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What clients may ask for.
///
/// @param grantTypes what is left of the configured grant types when those are dropped that nothing else
///     enables
/// @param responseTypes as they are advertised, such as `code`
/// @param alwaysShowLoginScreen whether the choice of connectors is shown even if there is one
/// @param passwordConnector the connector that answers the grant type `password`
/// @param signingAlgorithms what clients may ask for besides what the server and its static clients use
public record OAuth2Settings(
        Set<GrantType> grantTypes,
        List<String> responseTypes,
        boolean skipApprovalScreen,
        boolean alwaysShowLoginScreen,
        @Nullable String passwordConnector,
        List<SigningAlgorithm> signingAlgorithms,
        Pkce pkce) {

    private static final Set<String> KNOWN_RESPONSE_TYPES =
            Set.of("code", "token", "id_token", "code token", "code id_token", "id_token token", "code id_token token");

    public OAuth2Settings {
        grantTypes = Set.copyOf(grantTypes);
        responseTypes = List.copyOf(responseTypes);
        signingAlgorithms = List.copyOf(signingAlgorithms);
    }

    /// @param connectorIds of all connectors there are
    static OAuth2Settings read(
            Section section, Compatibility compatibility, FeatureFlags flags, Set<String> connectorIds) {
        var responseTypes = responseTypes(section);
        var passwordConnector = section.textOrNull("passwordConnector");
        if (passwordConnector != null && !connectorIds.contains(passwordConnector)) {
            section.mistake("passwordConnector", "names no connector: " + Place.printable(passwordConnector));
        }
        return new OAuth2Settings(
                grantTypes(section, flags),
                responseTypes,
                section.flag("skipApprovalScreen", false),
                section.flag("alwaysShowLoginScreen", false),
                passwordConnector,
                signingAlgorithms(section),
                section.section("pkce", pkce -> Pkce.read(pkce, compatibility)));
    }

    /// A default that names what does not exist yet is reduced to what does; an explicit list that needs it is
    /// refused by [NotSupportedYet]. `implicit` and `password` stay without effect unless a response type or a
    /// connector enables them.
    private static Set<GrantType> grantTypes(Section section, FeatureFlags flags) {
        var words = section.scalars("grantTypes");
        var grantTypes = EnumSet.noneOf(GrantType.class);
        for (var word : words) {
            GrantType.find(word.text()).ifPresentOrElse(grantTypes::add, () -> section.mistakes()
                    .warn(word.place(), "names no grant type and has no effect: " + Place.printable(word.text())));
        }
        if (words.isEmpty()) {
            return defaultGrantTypes(flags);
        }
        grantTypes.retainAll(NotSupportedYet.GRANT_TYPES_THERE_ARE);
        if (grantTypes.isEmpty()) {
            section.mistake("grantTypes", "leaves no grant type that could be used; add authorization_code");
        }
        return grantTypes;
    }

    private static List<SigningAlgorithm> signingAlgorithms(Section section) {
        var algorithms = new ArrayList<SigningAlgorithm>();
        for (var word : section.scalars("signingAlgorithms")) {
            try {
                algorithms.add(TokenSettingsReading.algorithm(word.text()));
            } catch (IllegalArgumentException unknown) {
                section.mistakes().add(word.place(), String.valueOf(unknown.getMessage()));
            }
        }
        return algorithms;
    }

    /// As in dex: tokens of clients for themselves have to be asked for, by a list or by a switch.
    private static Set<GrantType> defaultGrantTypes(FeatureFlags flags) {
        var grantTypes = EnumSet.copyOf(NotSupportedYet.GRANT_TYPES_THERE_ARE);
        if (!flags.clientCredentialGrantEnabledByDefault()) {
            grantTypes.remove(GrantType.CLIENT_CREDENTIALS);
        }
        return grantTypes;
    }

    private static List<String> responseTypes(Section section) {
        var responseTypes = section.scalars("responseTypes");
        for (var responseType : responseTypes) {
            if (!KNOWN_RESPONSE_TYPES.contains(responseType.text())) {
                section.mistakes()
                        .add(
                                responseType.place(),
                                "is an unsupported response type: " + Place.printable(responseType.text()));
            }
        }
        return responseTypes.isEmpty()
                ? List.of("code")
                : responseTypes.stream().map(Node.Scalar::text).distinct().toList();
    }

    /// Proof keys for code exchange (RFC 7636).
    ///
    /// @param enforce whether every client must send a challenge
    /// @param codeChallengeMethodsSupported at least one
    public record Pkce(boolean enforce, List<CodeChallengeMethod> codeChallengeMethodsSupported) {

        public Pkce {
            codeChallengeMethodsSupported = List.copyOf(codeChallengeMethodsSupported);
        }

        static Pkce read(Section section, Compatibility compatibility) {
            var methods = new LinkedHashSet<CodeChallengeMethod>();
            for (var word : section.scalars("codeChallengeMethodsSupported")) {
                CodeChallengeMethod.find(word.text()).ifPresentOrElse(methods::add, () -> section.mistakes()
                        .add(
                                word.place(),
                                "is an unsupported PKCE challenge method (there are: S256, plain): "
                                        + Place.printable(word.text())));
            }
            if (methods.isEmpty()) {
                methods.add(CodeChallengeMethod.S256);
                if (compatibility != Compatibility.STRICT) {
                    methods.add(CodeChallengeMethod.PLAIN);
                }
            }
            return new Pkce(section.flag("enforce", false), List.copyOf(methods));
        }
    }
}
