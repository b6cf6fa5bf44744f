package io.lintel.server.settings;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.lintel.oauth2.CodeChallengeMethod;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.ResponseType;
import io.lintel.signing.SigningAlgorithm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What clients may ask for.
///
/// @param grantTypes what is left of the configured grant types when those are dropped that nothing else
///     enables
/// @param responseTypes as they are advertised, such as `code`
/// @param alwaysShowLoginScreen whether the choice of connectors is shown even if there is one
/// @param passwordConnector the connector that answers the grant type `password`
/// @param signingAlgorithms what clients may ask for besides what the server and its static clients use
/// @param device how many devices may wait
public record OAuth2Settings(
        Set<GrantType> grantTypes,
        List<String> responseTypes,
        boolean skipApprovalScreen,
        boolean alwaysShowLoginScreen,
        @Nullable String passwordConnector,
        List<SigningAlgorithm> signingAlgorithms,
        Pkce pkce,
        PushSettings push,
        Device device) {

    private static final Set<String> KNOWN_RESPONSE_TYPES =
            Set.of("code", "token", "id_token", "code token", "code id_token", "id_token token", "code id_token token");

    public OAuth2Settings {
        grantTypes = Set.copyOf(grantTypes);
        responseTypes = List.copyOf(responseTypes);
        signingAlgorithms = List.copyOf(signingAlgorithms);
    }

    /// @param connectorIds of all connectors there are
    /// @param checksNoPasswords whether a connector is known to check none
    static OAuth2Settings read(
            Section section,
            Compatibility compatibility,
            FeatureFlags flags,
            Set<String> connectorIds,
            Predicate<String> checksNoPasswords) {
        var responseTypes = responseTypes(section);
        var passwordConnector = section.textOrNull("passwordConnector");
        if (passwordConnector != null && !connectorIds.contains(passwordConnector)) {
            section.mistake("passwordConnector", "names no connector: " + Place.printable(passwordConnector));
        }
        if (passwordConnector != null && checksNoPasswords.test(passwordConnector)) {
            section.mistake("passwordConnector", "names a connector that checks no passwords");
        }
        var thereAre = EnumSet.copyOf(NotSupportedYet.GRANT_TYPES_THERE_ARE);
        if (passwordConnector == null) {
            thereAre.remove(GrantType.PASSWORD);
        }
        var settings = new OAuth2Settings(
                grantTypes(section, responseTypes, flags, thereAre),
                responseTypes,
                section.flag("skipApprovalScreen", false),
                section.flag("alwaysShowLoginScreen", false),
                passwordConnector,
                signingAlgorithms(section),
                section.section("pkce", pkce -> Pkce.read(pkce, compatibility)),
                section.section("pushedAuthorizationRequests", PushSettings::read),
                section.section("device", Device::read));
        settings.warnOfIdleResponseTypes(section, compatibility);
        return settings;
    }

    private void warnOfIdleResponseTypes(Section section, Compatibility compatibility) {
        var combinations = combinations(compatibility);
        for (var entry : section.scalars("responseTypes")) {
            var words = words(entry.text());
            if (!words.isEmpty() && combinations.stream().noneMatch(each -> each.containsAll(words))) {
                section.mistakes()
                        .warn(
                                entry.place(),
                                grantTypes.contains(GrantType.IMPLICIT)
                                        ? "has no effect: token is answered only together with others"
                                        : "has no effect: oauth2.grantTypes lacks implicit");
            }
        }
    }

    /// A default that names what does not exist yet is reduced to what does; an explicit list that needs it is
    /// refused by [NotSupportedYet]. `implicit` stays without effect unless a response type enables it, and
    /// `password` is not there without a connector for it.
    private static Set<GrantType> grantTypes(
            Section section, List<String> responseTypes, FeatureFlags flags, Set<GrantType> thereAre) {
        var words = section.scalars("grantTypes");
        var grantTypes = EnumSet.noneOf(GrantType.class);
        for (var word : words) {
            GrantType.find(word.text()).ifPresentOrElse(grantTypes::add, () -> section.mistakes()
                    .warn(word.place(), "names no grant type and has no effect: " + Place.printable(word.text())));
        }
        if (words.isEmpty()) {
            return defaultGrantTypes(flags, thereAre);
        }
        grantTypes.retainAll(thereAre);
        var tokensAreAnswered =
                responseTypes.stream().map(OAuth2Settings::words).anyMatch(ResponseType::needTokens);
        if (grantTypes.isEmpty() || (grantTypes.equals(Set.of(GrantType.IMPLICIT)) && !tokensAreAnswered)) {
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
    private static Set<GrantType> defaultGrantTypes(FeatureFlags flags, Set<GrantType> thereAre) {
        var grantTypes = EnumSet.copyOf(thereAre);
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

    /// The combinations a `response_type` may be. As dex has it, words that are listed one by one may be combined at
    /// will; an entry of several words allows that combination. `token` alone is never answered. What gives tokens
    /// needs the grant type `implicit`, which dex does not ask for here.
    public Set<Set<ResponseType>> combinations(Compatibility compatibility) {
        var single = responseTypes.stream()
                .flatMap(entry -> ResponseType.find(entry).stream())
                .collect(toUnmodifiableSet());
        var asEntry = responseTypes.stream().map(OAuth2Settings::words).collect(toUnmodifiableSet());
        var mayGiveTokens = compatibility == Compatibility.DEX || grantTypes.contains(GrantType.IMPLICIT);
        return KNOWN_RESPONSE_TYPES.stream()
                .map(OAuth2Settings::words)
                .filter(words -> single.containsAll(words) || asEntry.contains(words))
                .filter(words -> !words.equals(Set.of(ResponseType.TOKEN)))
                .filter(words -> mayGiveTokens || !ResponseType.needTokens(words))
                .collect(toUnmodifiableSet());
    }

    private static Set<ResponseType> words(String entry) {
        return Arrays.stream(entry.split(" ", -1))
                .flatMap(word -> ResponseType.find(word).stream())
                .collect(toUnmodifiableSet());
    }

    /// Devices that wait for an end-user's answer (RFC 8628).
    ///
    /// @param maxPending how many of all clients
    /// @param maxPendingPerClient how many of one
    public record Device(int maxPending, int maxPendingPerClient) {

        /// With more the chance to guess one of their codes in a day would be greater than 1 in 10,000.
        private static final int MOST = 1_600;

        static Device read(Section section) {
            var maxPending = section.number("maxPending", 1_000, 1, MOST);
            return new Device(maxPending, section.number("maxPendingPerClient", Math.min(100, maxPending), 1, MOST));
        }
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
