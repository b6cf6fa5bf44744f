package io.lintel.connector.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.connector.CallbackConnector;
import io.lintel.connector.CallbackRequest;
import io.lintel.connector.Capability;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.Departure;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginId;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.LogoutConnector;
import io.lintel.connector.Refusal;
import io.lintel.connector.TokenIdentityConnector;
import io.lintel.secret.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.LoggerFactory;

/// A connector that keeps its word but for the flaws it is given. Its upstream makes codes of the state, and knows
/// alice.
final class FickleCallbackConnector implements CallbackConnector, TokenIdentityConnector, LogoutConnector {
    static final Secret TOKEN = Secret.of("the token of alice");
    static final Secret TOKEN_OF_ANOTHER_APPLICATION = Secret.of("the token of alice for another application");
    static final String TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token";

    enum Flaw {
        FORGETS_THE_STATE,
        LEADS_TO_A_SCRIPT,
        REMEMBERS_TOO_MUCH,
        PASTES_THE_HINT,
        REMEMBERS_THE_HINT,
        CHANGING_USER_ID,
        KEEPS_THE_LOGIN_IN_A_FIELD,
        KEEPS_LOGINS_TO_ITSELF,
        IGNORES_ERRORS,
        FAILS_WHEN_CANCELLED,
        BELIEVES_ANY_CODE,
        BELIEVES_ANY_LOGIN,
        REMEMBERS_FOR_NOTHING,
        NAMES_ANOTHER_THE_SECOND_TIME,
        LOGS_CODES,
        SHOWS_WHAT_IT_REMEMBERS,
        DECLARES_NOTHING,
        BELIEVES_ANY_TOKEN,
        BELIEVES_TOKENS_OF_OTHER_APPLICATIONS,
        TAKES_ANY_TOKEN_TYPE,
        HIDES_THE_TOKEN_TYPE,
        NAMES_SOMEBODY_ELSE,
        REFUSES_TOKENS_WHEN_UNREACHABLE,
        LOGS_TOKENS,
        CANNOT_LOG_OUT,
        FORGETS_THE_LOGOUT,
        BELIEVES_ANY_LOGOUT
    }

    private final Set<Flaw> flaws;
    private final boolean reachable;
    private final AtomicReference<String> last = new AtomicReference<>("");
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private final Set<String> finished = ConcurrentHashMap.newKeySet();

    FickleCallbackConnector(Set<Flaw> flaws, boolean reachable) {
        this.flaws = flaws;
        this.reachable = reachable;
    }

    static String code(String id) {
        return "code of " + id;
    }

    private static String verifier(String id) {
        return "verifier of " + id;
    }

    @Override
    public Set<Capability> capabilities() {
        return flaws.contains(Flaw.DECLARES_NOTHING) ? Set.of() : Capability.of(this);
    }

    @Override
    public Departure begin(LoginRequest request) {
        var id = request.id().value();
        begun.add(id);
        last.set(id);
        var hint = request.loginHint() == null ? "" : request.loginHint().value();
        var encoded = URLEncoder.encode(hint, UTF_8);
        var query = "state=" + (flaws.contains(Flaw.FORGETS_THE_STATE) ? "none" : id) + "&login_hint="
                + (flaws.contains(Flaw.PASTES_THE_HINT) ? hint.replaceAll("[^&=a-z]", "") : encoded);
        var remember = verifier(id)
                + (flaws.contains(Flaw.REMEMBERS_THE_HINT) ? encoded : "")
                + (flaws.contains(Flaw.REMEMBERS_TOO_MUCH) ? "x".repeat(1_000) : "");
        var place = flaws.contains(Flaw.LEADS_TO_A_SCRIPT) ? "script://upstream/" : "https://upstream.example.org/";
        return new Departure.Redirect(URI.create(place + "?" + query), Secret.of(remember));
    }

    @Override
    public LoginResult finish(LoginRequest request, Secret remembered, CallbackRequest callback) {
        if (callback.findParameter("error").isPresent() && !flaws.contains(Flaw.IGNORES_ERRORS)) {
            if (flaws.contains(Flaw.FAILS_WHEN_CANCELLED)) {
                throw ConnectorException.invalidResponse("the upstream says no");
            }
            return LoginResult.refused(Refusal.CANCELLED, "the upstream refused");
        }
        var code = callback.findParameter("code").orElse("");
        if (flaws.contains(Flaw.LOGS_CODES)) {
            LoggerFactory.getLogger(getClass()).debug("redeeming {}", code);
        }
        requireUpstream();
        var id = flaws.contains(Flaw.BELIEVES_ANY_LOGIN)
                ? callback.findParameter("state").orElse("")
                : request.id().value();
        if (!belongsTo(id, code, remembered)) {
            throw ConnectorException.invalidResponse("the upstream does not know the code"
                    + (flaws.contains(Flaw.SHOWS_WHAT_IT_REMEMBERS) ? " for " + remembered.reveal() : ""));
        }
        var again = !finished.add(id) && flaws.contains(Flaw.NAMES_ANOTHER_THE_SECOND_TIME);
        var userId = flaws.contains(Flaw.CHANGING_USER_ID) ? UUID.randomUUID().toString() : again ? "bob" : "alice";
        return LoginResult.authenticated(Identity.of(userId).build());
    }

    private boolean belongsTo(String id, String code, Secret remembered) {
        if (flaws.contains(Flaw.KEEPS_THE_LOGIN_IN_A_FIELD) && !last.get().equals(id)) {
            return false;
        }
        if (flaws.contains(Flaw.KEEPS_LOGINS_TO_ITSELF) && !begun.contains(id)) {
            return false;
        }
        return (flaws.contains(Flaw.BELIEVES_ANY_CODE) || code.equals(code(id)))
                && (flaws.contains(Flaw.REMEMBERS_FOR_NOTHING)
                        || flaws.contains(Flaw.BELIEVES_ANY_LOGIN)
                        || remembered.reveal().startsWith(verifier(id)));
    }

    @Override
    public LoginResult identify(String tokenType, Secret token) {
        if (flaws.contains(Flaw.LOGS_TOKENS)) {
            LoggerFactory.getLogger(getClass()).debug("whose is {}?", token.reveal());
        }
        if (!flaws.contains(Flaw.REFUSES_TOKENS_WHEN_UNREACHABLE)) {
            requireUpstream();
        }
        if (!tokenType.equals(TOKEN_TYPE) && !flaws.contains(Flaw.TAKES_ANY_TOKEN_TYPE)) {
            return LoginResult.refused(Refusal.WRONG_CREDENTIALS, "not a type of ours");
        }
        var isForAnother = token.equals(TOKEN_OF_ANOTHER_APPLICATION)
                && flaws.contains(Flaw.BELIEVES_TOKENS_OF_OTHER_APPLICATIONS);
        if (!token.equals(TOKEN) && !isForAnother && !flaws.contains(Flaw.BELIEVES_ANY_TOKEN)) {
            return LoginResult.refused(Refusal.WRONG_CREDENTIALS, "not a token of ours");
        }
        var owner = flaws.contains(Flaw.NAMES_SOMEBODY_ELSE) ? "bob" : "alice";
        return LoginResult.authenticated(Identity.of(owner).build());
    }

    @Override
    public Set<String> tokenTypes() {
        return flaws.contains(Flaw.HIDES_THE_TOKEN_TYPE) ? Set.of() : Set.of(TOKEN_TYPE);
    }

    @Override
    public Optional<Departure> beginLogout(Identity identity, LoginId id, URI callback) {
        var state = flaws.contains(Flaw.FORGETS_THE_LOGOUT) ? "none" : id.value();
        return flaws.contains(Flaw.CANNOT_LOG_OUT)
                ? Optional.empty()
                : Optional.of(new Departure.Redirect(URI.create("https://upstream.example.org/logout?state=" + state)));
    }

    @Override
    public void finishLogout(LoginId id, CallbackRequest callback) {
        if (!callback.findParameter("state").orElse("").equals(id.value())
                && !flaws.contains(Flaw.BELIEVES_ANY_LOGOUT)) {
            throw ConnectorException.invalidResponse("another logout");
        }
    }

    private void requireUpstream() {
        if (!reachable) {
            throw ConnectorException.unavailable("no upstream", null);
        }
    }
}
