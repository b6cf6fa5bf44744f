package io.lintel.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.CallbackConnector;
import io.lintel.connector.CallbackRequest;
import io.lintel.connector.Departure;
import io.lintel.connector.LoginId;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.testkit.FickleCallbackConnector.Flaw;
import io.lintel.secret.Secret;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A connector that keeps its word passes; each flaw is caught by the rules that are there for it.
final class CallbackConnectorContractTest
        implements CallbackConnectorContract, TokenIdentityConnectorContract, LogoutConnectorContract {
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
    public Optional<? extends CallbackConnector> replica() {
        return good.replica();
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
    public List<Secret> tokensOfOtherApplications() {
        return good.tokensOfOtherApplications();
    }

    @Override
    public CallbackRequest loggedOut(LoginId id, Departure departure) {
        return good.loggedOut(id, departure);
    }

    @ParameterizedTest
    @CsvSource({
        "FORGETS_THE_STATE, departureCarriesTheLoginId",
        "LEADS_TO_A_SCRIPT, departureLeadsToTheWeb",
        "REMEMBERS_TOO_MUCH, whatIsRememberedFitsTheCookie",
        "PASTES_THE_HINT, hostileLoginHintChangesNothing",
        "REMEMBERS_THE_HINT, hostileLoginHintChangesNothing",
        "CHANGING_USER_ID, successfulCallbackLogsInWithTheSameUserIdEachTime",
        "KEEPS_THE_LOGIN_IN_A_FIELD, loginsThatOverlapDoNotMix",
        "KEEPS_LOGINS_TO_ITSELF, anotherReplicaCanFinishTheLogin",
        "IGNORES_ERRORS, callbackWithAnUpstreamErrorNeverAuthenticates",
        "IGNORES_ERRORS, cancelledLoginIsRefusedAsCancelled",
        "FAILS_WHEN_CANCELLED, cancelledLoginIsRefusedAsCancelled",
        "BELIEVES_ANY_CODE, callbackWithoutProofNeverAuthenticates",
        "BELIEVES_ANY_CODE, hostileProofNeverAuthenticates",
        "BELIEVES_ANY_CODE, proofOfAnotherLoginNeverAuthenticates",
        "BELIEVES_ANY_LOGIN, callbackOfAnotherLoginNeverAuthenticates",
        "REMEMBERS_FOR_NOTHING, loginWithoutWhatWasRememberedNeverAuthenticates",
        "NAMES_ANOTHER_THE_SECOND_TIME, repeatedCallbackNamesNobodyElse",
        "LOGS_CODES, proofsAndWhatIsRememberedAreNeverShown",
        "SHOWS_WHAT_IT_REMEMBERS, proofsAndWhatIsRememberedAreNeverShown",
        "DECLARES_NOTHING, declaresTokenExchange",
        "DECLARES_NOTHING, declaresUpstreamLogout",
        "DECLARES_NOTHING, roleThatIsNotDeclaredIsRefused",
        "BELIEVES_ANY_TOKEN, worthlessTokensAreNobodys",
        "BELIEVES_ANY_TOKEN, hostileTokensAreNobodys",
        "BELIEVES_TOKENS_OF_OTHER_APPLICATIONS, tokensOfOtherApplicationsAreNobodys",
        "HIDES_THE_TOKEN_TYPE, takesTheTypeItSays",
        "TAKES_ANY_TOKEN_TYPE, unknownTokenTypeIsNobodys",
        "NAMES_SOMEBODY_ELSE, tokenIsOfWhoLogsIn",
        "REFUSES_TOKENS_WHEN_UNREACHABLE, tokenWithoutTheUpstreamIsUnavailable",
        "LOGS_TOKENS, tokensAreNeverShown",
        "CANNOT_LOG_OUT, whoLoggedInCanLogOut",
        "FORGETS_THE_LOGOUT, departureOfALogoutCarriesItsId",
        "BELIEVES_ANY_LOGOUT, logoutThatTheUpstreamDidNotConfirmIsAFault",
    })
    void flawIsCaught(Flaw flaw, String rule) throws ReflectiveOperationException {
        assertThat(Rules.breach(new Flawed(EnumSet.of(flaw)), rule)).isPresent();
    }

    @Test
    void everyRuleIsThereForAFlaw() throws NoSuchMethodException {
        var rules = new TreeSet<>(Rules.of(CallbackConnectorContract.class));
        rules.addAll(Rules.of(TokenIdentityConnectorContract.class));
        rules.addAll(Rules.of(LogoutConnectorContract.class));

        var proven = getClass()
                .getDeclaredMethod("flawIsCaught", Flaw.class, String.class)
                .getAnnotation(CsvSource.class)
                .value();
        assertThat(Arrays.stream(proven).map(row -> row.split(", ", 2)[1])).containsAll(rules);
        assertThat(Arrays.stream(proven).map(row -> Flaw.valueOf(row.split(", ", 2)[0])))
                .contains(Flaw.values());
    }

    /// The test class somebody would write for a flawed connector.
    private static final class Flawed
            implements CallbackConnectorContract, TokenIdentityConnectorContract, LogoutConnectorContract {
        private final CallbackConnector connector;
        private final CallbackConnector unreachable;
        private final CallbackConnector replica;

        Flawed(Set<Flaw> flaws) {
            connector = new FickleCallbackConnector(flaws, true);
            unreachable = new FickleCallbackConnector(flaws, false);
            replica = new FickleCallbackConnector(flaws, true);
        }

        @Override
        public CallbackConnector connector() {
            return connector;
        }

        @Override
        public Optional<? extends CallbackConnector> unreachable() {
            return Optional.of(unreachable);
        }

        @Override
        public Optional<? extends CallbackConnector> replica() {
            return Optional.of(replica);
        }

        @Override
        public CallbackRequest successfulCallback(LoginRequest request, Departure departure) {
            var id = request.id().value();
            return new CallbackRequest(
                    request.callback(), Map.of("code", FickleCallbackConnector.code(id), "state", id));
        }

        @Override
        public CallbackRequest failedCallback(LoginRequest request, Departure departure) {
            return Departures.with(successfulCallback(request, departure), "error", "server_error");
        }

        @Override
        public String tokenType() {
            return FickleCallbackConnector.TOKEN_TYPE;
        }

        @Override
        public Secret upstreamToken() {
            return FickleCallbackConnector.TOKEN;
        }

        @Override
        public List<Secret> worthlessTokens() {
            return List.of(Secret.of("the token of nobody"));
        }

        @Override
        public List<Secret> tokensOfOtherApplications() {
            return List.of(FickleCallbackConnector.TOKEN_OF_ANOTHER_APPLICATION);
        }

        @Override
        public CallbackRequest loggedOut(LoginId id, Departure departure) {
            return new CallbackRequest(TestLogins.CALLBACK, Map.of("state", id.value()));
        }
    }
}
