package io.lintel.server.http;

import io.lintel.authorization.AuthorizationRequest;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.Issuer;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.Prompt;
import io.lintel.oauth2.Resource;
import io.lintel.oauth2.ResponseType;
import io.lintel.server.browser.SealedRequests;
import io.lintel.server.page.PageError;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Links from one of our pages to another that carry an authorization request, sealed.
@Singleton
final class RequestLinks {

    /// The parameter that holds a sealed request. Beside it there is `client_id` alone.
    static final String SEALED = "lintel_request";

    /// What fits into a request line of 8 KiB.
    private static final int LONGEST_QUERY = 7_000;

    private final SealedRequests sealed;
    private final Issuer issuer;

    RequestLinks(SealedRequests sealed, Issuer issuer) {
        this.sealed = sealed;
        this.issuer = issuer;
    }

    /// The way to the same address by GET, of a request that a page of another site has posted: no cookie has come with
    /// it, and nobody would be signed on; with the GET they come. Empty for others, and for what fits into no
    // address.
    Optional<MutableHttpResponse<String>> withCookies(BrowserRequest request, String path, @Nullable String form) {
        if (!request.isFromAnotherSite()) {
            return Optional.empty();
        }
        var query = request.queryAnd(form).entrySet().stream()
                .flatMap(named -> named.getValue().stream()
                        .map(value -> PageResponses.encode(named.getKey()) + "=" + PageResponses.encode(value)))
                .collect(Collectors.joining("&"));
        return query.length() > LONGEST_QUERY
                ? Optional.empty()
                : Optional.of(PageResponses.seeOther(issuer.path() + path + "?" + query));
    }

    /// The parameters of a link that carries these.
    Map<String, String> carrying(Parameters parameters) {
        var client = parameters.require("client_id");
        var carrying = new LinkedHashMap<String, String>();
        carrying.put("client_id", client);
        carrying.put(SEALED, sealed.seal(new ClientId(client), parameters.asMap()));
        return carrying;
    }

    /// What such a link carries; empty for other requests.
    ///
    /// @throws PageException if it is too old, or none of ours
    Optional<SequencedMap<String, String>> carriedBy(Parameters given) {
        return given.find(SEALED).map(text -> given.find("client_id")
                .flatMap(client -> sealed.open(new ClientId(client), text))
                .orElseThrow(() -> PageException.of(
                        PageError.LOGIN_EXPIRED, "the request in the link is too old, or was not sealed here")));
    }

    /// The address where the end-user of a request chooses anew how to log in.
    String toChoice(AuthorizationRequest request) {
        var parameters = parameters(request);
        parameters.put(
                "prompt",
                Stream.concat(request.prompts().stream(), Stream.of(Prompt.SELECT_ACCOUNT))
                        .distinct()
                        .map(Prompt::value)
                        .collect(Collectors.joining(" ")));
        return PageResponses.withQuery(issuer.path() + "/auth", carrying(Parameters.of(parameters)));
    }

    private static SequencedMap<String, String> parameters(AuthorizationRequest request) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("client_id", request.client().value());
        parameters.put("redirect_uri", request.redirectUri().value());
        parameters.put(
                "response_type",
                request.responseTypes().stream().map(ResponseType::value).collect(Collectors.joining(" ")));
        if (!request.redirectUri().isOutOfBand()) {
            parameters.put("response_mode", request.responseMode().value());
        }
        parameters.put("scope", request.scopes().toString());
        putIfPresent(parameters, "state", request.state());
        putIfPresent(parameters, "nonce", request.access().nonce());
        var claims = request.access().claims();
        putIfPresent(parameters, "claims", claims.isEmpty() ? null : claims.text());
        var resources =
                request.access().resources().stream().map(Resource::value).toList();
        putIfPresent(parameters, "resource", resources.isEmpty() ? null : String.join(" ", resources));
        var challenge = request.codeChallenge();
        if (challenge != null) {
            parameters.put("code_challenge", challenge.value());
            parameters.put("code_challenge_method", challenge.method().value());
        }
        var maxAge = request.maxAge();
        putIfPresent(parameters, "max_age", maxAge == null ? null : String.valueOf(maxAge.toSeconds()));
        var loginHint = request.loginHint();
        putIfPresent(parameters, "login_hint", loginHint == null ? null : loginHint.value());
        putIfPresent(parameters, "ui_locales", request.locales());
        return parameters;
    }

    private static void putIfPresent(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }
}
