package io.lintel.connector.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.connector.CallbackConnector;
import io.lintel.connector.CallbackRequest;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A connector that keeps its word passes; each [Flaw] is caught by the test that is there for it.
final class CallbackConnectorContractTest
        implements CallbackConnectorContract, TokenIdentityConnectorContract, LogoutConnectorContract {
    private static final Secret TOKEN = Secret.of("token of alice");

    private enum Flaw {
        FORGETS_THE_STATE,
        REMEMBERS_TOO_MUCH,
        IGNORES_ERRORS,
        BELIEVES_ANY_CODE,
        BELIEVES_ANY_LOGIN,
        BELIEVES_ANY_TOKEN,
        NAMES_SOMEBODY_ELSE,
        CANNOT_LOG_OUT
    }

    private final Flawed good = new Flawed(EnumSet.noneOf(Flaw.class));

    @Override
    public CallbackConnector connector() {
        return good.connector();
    }

    @Override
    public Optional<? extends CallbackConnector> unreachable() {
        return good.unreachable();
    }

    @Override
    public CallbackRequest successfulCallback(LoginRequest request, Departure departure) {
        return good.successfulCallback(request, departure);
    }

    @Override
    public CallbackRequest failedCallback(LoginRequest request, Departure departure) {
        return good.failedCallback(request, departure);
    }

    @Override
    public String tokenType() {
        return good.tokenType();
    }

    @Override
    public Secret upstreamToken() {
        return good.upstreamToken();
    }

    @Override
    public List<Secret> worthlessTokens() {
        return good.worthlessTokens();
    }

    @Override
    public CallbackRequest loggedOut(LoginId id, Departure departure) {
        return good.loggedOut(id, departure);
    }

    @Test
    void flawsAreCaught() {
        caught(Flaw.FORGETS_THE_STATE, Flawed::departureCarriesTheLoginId);
        caught(Flaw.REMEMBERS_TOO_MUCH, Flawed::whatIsRememberedFitsTheCookie);
        caught(Flaw.IGNORES_ERRORS, Flawed::callbackWithAnUpstreamErrorNeverAuthenticates);
        caught(Flaw.BELIEVES_ANY_CODE, Flawed::callbackWithoutProofNeverAuthenticates);
        caught(Flaw.BELIEVES_ANY_CODE, Flawed::proofOfAnotherLoginNeverAuthenticates);
        caught(Flaw.BELIEVES_ANY_LOGIN, Flawed::callbackOfAnotherLoginNeverAuthenticates);
        caught(Flaw.BELIEVES_ANY_TOKEN, Flawed::worthlessTokensAreNobodys);
        caught(Flaw.NAMES_SOMEBODY_ELSE, Flawed::tokenIsOfWhoLogsIn);
        caught(Flaw.CANNOT_LOG_OUT, Flawed::whoLoggedInCanLogOut);
    }

    private interface Rule {
        void check(Flawed flawed);
    }

    private static void caught(Flaw flaw, Rule rule) {
        assertThatThrownBy(() -> rule.check(new Flawed(EnumSet.of(flaw))))
                .as(flaw.name())
                .isInstanceOf(AssertionError.class);
    }

    /// The test class somebody would write for a flawed connector. Its upstream makes codes of the state.
    private record Flawed(Set<Flaw> flaws)
            implements CallbackConnectorContract, TokenIdentityConnectorContract, LogoutConnectorContract {
        @Override
        public CallbackConnector connector() {
            return new Fickle(flaws, true);
        }

        @Override
        public Optional<? extends CallbackConnector> unreachable() {
            return Optional.of(new Fickle(flaws, false));
        }

        @Override
        public CallbackRequest successfulCallback(LoginRequest request, Departure departure) {
            var id = request.id().value();
            return new CallbackRequest(request.callback(), Map.of("code", "code of " + id, "state", id));
        }

        @Override
        public CallbackRequest failedCallback(LoginRequest request, Departure departure) {
            var id = request.id().value();
            return new CallbackRequest(
                    request.callback(), Map.of("error", "access_denied", "code", "code of " + id, "state", id));
        }

        @Override
        public String tokenType() {
            return "urn:ietf:params:oauth:token-type:access_token";
        }

        @Override
        public Secret upstreamToken() {
            return TOKEN;
        }

        @Override
        public List<Secret> worthlessTokens() {
            return List.of(Secret.of("token of nobody"));
        }

        @Override
        public CallbackRequest loggedOut(LoginId id, Departure departure) {
            return new CallbackRequest(TestLogins.CALLBACK, Map.of("state", id.value()));
        }
    }

    private record Fickle(Set<Flaw> flaws, boolean reachable)
            implements CallbackConnector, TokenIdentityConnector, LogoutConnector {
        @Override
        public Departure begin(LoginRequest request) {
            var state = flaws.contains(Flaw.FORGETS_THE_STATE)
                    ? "none"
                    : request.id().value();
            var remember = flaws.contains(Flaw.REMEMBERS_TOO_MUCH) ? Secret.of("x".repeat(1_000)) : Secret.empty();
            return new Departure.Redirect(URI.create("https://upstream.example.org/?state=" + state), remember);
        }

        @Override
        public LoginResult finish(LoginRequest request, Secret remembered, CallbackRequest callback) {
            requireUpstream();
            if (callback.findParameter("error").isPresent() && !flaws.contains(Flaw.IGNORES_ERRORS)) {
                return LoginResult.refused(Refusal.CANCELLED, "the upstream refused");
            }
            var login = flaws.contains(Flaw.BELIEVES_ANY_LOGIN)
                    ? callback.findParameter("state").orElse("")
                    : request.id().value();
            var code = callback.findParameter("code").orElse("");
            if (!code.equals("code of " + login) && !flaws.contains(Flaw.BELIEVES_ANY_CODE)) {
                throw ConnectorException.invalidResponse("the upstream does not know the code");
            }
            return LoginResult.authenticated(Identity.of("alice").build());
        }

        @Override
        public LoginResult identify(String tokenType, Secret token) {
            requireUpstream();
            if (!token.equals(TOKEN) && !flaws.contains(Flaw.BELIEVES_ANY_TOKEN)) {
                return LoginResult.refused(Refusal.WRONG_CREDENTIALS, "not a token of ours");
            }
            var owner = flaws.contains(Flaw.NAMES_SOMEBODY_ELSE) ? "bob" : "alice";
            return LoginResult.authenticated(Identity.of(owner).build());
        }

        @Override
        public Optional<Departure> beginLogout(Identity identity, LoginId id, URI callback) {
            return flaws.contains(Flaw.CANNOT_LOG_OUT)
                    ? Optional.empty()
                    : Optional.of(new Departure.Redirect(URI.create("https://upstream.example.org/logout")));
        }

        @Override
        public void finishLogout(LoginId id, CallbackRequest callback) {
            if (!callback.findParameter("state").orElse("").equals(id.value())) {
                throw ConnectorException.invalidResponse("another logout");
            }
        }

        private void requireUpstream() {
            if (!reachable) {
                throw ConnectorException.unavailable("no upstream", null);
            }
        }
    }
}
