package io.lintel.connector.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.connector.Capability;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.PasswordConnector;
import io.lintel.connector.RefreshingConnector;
import io.lintel.connector.Refusal;
import io.lintel.connector.Wanted;
import io.lintel.secret.Secret;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A connector that keeps its word passes; each [Flaw] is caught by the test that is there for it.
final class PasswordConnectorContractTest implements PasswordConnectorContract, RefreshingConnectorContract {
    private static final Secret PASSWORD = Secret.of("correct horse");

    private enum Flaw {
        CHANGING_USER_ID,
        TELLS_UNKNOWN_USERS_APART,
        TAKES_EMPTY_PASSWORDS,
        ASKS_UPSTREAM_ABOUT_EMPTY_PASSWORDS,
        BELIEVES_WILDCARDS,
        FAILS_ON_STRANGE_NAMES,
        DECLARES_WHAT_IT_IS_NOT,
        DECLARES_LESS_THAN_ITS_ROLE,
        REFUSES_WHEN_UNREACHABLE,
        REFRESHES_THE_GONE,
        REFRESHES_SOMEBODY_ELSE
    }

    @Override
    public PasswordConnector connector() {
        return new Fickle(EnumSet.noneOf(Flaw.class), true);
    }

    @Override
    public Optional<? extends PasswordConnector> unreachable() {
        return Optional.of(new Fickle(EnumSet.noneOf(Flaw.class), false));
    }

    @Override
    public String username() {
        return "alice";
    }

    @Override
    public Secret password() {
        return PASSWORD;
    }

    @Override
    public Optional<Identity> gone() {
        return Optional.of(Identity.of("gone").build());
    }

    @Test
    void flawsAreCaught() {
        caught(Flaw.CHANGING_USER_ID, Flawed::rightPasswordLogsInWithTheSameUserIdEachTime);
        caught(Flaw.TELLS_UNKNOWN_USERS_APART, Flawed::wrongPasswordAndUnknownUserAreNotToldApart);
        caught(Flaw.TAKES_EMPTY_PASSWORDS, Flawed::emptyPasswordIsRefusedWithoutAskingTheUpstream);
        caught(Flaw.ASKS_UPSTREAM_ABOUT_EMPTY_PASSWORDS, Flawed::emptyPasswordIsRefusedWithoutAskingTheUpstream);
        caught(Flaw.BELIEVES_WILDCARDS, Flawed::hostileUserNamesAreNobody);
        caught(Flaw.FAILS_ON_STRANGE_NAMES, Flawed::hostileUserNamesAreNobody);
        caught(Flaw.DECLARES_WHAT_IT_IS_NOT, Flawed::declaresNoCapabilityWithoutItsRole);
        caught(Flaw.DECLARES_WHAT_IT_IS_NOT, Flawed::everyDeclaredCapabilityIsUnderContract);
        caught(Flaw.DECLARES_LESS_THAN_ITS_ROLE, Flawed::declaresOfflineAccess);
        caught(Flaw.REFUSES_WHEN_UNREACHABLE, Flawed::unreachableUpstreamIsUnavailable);
        caught(Flaw.REFUSES_WHEN_UNREACHABLE, Flawed::refreshWithoutTheUpstreamIsUnavailable);
        caught(Flaw.REFRESHES_THE_GONE, Flawed::refreshOfSomebodyGoneIsRefused);
        caught(Flaw.REFRESHES_SOMEBODY_ELSE, Flawed::refreshAnswersTheSamePersonAgainAndAgain);
    }

    private interface Rule {
        void check(Flawed flawed);
    }

    private static void caught(Flaw flaw, Rule rule) {
        assertThatThrownBy(() -> rule.check(new Flawed(EnumSet.of(flaw))))
                .as(flaw.name())
                .isInstanceOfAny(AssertionError.class, ArithmeticException.class, ConnectorException.class);
    }

    /// The test class somebody would write for a flawed connector.
    private record Flawed(Set<Flaw> flaws) implements PasswordConnectorContract, RefreshingConnectorContract {
        @Override
        public PasswordConnector connector() {
            return new Fickle(flaws, true);
        }

        @Override
        public Optional<? extends PasswordConnector> unreachable() {
            return Optional.of(new Fickle(flaws, false));
        }

        @Override
        public String username() {
            return "alice";
        }

        @Override
        public Secret password() {
            return PASSWORD;
        }

        @Override
        public Optional<Identity> gone() {
            return Optional.of(Identity.of("gone").build());
        }
    }

    private record Fickle(Set<Flaw> flaws, boolean reachable) implements PasswordConnector, RefreshingConnector {
        @Override
        public Set<Capability> capabilities() {
            if (flaws.contains(Flaw.DECLARES_WHAT_IT_IS_NOT)) {
                return Set.of(Capability.TOKEN_EXCHANGE);
            }
            return flaws.contains(Flaw.DECLARES_LESS_THAN_ITS_ROLE) ? Set.of() : Capability.of(this);
        }

        @Override
        public LoginResult login(LoginRequest request, String username, Secret password) {
            if (password.isEmpty() && !flaws.contains(Flaw.ASKS_UPSTREAM_ABOUT_EMPTY_PASSWORDS)) {
                return flaws.contains(Flaw.TAKES_EMPTY_PASSWORDS) ? alice() : wrong();
            }
            requireUpstream();
            if (flaws.contains(Flaw.FAILS_ON_STRANGE_NAMES) && username.contains("(")) {
                throw new ArithmeticException("cannot compute " + username);
            }
            if (flaws.contains(Flaw.BELIEVES_WILDCARDS) && username.endsWith("*")) {
                return alice();
            }
            if (!username.equals("alice") && flaws.contains(Flaw.TELLS_UNKNOWN_USERS_APART)) {
                return LoginResult.refused(Refusal.GONE, "no such user");
            }
            return username.equals("alice") && password.equals(PASSWORD) ? alice() : wrong();
        }

        @Override
        public LoginResult refresh(Identity identity, Set<Wanted> wanted) {
            requireUpstream();
            if (flaws.contains(Flaw.REFRESHES_SOMEBODY_ELSE)) {
                return LoginResult.authenticated(Identity.of("bob").build());
            }
            if (identity.userId().equals("gone") && !flaws.contains(Flaw.REFRESHES_THE_GONE)) {
                return LoginResult.refused(Refusal.GONE, "no such user");
            }
            return LoginResult.authenticated(identity);
        }

        private void requireUpstream() {
            if (!reachable && !flaws.contains(Flaw.REFUSES_WHEN_UNREACHABLE)) {
                throw ConnectorException.unavailable("no upstream", null);
            }
        }

        private LoginResult alice() {
            var id = flaws.contains(Flaw.CHANGING_USER_ID) ? UUID.randomUUID().toString() : "alice";
            return LoginResult.authenticated(Identity.of(id).build());
        }

        private static LoginResult wrong() {
            return LoginResult.refused(Refusal.WRONG_CREDENTIALS, "wrong");
        }
    }
}
