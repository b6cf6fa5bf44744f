package io.lintel.connector.oidc;

import io.lintel.connector.CallbackConnector;
import io.lintel.connector.CallbackRequest;
import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.Departure;
import io.lintel.connector.DiagnosableConnector;
import io.lintel.connector.Diagnosis;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginId;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.LogoutConnector;
import io.lintel.connector.RefreshingConnector;
import io.lintel.connector.Refusal;
import io.lintel.connector.TokenIdentityConnector;
import io.lintel.connector.Wanted;
import io.lintel.connector.support.Deadline;
import io.lintel.connector.support.OAuth2Callback;
import io.lintel.connector.support.OAuth2Client;
import io.lintel.connector.support.OpenIdProvider;
import io.lintel.connector.support.Pkce;
import io.lintel.connector.support.RotatedTokens;
import io.lintel.connector.support.TokenAnswer;
import io.lintel.connector.support.UntrustedTokenException;
import io.lintel.connector.support.UpstreamTokens;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Logs end-users in at an OpenID provider.
final class OidcConnector
        implements CallbackConnector,
                RefreshingConnector,
                TokenIdentityConnector,
                LogoutConnector,
                DiagnosableConnector {

    private final OidcConfiguration configuration;
    private final ConnectorContext context;
    private final HttpClient client;
    private final OpenIdProvider provider;
    private final AuthorizationParameters parameters;
    private final TokenReading tokens;
    private final SubjectTokenReading subjectTokens;
    private final RotatedTokens rotated;
    private final Entropy entropy = new Entropy();

    OidcConnector(OidcConfiguration configuration, ConnectorContext context) {
        this.configuration = configuration;
        this.context = context;
        this.parameters = new AuthorizationParameters(configuration);
        var identities = new IdentityReading(configuration, context);
        this.client = ProviderConnection.client(configuration, context);
        this.provider = ProviderConnection.provider(configuration, client, context.clock());
        this.tokens = new TokenReading(configuration, provider, identities, context);
        this.subjectTokens = new SubjectTokenReading(configuration, provider, identities, context);
        this.rotated = new RotatedTokens(context.clock());
    }

    @Override
    public Departure begin(LoginRequest request) {
        var deadline = Deadline.in(configuration.loginTimeout());
        var metadata = provider.metadata(deadline);
        var pkce = Pkce.random(entropy);
        var location = provider.oauth2(deadline)
                .authorizationUri(
                        request,
                        parameters.scopes(request, metadata),
                        metadata.takesPkce() ? pkce : null,
                        parameters.more(request, pkce));
        return new Departure.Redirect(location, pkce.verifier());
    }

    @Override
    public LoginResult finish(LoginRequest request, Secret remembered, CallbackRequest callback) {
        if (remembered.isEmpty()) {
            return LoginResult.refused(Refusal.WRONG_CREDENTIALS, "nothing was remembered of the begin of this login");
        }
        var deadline = Deadline.in(configuration.loginTimeout());
        return switch (OAuth2Callback.read(
                request, callback, provider.metadata(deadline).oauth2())) {
            case OAuth2Callback.Refused(var result) -> result;
            case OAuth2Callback.Code(var code) -> redeem(code, new Pkce(remembered), request, deadline);
        };
    }

    private LoginResult redeem(Secret code, Pkce pkce, LoginRequest request, Deadline deadline) {
        var challenge = provider.metadata(deadline).takesPkce() ? pkce : null;
        return switch (provider.oauth2(deadline).exchange(code, request.callback(), challenge, deadline)) {
            case TokenAnswer.Granted(var granted) -> trusting(() -> tokens.ofLogin(granted, code, pkce, deadline));
            case TokenAnswer.Denied denied -> {
                if (denied.error().equals("invalid_grant")) {
                    yield LoginResult.refused(
                            Refusal.WRONG_CREDENTIALS, "the provider does not take the code of the callback");
                }
                throw denied.toException();
            }
        };
    }

    @Override
    public LoginResult refresh(Identity identity, Set<Wanted> wanted) {
        var state = RefreshState.of(identity);
        var refreshToken = state.refreshToken();
        if (refreshToken == null) {
            return LoginResult.refused(
                    Refusal.GONE, "the provider gave no refresh token: does it need the scope offline_access?");
        }
        var deadline = Deadline.in(configuration.loginTimeout());
        var oauth2 = provider.oauth2(deadline);
        return switch (rotated.exchange(refreshToken, deadline, () -> oauth2.refresh(refreshToken, deadline))) {
            case TokenAnswer.Granted(var granted) -> renewed(identity, state, granted, deadline);
            case TokenAnswer.Denied denied -> {
                if (denied.error().equals("invalid_grant")) {
                    yield LoginResult.refused(Refusal.GONE, "the provider does not take the refresh token any more");
                }
                throw denied.toException();
            }
        };
    }

    private LoginResult renewed(Identity identity, RefreshState state, UpstreamTokens granted, Deadline deadline) {
        var result = trusting(() -> tokens.ofRefresh(granted, state, identity, deadline));
        return result instanceof LoginResult.Authenticated(var now, var _)
                        && !now.userId().equals(identity.userId())
                ? LoginResult.refused(Refusal.GONE, "the provider tells another user id now")
                : result;
    }

    /// What the provider itself answers with must prove something.
    private LoginResult trusting(Supplier<LoginResult> reading) {
        try {
            return reading.get();
        } catch (UntrustedTokenException worthless) {
            throw ConnectorException.invalidResponse(
                    "a token of " + configuration.expectedIssuer() + " proves nothing: " + worthless.getMessage());
        }
    }

    @Override
    public LoginResult identify(String tokenType, Secret token) {
        return subjectTokens.identify(tokenType, token, Deadline.in(configuration.loginTimeout()));
    }

    @Override
    public Optional<Departure> beginLogout(Identity identity, LoginId id, URI callback) {
        var endpoint =
                provider.metadata(Deadline.in(configuration.loginTimeout())).endSession();
        if (endpoint == null) {
            return Optional.empty();
        }
        var sent = new LinkedHashMap<String, String>();
        var hint = identity.refreshState() == null
                ? null
                : RefreshState.of(identity).idToken();
        if (hint != null) {
            sent.put("id_token_hint", hint.reveal());
        }
        sent.put("client_id", configuration.clientId());
        sent.put("post_logout_redirect_uri", callback.toString());
        sent.put("state", id.value());
        return Optional.of(new Departure.Redirect(OAuth2Client.withQuery(endpoint, sent)));
    }

    @Override
    public void finishLogout(LoginId id, CallbackRequest callback) {
        if (!callback.findParameter("state").orElse("").equals(id.value())) {
            throw ConnectorException.invalidResponse("the browser does not come back from this logout");
        }
    }

    @Override
    public void diagnose(Diagnosis diagnosis, @Nullable String user) {
        new OidcDiagnosis(configuration, provider, client, context.callback(), diagnosis)
                .run(Deadline.in(configuration.loginTimeout()));
        if (user != null) {
            diagnosis.doubtful("claims of " + user, "not looked up", "The provider tells them at a login: sign in.");
        }
    }

    @Override
    public void close() {
        if (client != context.httpClient()) {
            client.shutdownNow();
        }
    }
}
