package io.lintel.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.Identity;
import io.lintel.connector.PasswordConnector;
import io.lintel.connector.testkit.FicklePasswordConnector.Flaw;
import io.lintel.secret.Secret;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A connector that keeps its word passes; each flaw is caught by the rules that are there for it.
final class PasswordConnectorContractTest implements PasswordConnectorContract, RefreshingConnectorContract {
    private final Flawed good = new Flawed(EnumSet.noneOf(Flaw.class));

    @Override
    public PasswordConnector connector() {
        return good.connector();
    }

    @Override
    public Optional<? extends PasswordConnector> unreachable() {
        return good.unreachable();
    }

    @Override
    public String username() {
        return good.username();
    }

    @Override
    public Secret password() {
        return good.password();
    }

    @Override
    public Optional<Identity> gone() {
        return good.gone();
    }

    @ParameterizedTest
    @CsvSource({
        "CHANGING_USER_ID, rightPasswordLogsInWithTheSameUserIdEachTime",
        "TELLS_UNKNOWN_USERS_APART, wrongPasswordAndUnknownUserAreNotToldApart",
        "TELLS_ANOTHER_ACCOUNT, accountOfARefusalIsTheUserIdOfALogin",
        "TELLS_AN_ACCOUNT_OF_NOBODY, accountOfARefusalIsTheUserIdOfALogin",
        "TAKES_EMPTY_PASSWORDS, emptyPasswordIsRefusedWithoutAskingTheUpstream",
        "ASKS_UPSTREAM_ABOUT_EMPTY_PASSWORDS, emptyPasswordIsRefusedWithoutAskingTheUpstream",
        "BELIEVES_WILDCARDS, hostileUserNamesAreNobody",
        "FAILS_ON_STRANGE_NAMES, hostileUserNamesAreNobody",
        "CUTS_PASSWORDS_AT_NUL, hostilePasswordsAreWrong",
        "CUTS_LONG_PASSWORDS, hostilePasswordsAreWrong",
        "PROMPTS_IN_TWO_LINES, usernamePromptIsAShortLine",
        "LOGS_PASSWORDS, passwordsAreNeverShown",
        "SHOWS_PASSWORDS_IN_ANSWERS, passwordsAreNeverShown",
        "SHOWS_PASSWORDS_IN_CAUSES, passwordsAreNeverShown",
        "SHOWS_PASSWORDS_IN_ITS_NAME, passwordsAreNeverShown",
        "SHARES_WHAT_IT_SHOULD_NOT, loginsAtTheSameTimeAllSucceed",
        "CLOSES_ONCE, closingAgainDoesNothing",
        "CHANGES_ITS_MIND, capabilitiesStayTheSame",
        "DECLARES_WHAT_IT_IS_NOT, declaresNoCapabilityWithoutItsRole",
        "DECLARES_WHAT_IT_IS_NOT, everyDeclaredCapabilityIsUnderContract",
        "DECLARES_LESS_THAN_ITS_ROLE, declaresOfflineAccess",
        "DECLARES_LESS_THAN_ITS_ROLE, roleThatIsNotDeclaredIsRefused",
        "REFUSES_WHEN_UNREACHABLE, unreachableUpstreamIsUnavailable",
        "REFUSES_WHEN_UNREACHABLE, refreshWithoutTheUpstreamIsUnavailable",
        "REFRESHES_THE_GONE, refreshOfSomebodyGoneIsRefused",
        "REFRESHES_SOMEBODY_ELSE, refreshAnswersTheSamePersonAgainAndAgain",
        "BELIEVES_THE_REFRESH_STATE, unreadableRefreshStateNamesNobodyElse",
        "NEEDS_A_REFRESH_STATE, unreadableRefreshStateNamesNobodyElse",
        "LOGS_THE_REFRESH_STATE, refreshStateIsNeverShown",
    })
    void flawIsCaught(Flaw flaw, String rule) throws ReflectiveOperationException {
        assertThat(Rules.breach(new Flawed(EnumSet.of(flaw)), rule)).isPresent();
    }

    @Test
    void everyRuleIsThereForAFlaw() throws NoSuchMethodException {
        var rules = new TreeSet<>(Rules.of(ConnectorContract.class));
        rules.addAll(Rules.of(PasswordConnectorContract.class));
        rules.addAll(Rules.of(RefreshingConnectorContract.class));

        var proven = getClass()
                .getDeclaredMethod("flawIsCaught", Flaw.class, String.class)
                .getAnnotation(CsvSource.class)
                .value();
        assertThat(Arrays.stream(proven).map(row -> row.split(", ", 2)[1])).containsAll(rules);
        assertThat(Arrays.stream(proven).map(row -> Flaw.valueOf(row.split(", ", 2)[0])))
                .contains(Flaw.values());
    }

    /// The test class somebody would write for a flawed connector.
    private static final class Flawed implements PasswordConnectorContract, RefreshingConnectorContract {
        private final PasswordConnector connector;
        private final PasswordConnector unreachable;

        Flawed(Set<Flaw> flaws) {
            connector = new FicklePasswordConnector(flaws, true);
            unreachable = new FicklePasswordConnector(flaws, false);
        }

        @Override
        public PasswordConnector connector() {
            return connector;
        }

        @Override
        public Optional<? extends PasswordConnector> unreachable() {
            return Optional.of(unreachable);
        }

        @Override
        public String username() {
            return "alice";
        }

        @Override
        public Secret password() {
            return FicklePasswordConnector.PASSWORD;
        }

        @Override
        public Optional<Identity> gone() {
            return Optional.of(Identity.of("gone").build());
        }
    }
}
