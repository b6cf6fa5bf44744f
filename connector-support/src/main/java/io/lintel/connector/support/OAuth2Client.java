package io.lintel.connector.support;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.LoginRequest;
import io.lintel.secret.Secret;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/// The authorization code grant (RFC 6749, section 4.1) with PKCE, and refreshes (section 6).
///
/// How the token endpoint wants us to authenticate is found out as dex does it: by Basic first, and if that was no
/// success in the body; what worked is kept.
public final class OAuth2Client {

    private enum Authentication {
        UNKNOWN,
        BASIC,
        BODY
    }

    private final OAuth2Endpoints endpoints;
    private final ClientCredentials credentials;
    private final UpstreamHttp http;
    private final Clock clock;
    private final AtomicReference<Authentication> learned = new AtomicReference<>(Authentication.UNKNOWN);

    public OAuth2Client(OAuth2Endpoints endpoints, ClientCredentials credentials, UpstreamHttp http, Clock clock) {
        this.endpoints = endpoints;
        this.credentials = credentials;
        this.http = http;
        this.clock = clock;
    }

    /// Where the browser goes. Servers that do not know PKCE ignore it (RFC 6749, section 3.1).
    ///
    /// @param more parameters that are particular to the upstream
    public URI authorizationUri(LoginRequest request, List<String> scopes, Pkce pkce, Map<String, String> more) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("client_id", credentials.id());
        parameters.put("redirect_uri", request.callback().toString());
        parameters.put("response_type", "code");
        parameters.put("scope", String.join(" ", scopes));
        parameters.put("state", request.id().value());
        parameters.put("code_challenge", pkce.challenge());
        parameters.put("code_challenge_method", "S256");
        parameters.putAll(more);
        return URI.create(endpoints.authorization() + "?" + FormText.of(parameters));
    }

    /// Redeems a code.
    ///
    /// @throws ConnectorException if the token endpoint cannot be asked or makes no sense
    public TokenAnswer exchange(Secret code, URI redirectUri, Pkce pkce, Deadline deadline) {
        return ask(
                Map.of(
                        "grant_type", "authorization_code",
                        "code", code.reveal(),
                        "redirect_uri", redirectUri.toString(),
                        "code_verifier", pkce.verifier().reveal()),
                deadline);
    }

    /// Asks for new tokens. If the answer holds no refresh token, the old one goes on.
    ///
    /// @throws ConnectorException if the token endpoint cannot be asked or makes no sense
    public TokenAnswer refresh(Secret refreshToken, Deadline deadline) {
        var answer = ask(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken.reveal()), deadline);
        return switch (answer) {
            case TokenAnswer.Granted(var tokens)
            when tokens.refreshToken() == null ->
                new TokenAnswer.Granted(new UpstreamTokens(tokens.accessToken(), refreshToken, tokens.expiry()));
            default -> answer;
        };
    }

    private TokenAnswer ask(Map<String, String> fields, Deadline deadline) {
        return switch (learned.get()) {
            case BASIC -> ask(fields, Authentication.BASIC, deadline);
            case BODY -> ask(fields, Authentication.BODY, deadline);
            case UNKNOWN -> {
                var first = tryBasic(fields, deadline);
                yield first instanceof TokenAnswer.Granted ? first : ask(fields, Authentication.BODY, deadline);
            }
        };
    }

    /// An answer that makes no sense may be all that a server has to say to a request without a client in its body.
    private TokenAnswer tryBasic(Map<String, String> fields, Deadline deadline) {
        try {
            return ask(fields, Authentication.BASIC, deadline);
        } catch (ConnectorException senseless) {
            if (senseless.fault() == ConnectorException.Fault.INVALID_RESPONSE) {
                return new TokenAnswer.Denied("invalid_client");
            }
            throw senseless;
        }
    }

    private TokenAnswer ask(Map<String, String> fields, Authentication authentication, Deadline deadline) {
        var inBody = authentication == Authentication.BODY;
        var body = new LinkedHashMap<>(fields);
        if (inBody) {
            body.putAll(credentials.fields());
        }
        var call = Call.post(endpoints.token(), body);
        var reply = http.send(inBody ? call : call.with("Authorization", credentials.basic()), deadline);
        var answer = TokenAnswer.read(reply, clock);
        if (answer instanceof TokenAnswer.Granted) {
            learned.set(authentication);
        }
        return answer;
    }
}
