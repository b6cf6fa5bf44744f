package io.lintel.connector.support;

import static io.lintel.connector.support.TokenAuthentication.BASIC;
import static io.lintel.connector.support.TokenAuthentication.BODY;
import static io.lintel.connector.support.TokenAuthentication.FOUND_OUT;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.LoginRequest;
import io.lintel.secret.Secret;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The authorization code grant (RFC 6749, section 4.1) with PKCE, and refreshes (section 6).
public final class OAuth2Client {

    private final OAuth2Endpoints endpoints;
    private final ClientCredentials credentials;
    private final UpstreamHttp http;
    private final Clock clock;
    private final AtomicReference<TokenAuthentication> learned;

    public OAuth2Client(OAuth2Endpoints endpoints, ClientCredentials credentials, UpstreamHttp http, Clock clock) {
        this(endpoints, credentials, TokenAuthentication.FOUND_OUT, http, clock);
    }

    public OAuth2Client(
            OAuth2Endpoints endpoints,
            ClientCredentials credentials,
            TokenAuthentication authentication,
            UpstreamHttp http,
            Clock clock) {
        this.learned = new AtomicReference<>(authentication);
        this.endpoints = endpoints;
        this.credentials = credentials;
        this.http = http;
        this.clock = clock;
    }

    /// Where the browser goes. Servers that do not know PKCE ignore it (RFC 6749, section 3.1).
    ///
    /// @param pkce null for a server that says it takes none
    /// @param more parameters that are particular to the upstream
    public URI authorizationUri(
            LoginRequest request, List<String> scopes, @Nullable Pkce pkce, Map<String, String> more) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("client_id", credentials.id());
        parameters.put("redirect_uri", request.callback().toString());
        parameters.put("response_type", "code");
        parameters.put("scope", String.join(" ", scopes));
        parameters.put("state", request.id().value());
        if (pkce != null) {
            parameters.put("code_challenge", pkce.challenge());
            parameters.put("code_challenge_method", "S256");
        }
        parameters.putAll(more);
        return withQuery(endpoints.authorization(), parameters);
    }

    /// An address with these parameters behind those it has.
    public static URI withQuery(URI address, Map<String, String> parameters) {
        return URI.create(address + (address.getRawQuery() == null ? "?" : "&") + FormText.of(parameters));
    }

    /// Redeems a code.
    ///
    /// @param pkce null if none was sent with the request
    /// @throws ConnectorException if the token endpoint cannot be asked or makes no sense
    public TokenAnswer exchange(Secret code, URI redirectUri, @Nullable Pkce pkce, Deadline deadline) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("grant_type", "authorization_code");
        fields.put("code", code.reveal());
        fields.put("redirect_uri", redirectUri.toString());
        if (pkce != null) {
            fields.put("code_verifier", pkce.verifier().reveal());
        }
        return ask(fields, deadline);
    }

    /// Asks for new tokens. If the answer holds no refresh token, the old one goes on.
    ///
    /// @throws ConnectorException if the token endpoint cannot be asked or makes no sense
    public TokenAnswer refresh(Secret refreshToken, Deadline deadline) {
        var answer = ask(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken.reveal()), deadline);
        return switch (answer) {
            case TokenAnswer.Granted(var tokens)
            when tokens.refreshToken() == null ->
                new TokenAnswer.Granted(
                        new UpstreamTokens(tokens.accessToken(), refreshToken, tokens.expiry(), tokens.idToken()));
            default -> answer;
        };
    }

    /// What the server says about a token (RFC 7662), however it wants us to authenticate there.
    ///
    /// @throws ConnectorException if the endpoint cannot be asked, does not know us or makes no sense
    public Json.Members introspect(URI endpoint, Secret token, Deadline deadline) {
        var fields = Map.of("token", token.reveal(), "token_type_hint", "access_token");
        var way = learned.get();
        var reply = send(endpoint, fields, way == FOUND_OUT ? BASIC : way, deadline);
        if (way == FOUND_OUT && reply.status() != 200 && reply.status() < 500) {
            reply = send(endpoint, fields, BODY, deadline);
        }
        return switch (reply.status()) {
            case 200 -> reply.json().asObject();
            case 400, 401, 403 ->
                throw ConnectorException.misconfigured(
                        reply + ": the introspection endpoint does not let this client ask");
            default -> throw ConnectorException.unavailable(reply + ": the provider cannot answer", null);
        };
    }

    private TokenAnswer ask(Map<String, String> fields, Deadline deadline) {
        return switch (learned.get()) {
            case BASIC -> ask(fields, BASIC, deadline);
            case BODY -> ask(fields, BODY, deadline);
            case FOUND_OUT -> {
                var first = tryBasic(fields, deadline);
                yield first instanceof TokenAnswer.Granted ? first : ask(fields, BODY, deadline);
            }
        };
    }

    /// An answer that makes no sense may be all that a server has to say to a request without a client in its body.
    private TokenAnswer tryBasic(Map<String, String> fields, Deadline deadline) {
        try {
            return ask(fields, BASIC, deadline);
        } catch (ConnectorException senseless) {
            if (senseless.fault() == ConnectorException.Fault.INVALID_RESPONSE) {
                return new TokenAnswer.Denied("invalid_client");
            }
            throw senseless;
        }
    }

    private TokenAnswer ask(Map<String, String> fields, TokenAuthentication authentication, Deadline deadline) {
        var answer = TokenAnswer.read(send(endpoints.token(), fields, authentication, deadline), clock);
        if (answer instanceof TokenAnswer.Granted) {
            learned.set(authentication);
        }
        return answer;
    }

    private Reply send(
            URI endpoint, Map<String, String> fields, TokenAuthentication authentication, Deadline deadline) {
        var body = new LinkedHashMap<>(fields);
        if (authentication == BODY) {
            body.putAll(credentials.fields(endpoints.token(), clock.instant()));
        }
        var call = Call.post(endpoint, body);
        return http.send(authentication == BODY ? call : call.with("Authorization", credentials.basic()), deadline);
    }
}
