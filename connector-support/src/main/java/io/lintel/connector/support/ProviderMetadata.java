package io.lintel.connector.support;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.lintel.connector.ConnectorException;
import io.lintel.signing.JwsAlgorithm;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an OpenID provider says of itself (OpenID Connect Discovery, section 3).
///
/// @param oauth2 who its callbacks and its tokens come from, and where it gives tokens
/// @param userInfo absent if it has no such endpoint
/// @param endSession absent if it logs nobody out (OpenID Connect RP-Initiated Logout)
/// @param introspection absent if it vouches for no opaque token (RFC 7662)
/// @param algorithms what it signs ID tokens with; never one whose key is a shared secret
/// @param challenges the methods of PKCE it takes; null if it does not say
/// @param scopes that it says it knows
public record ProviderMetadata(
        OAuth2Endpoints oauth2,
        URI keys,
        @Nullable URI userInfo,
        @Nullable URI endSession,
        @Nullable URI introspection,
        Set<JwsAlgorithm> algorithms,
        @Nullable Set<String> challenges,
        Set<String> scopes) {

    public ProviderMetadata {
        algorithms = Set.copyOf(algorithms);
        challenges = challenges == null ? null : Set.copyOf(challenges);
        scopes = Set.copyOf(scopes);
    }

    public String issuer() {
        return oauth2.issuer();
    }

    /// Whether a challenge is sent: unless it says that it takes none of this method. Whoever does not know PKCE
    /// ignores it (RFC 6749, section 3.1).
    public boolean takesPkce() {
        return challenges == null || challenges.contains("S256");
    }

    /// Reads the document.
    ///
    /// @param issuer what it must call itself, to the letter
    /// @param overrides addresses that an operator wrote down in place of the document's
    /// @param asked the address it was fetched from: who is asked by https sends nobody to http
    /// @throws ConnectorException misconfigured if it is another's, invalid response if it makes no sense
    static ProviderMetadata read(Json.Members document, String issuer, ProviderOverrides overrides, URI asked) {
        var named = document.requireText("issuer");
        if (!named.equals(issuer)) {
            throw ConnectorException.misconfigured("the provider calls itself by another issuer than " + issuer
                    + ": write the issuer as its discovery document has it, or set issuerAlias");
        }
        var links = new Links(document, asked);
        return new ProviderMetadata(
                new OAuth2Endpoints(
                        links.require("authorization_endpoint", overrides.authUrl()),
                        links.require("token_endpoint", overrides.tokenUrl()),
                        issuer,
                        document.isTrue("authorization_response_iss_parameter_supported")),
                links.require("jwks_uri", overrides.jwksUrl()),
                links.find("userinfo_endpoint", overrides.userInfoUrl()).orElse(null),
                links.find("end_session_endpoint", overrides.endSessionUrl()).orElse(null),
                links.find("introspection_endpoint", null).orElse(null),
                algorithms(document),
                findWords(document, "code_challenge_methods_supported").orElse(null),
                findWords(document, "scopes_supported").orElse(Set.of()));
    }

    /// RS256 where it does not say, which all must know (OpenID Connect Core, section 15.1).
    private static Set<JwsAlgorithm> algorithms(Json.Members document) {
        var named = EnumSet.noneOf(JwsAlgorithm.class);
        findWords(document, "id_token_signing_alg_values_supported").orElse(Set.of()).stream()
                .flatMap(word -> JwsAlgorithm.find(word).stream())
                .filter(JwsAlgorithm.asymmetric()::contains)
                .forEach(named::add);
        return named.isEmpty() ? Set.of(JwsAlgorithm.RS256) : named;
    }

    private static Optional<Set<String>> findWords(Json.Members document, String name) {
        return switch (document.byName().getOrDefault(name, new Json.Nothing())) {
            case Json.Array(var elements) ->
                Optional.of(elements.stream().flatMap(ProviderMetadata::word).collect(toUnmodifiableSet()));
            case Json.Nothing() -> Optional.empty();
            default -> throw ConnectorException.invalidResponse("the answer's member " + name + " is not a list");
        };
    }

    private static Stream<String> word(Json element) {
        return element instanceof Json.Text(var word) ? Stream.of(word) : Stream.empty();
    }

    private record Links(Json.Members document, URI asked) {

        private static final List<String> SCHEMES = List.of("https", "http");

        URI require(String name, @Nullable URI override) {
            return find(name, override)
                    .orElseThrow(() ->
                            ConnectorException.invalidResponse("the provider's discovery document has no " + name));
        }

        Optional<URI> find(String name, @Nullable URI override) {
            return override == null ? document.findText(name).map(text -> link(name, text)) : Optional.of(override);
        }

        private URI link(String name, String text) {
            try {
                var uri = new URI(text);
                var scheme = Origin.of(uri).scheme();
                if (uri.getRawFragment() == null
                        && SCHEMES.contains(scheme)
                        && (scheme.equals("https") || "http".equalsIgnoreCase(asked.getScheme()))) {
                    return uri;
                }
            } catch (URISyntaxException | IllegalArgumentException malformed) {
                // Said below: the address may be anything.
            }
            throw ConnectorException.invalidResponse("the discovery document's " + name
                    + " is no address that may follow from " + asked.getScheme() + "://" + asked.getRawAuthority());
        }
    }
}
