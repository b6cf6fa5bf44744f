package io.lintel.authorization;

import io.lintel.client.Client;
import io.lintel.client.Clients;
import io.lintel.client.RequestDefaults;
import io.lintel.client.SubjectType;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginHint;
import io.lintel.oauth2.CodeChallenge;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.Prompt;
import io.lintel.oauth2.RequestedClaims;
import io.lintel.oauth2.ResponseType;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Subject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads authorization requests whose answer has somewhere to go, and refuses what cannot be answered (OpenID
/// Connect Core, section 3.1.2.2).
public final class AuthorizationRequestReader {

    /// Longer values cannot travel with the browser. Clients put the page the end-user came from into it.
    private static final int LONGEST_STATE = 2048;

    /// Far above what clients send.
    private static final int LONGEST_NONCE = 1024;

    private static final int LONGEST_LOCALES = 256;

    private final RequestedScopes scopes;
    private final IdTokenHints hints;
    private final AuthorizationPolicy policy;
    private final ResponseReading responses;

    public AuthorizationRequestReader(Clients clients, IdTokenHints hints, AuthorizationPolicy policy) {
        this.scopes = new RequestedScopes(clients);
        this.hints = hints;
        this.policy = policy;
        this.responses = new ResponseReading(policy.responses());
    }

    /// @throws OAuth2Exception what the client is to be told
    public AuthorizationRequest read(RedirectTarget target, Parameters parameters) {
        refuseUnsupported(parameters);
        var asked = scopes.ofEndUser(target.client(), parameters.find("scope").orElse(""));
        var types = responses.types(target.uri(), parameters);
        requireRegistered(target.client(), types);
        var challenge = codeChallenge(target.client(), types, parameters);
        responses.requireNonce(types, parameters);
        var defaults = target.client().requests().defaults();
        var claims = ClaimsReading.read(parameters, defaults);
        return new AuthorizationRequest(
                target.client().id(),
                target.uri(),
                types,
                ResponseReading.mode(target.uri(), types, parameters),
                new Access(
                        refreshable(types) ? asked : asked.without(Scope.OFFLINE_ACCESS),
                        limited(parameters, "nonce", LONGEST_NONCE),
                        claims,
                        RequestedResources.of(target.client(), parameters)),
                limited(parameters, "state", LONGEST_STATE),
                challenge,
                prompts(target.client(), parameters),
                maxAge(parameters, defaults),
                parameters.find("connector_id").map(ConnectorId::new).orElse(null),
                parameters.find("login_hint").flatMap(LoginHint::find).orElse(null),
                hinted(target.client(), claims, parameters),
                parameters
                        .find("ui_locales")
                        .filter(locales -> locales.length() <= LONGEST_LOCALES)
                        .orElse(null),
                null);
    }

    private static void refuseUnsupported(Parameters parameters) {
        if (parameters.has("request")) {
            throw OAuth2Exception.of(ErrorCode.REQUEST_NOT_SUPPORTED, "Request objects are not supported.");
        }
        if (parameters.has("request_uri")) {
            throw OAuth2Exception.of(ErrorCode.REQUEST_URI_NOT_SUPPORTED, "Request URIs are not supported.");
        }
        if (parameters.has("registration")) {
            throw OAuth2Exception.of(
                    ErrorCode.REGISTRATION_NOT_SUPPORTED, "The parameter registration is not supported.");
        }
    }

    private @Nullable CodeChallenge codeChallenge(Client client, Set<ResponseType> types, Parameters parameters) {
        var challenge = RequestedChallenge.find(parameters, policy.codeChallengeMethods());
        var required =
                switch (policy.pkce()) {
                    case NOBODY -> false;
                    case PUBLIC_CLIENTS -> client.isPublic();
                    case EVERYBODY -> true;
                };
        if (required && types.contains(ResponseType.CODE) && challenge.isEmpty()) {
            throw invalid("PKCE is required: the code_challenge is missing.");
        }
        return challenge.orElse(null);
    }

    /// Whom the client wants and nobody else: the hint and a `sub` that was asked for must be the same.
    private @Nullable String hinted(Client client, RequestedClaims claims, Parameters parameters) {
        var hinted = parameters.find("id_token_hint").map(hint -> hints.require(hint, client.id()));
        var wanted = claims.each(RequestableClaims.SUBJECT)
                .flatMap(claim -> claim.values().stream())
                .distinct()
                .toList();
        if (wanted.isEmpty()) {
            return hinted.orElse(null);
        }
        return hinted.filter(wanted::contains)
                .or(() -> hinted.isPresent() || wanted.size() > 1 ? Optional.empty() : known(client, wanted.getFirst()))
                .orElseThrow(() -> OAuth2Exception.of(
                        ErrorCode.LOGIN_REQUIRED, "The end-user whose sub was asked for is not logged in."));
    }

    /// A `sub` that somebody may have.
    private static Optional<String> known(Client client, Object sub) {
        return sub instanceof String text
                        && (Subject.decode(text).isPresent()
                                || !(client.tokens().subject() instanceof SubjectType.Public))
                ? Optional.of(text)
                : Optional.empty();
    }

    /// OpenID Connect Core, section 11: without a code there is nothing to refresh with.
    private static boolean refreshable(Set<ResponseType> types) {
        return types.contains(ResponseType.CODE);
    }

    private static void requireRegistered(Client client, Set<ResponseType> types) {
        if (!client.registration().allowsResponse(types)) {
            throw OAuth2Exception.of(
                    ErrorCode.UNAUTHORIZED_CLIENT, "The client has not registered for this response_type.");
        }
    }

    /// Of a client that nobody has looked at end-users are asked, also where they are asked of no other.
    private Set<Prompt> prompts(Client client, Parameters parameters) {
        var prompts = prompts(parameters);
        if (policy.skipConsent() && !client.registration().provenance().isTrusted()) {
            prompts.add(Prompt.CONSENT);
        }
        return prompts;
    }

    private static Set<Prompt> prompts(Parameters parameters) {
        var prompts = EnumSet.noneOf(Prompt.class);
        for (var word : parameters.find("prompt").orElse("").split(" ", -1)) {
            if (!word.isEmpty()) {
                prompts.add(Prompt.find(word).orElseThrow(() -> invalid("The prompt is not supported.")));
            }
        }
        if (prompts.contains(Prompt.NONE) && prompts.size() > 1) {
            throw invalid("The prompt none excludes any other.");
        }
        if (parameters.find("approval_prompt").filter("force"::equals).isPresent()) {
            prompts.add(Prompt.CONSENT);
        }
        return prompts;
    }

    private static @Nullable Duration maxAge(Parameters parameters, RequestDefaults defaults) {
        var text = parameters.find("max_age");
        if (text.isEmpty()) {
            return defaults.maxAge();
        }
        if (!text.get().matches("[0-9]{1,9}")) {
            throw invalid("The max_age is not a number of seconds.");
        }
        return Duration.ofSeconds(Long.parseLong(text.get()));
    }

    private static @Nullable String limited(Parameters parameters, String name, int longest) {
        var value = parameters.find(name);
        if (value.isPresent() && value.get().length() > longest) {
            throw invalid("The " + name + " is longer than " + longest + " characters.");
        }
        return value.orElse(null);
    }

    private static OAuth2Exception invalid(String description) {
        return OAuth2Exception.of(ErrorCode.INVALID_REQUEST, description);
    }
}
