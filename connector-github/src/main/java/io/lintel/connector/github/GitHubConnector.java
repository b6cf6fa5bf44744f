package io.lintel.connector.github;

import io.lintel.connector.CallbackConnector;
import io.lintel.connector.CallbackRequest;
import io.lintel.connector.Capability;
import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.Departure;
import io.lintel.connector.DiagnosableConnector;
import io.lintel.connector.Diagnosis;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.RefreshingConnector;
import io.lintel.connector.Refusal;
import io.lintel.connector.TokenIdentityConnector;
import io.lintel.connector.Wanted;
import io.lintel.connector.support.ClientCredentials;
import io.lintel.connector.support.Deadline;
import io.lintel.connector.support.Destinations;
import io.lintel.connector.support.HttpLimits;
import io.lintel.connector.support.OAuth2Callback;
import io.lintel.connector.support.OAuth2Client;
import io.lintel.connector.support.Pkce;
import io.lintel.connector.support.RootCertificates;
import io.lintel.connector.support.RotatedTokens;
import io.lintel.connector.support.TokenAnswer;
import io.lintel.connector.support.UpstreamHttp;
import io.lintel.connector.support.UpstreamTokens;
import io.lintel.connector.support.Waiting;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Logs end-users in at GitHub.
final class GitHubConnector
        implements CallbackConnector, RefreshingConnector, TokenIdentityConnector, DiagnosableConnector {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    /// A token that ends within this time is not worth a call.
    private static final Duration NEARLY_OVER = Duration.ofSeconds(30);
    /// What GitHub takes as `login`.
    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

    private final GitHubConfiguration configuration;
    private final ConnectorContext context;
    private final GitHubHost host;
    private final HttpClient client;
    private final UpstreamHttp http;
    private final OAuth2Client oauth2;
    private final EmailChoice emails;
    private final GroupRules groups;
    private final RotatedTokens rotated;
    private final TokenCheck tokenCheck;
    private final Waiting waiting = new Waiting();
    private final Entropy entropy = new Entropy();

    GitHubConnector(GitHubConfiguration configuration, ConnectorContext context) {
        this.configuration = configuration;
        this.context = context;
        this.host = GitHubHost.of(configuration.hostName());
        this.emails = EmailChoice.of(configuration.preferredEmailDomain(), host.enterprise());
        this.groups = new GroupRules(configuration);
        this.rotated = new RotatedTokens(context.clock());
        this.client = client(configuration, context);
        this.http = new UpstreamHttp(
                client, Destinations.of(host.configured()), HttpLimits.of(configuration.callTimeout()));
        var credentials = new ClientCredentials(configuration.clientId(), configuration.clientSecret());
        this.tokenCheck = new TokenCheck(credentials, host, http, context.clock());
        this.oauth2 = new OAuth2Client(host.endpoints(), credentials, http, context.clock());
    }

    /// One of its own where other authorities are trusted than everywhere else.
    private static HttpClient client(GitHubConfiguration configuration, ConnectorContext context) {
        var rootCa = configuration.rootCa();
        return rootCa == null
                ? context.httpClient()
                : HttpClient.newBuilder()
                        .connectTimeout(CONNECT)
                        .sslContext(RootCertificates.trusting("rootCA", rootCa))
                        .build();
    }

    @Override
    public Set<Capability> capabilities() {
        return configuration.tokenExchange()
                ? Set.of(Capability.OFFLINE_ACCESS, Capability.TOKEN_EXCHANGE)
                : Set.of(Capability.OFFLINE_ACCESS);
    }

    @Override
    public Departure begin(LoginRequest request) {
        var pkce = Pkce.random(entropy);
        var more = new LinkedHashMap<String, String>();
        var hint = request.loginHint();
        if (hint != null && LOGIN.matcher(hint.value()).matches()) {
            more.put("login", hint.value());
        }
        if (request.wants(Wanted.FRESH_LOGIN)) {
            more.put("prompt", "select_account");
        }
        var location = oauth2.authorizationUri(request, scopes(request.wanted()), pkce, more);
        return new Departure.Redirect(location, pkce.verifier());
    }

    private List<String> scopes(Set<Wanted> wanted) {
        return groups.readOrganizations(wanted) ? List.of("user:email", "read:org") : List.of("user:email");
    }

    @Override
    public LoginResult finish(LoginRequest request, Secret remembered, CallbackRequest callback) {
        if (remembered.isEmpty()) {
            return LoginResult.refused(Refusal.WRONG_CREDENTIALS, "nothing was remembered of the begin of this login");
        }
        return switch (OAuth2Callback.read(request, callback, host.endpoints())) {
            case OAuth2Callback.Refused(var result) -> result;
            case OAuth2Callback.Code(var code) -> redeem(code, new Pkce(remembered), request);
        };
    }

    private LoginResult redeem(Secret code, Pkce pkce, LoginRequest request) {
        var deadline = Deadline.in(configuration.loginTimeout());
        return switch (oauth2.exchange(code, request.callback(), pkce, deadline)) {
            case TokenAnswer.Granted(var tokens) -> logIn(tokens, request.wanted(), deadline);
            case TokenAnswer.Denied denied ->
                switch (denied.error()) {
                    case "bad_verification_code", "invalid_grant" ->
                        LoginResult.refused(Refusal.WRONG_CREDENTIALS, "GitHub does not take the code of the callback");
                    case "unverified_user_email" ->
                        LoginResult.refused(Refusal.NOT_PERMITTED, "the primary e-mail address is not verified");
                    default -> throw denied.toException();
                };
        };
    }

    private LoginResult logIn(UpstreamTokens tokens, Set<Wanted> wanted, Deadline deadline) {
        try {
            return answer(tokens, wanted, deadline);
        } catch (GitHubRefusal refusal) {
            return switch (refusal.kind()) {
                case SUSPENDED -> suspended();
                case TOKEN_REJECTED, USER_UNKNOWN ->
                    throw ConnectorException.invalidResponse(
                            "GitHub does not know the token it has granted a moment ago", refusal);
            };
        }
    }

    @Override
    public LoginResult refresh(Identity identity, Set<Wanted> wanted) {
        var tokens = RefreshState.tokens(identity);
        var deadline = Deadline.in(configuration.loginTimeout());
        var result = isOver(tokens) ? rotate(tokens, wanted, deadline) : reuse(tokens, wanted, deadline);
        return result instanceof LoginResult.Authenticated(var now, var _)
                        && !now.userId().equals(identity.userId())
                ? LoginResult.refused(Refusal.GONE, "the token belongs to another user id now")
                : result;
    }

    @Override
    public Set<String> tokenTypes() {
        return Set.of(TokenCheck.ACCESS_TOKEN);
    }

    /// Every app at GitHub has tokens of its users: only those of our own are taken, as GitHub itself says.
    @Override
    public LoginResult identify(String tokenType, Secret token) {
        if (!configuration.tokenExchange() || !tokenType.equals(TokenCheck.ACCESS_TOKEN)) {
            return LoginResult.refused(Refusal.WRONG_CREDENTIALS, "tokens of this type are not exchanged here");
        }
        var deadline = Deadline.in(configuration.loginTimeout());
        var checked = tokenCheck.find(token, deadline);
        if (checked.isEmpty()) {
            return LoginResult.refused(Refusal.WRONG_CREDENTIALS, "GitHub says that the token is none of the app's");
        }
        try {
            var result = answer(new UpstreamTokens(token, null, null), Set.of(Wanted.GROUPS), deadline);
            return result instanceof LoginResult.Authenticated(var identity, var _)
                    ? new LoginResult.Authenticated(identity, checked.get().expiry())
                    : result;
        } catch (GitHubRefusal refusal) {
            return ended(refusal);
        }
    }

    private boolean isOver(UpstreamTokens tokens) {
        var expiry = tokens.expiry();
        return expiry != null && !context.clock().instant().plus(NEARLY_OVER).isBefore(expiry);
    }

    private LoginResult reuse(UpstreamTokens tokens, Set<Wanted> wanted, Deadline deadline) {
        try {
            return answer(tokens, wanted, deadline);
        } catch (GitHubRefusal refusal) {
            return refusal.kind() == GitHubRefusal.Kind.TOKEN_REJECTED
                    ? rotate(tokens, wanted, deadline)
                    : ended(refusal);
        }
    }

    private LoginResult rotate(UpstreamTokens tokens, Set<Wanted> wanted, Deadline deadline) {
        var refreshToken = tokens.refreshToken();
        if (refreshToken == null) {
            return LoginResult.refused(Refusal.GONE, "the access token has ended, and GitHub gave no refresh token");
        }
        return switch (rotated.exchange(refreshToken, deadline, () -> oauth2.refresh(refreshToken, deadline))) {
            case TokenAnswer.Granted(var next) -> renewed(next, wanted, deadline);
            case TokenAnswer.Denied denied ->
                switch (denied.error()) {
                    case "bad_refresh_token", "invalid_grant" ->
                        LoginResult.refused(Refusal.GONE, "GitHub does not take the refresh token any more");
                    default -> throw denied.toException();
                };
        };
    }

    private LoginResult renewed(UpstreamTokens tokens, Set<Wanted> wanted, Deadline deadline) {
        try {
            return answer(tokens, wanted, deadline);
        } catch (GitHubRefusal refusal) {
            return ended(refusal);
        }
    }

    private static LoginResult ended(GitHubRefusal refusal) {
        return refusal.kind() == GitHubRefusal.Kind.SUSPENDED
                ? suspended()
                : LoginResult.refused(Refusal.GONE, String.valueOf(refusal.getMessage()));
    }

    private static LoginResult suspended() {
        return LoginResult.refused(Refusal.ACCOUNT_DISABLED, "the account is suspended at GitHub");
    }

    private LoginResult answer(UpstreamTokens tokens, Set<Wanted> wanted, Deadline deadline) {
        var calls = new ApiCalls(http, host, tokens.accessToken(), deadline, waiting, context.clock());
        var api = new GitHubApi(calls, host);
        var account = api.account();
        if (account.suspended()) {
            return suspended();
        }
        var email = emails.choose(account, api::emails);
        if (email.isEmpty()) {
            return LoginResult.refused(
                    Refusal.NOT_PERMITTED, "the account has no verified e-mail address that is primary or preferred");
        }
        return switch (groups.read(api, account.login(), wanted)) {
            case GroupRules.Outcome.Outsider(var detail) -> LoginResult.refused(Refusal.NOT_PERMITTED, detail);
            case GroupRules.Outcome.Groups(var names) ->
                LoginResult.authenticated(
                        Identity.of(configuration.useLoginAsId() ? account.login() : String.valueOf(account.id()))
                                .username(account.name() == null ? account.login() : account.name())
                                .preferredUsername(account.login())
                                .email(email.get())
                                .groups(names)
                                .profile(account.profile())
                                .refreshState(wanted.contains(Wanted.OFFLINE_ACCESS) ? RefreshState.of(tokens) : null)
                                .build());
        };
    }

    /// GitHub lets nobody look up the groups of somebody else.
    @Override
    public void diagnose(Diagnosis diagnosis, @Nullable String user) {
        new GitHubDiagnosis(host, client, oauth2, context.callback(), diagnosis)
                .run(Deadline.in(configuration.loginTimeout()));
        if (user != null) {
            diagnosis.doubtful("groups of " + user, "not looked up", "GitHub tells them to the user alone: sign in.");
        }
    }

    @Override
    public void close() {
        waiting.close();
        if (client != context.httpClient()) {
            client.shutdownNow();
        }
    }
}
