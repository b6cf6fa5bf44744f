package io.lintel.connector.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.connector.Capability;
import io.lintel.connector.Connector;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.NegotiateConnector;
import io.lintel.connector.Negotiation;
import io.lintel.connector.PasswordConnector;
import io.lintel.connector.Refusal;
import io.lintel.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A connector that keeps its word passes; each [Flaw] is caught by the test that is there for it.
final class NegotiateConnectorContractTest implements NegotiateConnectorContract {
    private static final String PREFIX = "ticket of alice ";

    private enum Flaw {
        DOES_NOT_DECLARE_IT,
        KNOWS_SOMEBODY_ELSE_BY_TICKET,
        ACCEPTS_AGAIN,
        ACCEPTS_HALF_A_TOKEN,
        FAILS_ON_OTHER_TOKENS,
        REFUSES_WHEN_UNREACHABLE
    }

    private final Doorman connector = new Doorman(EnumSet.noneOf(Flaw.class), true);

    @Override
    public Connector connector() {
        return connector;
    }

    @Override
    public Optional<? extends Connector> unreachable() {
        return Optional.of(new Doorman(EnumSet.noneOf(Flaw.class), false));
    }

    @Override
    public LoginResult logIn(Connector with, LoginRequest request) {
        return ((PasswordConnector) with).login(request, "alice", Secret.of("x"));
    }

    @Override
    public Secret token() {
        return newToken();
    }

    private static Secret newToken() {
        var text = PREFIX + UUID.randomUUID();
        return Secret.of(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void flawsAreCaught() {
        caught(Flaw.DOES_NOT_DECLARE_IT, NegotiateConnectorContract::declaresNegotiate);
        caught(Flaw.KNOWS_SOMEBODY_ELSE_BY_TICKET, NegotiateConnectorContract::ticketLogsInWhomThePasswordLogsIn);
        caught(Flaw.ACCEPTS_AGAIN, NegotiateConnectorContract::tokenIsAcceptedOnce);
        caught(Flaw.ACCEPTS_HALF_A_TOKEN, NegotiateConnectorContract::otherTokensAreNotAccepted);
        caught(Flaw.FAILS_ON_OTHER_TOKENS, NegotiateConnectorContract::otherTokensAreNotAccepted);
        caught(Flaw.FAILS_ON_OTHER_TOKENS, NegotiateConnectorContract::tokenChangedAnywhereNeverMakesAFault);
        caught(Flaw.REFUSES_WHEN_UNREACHABLE, NegotiateConnectorContract::ticketWithoutTheUpstreamIsUnavailable);
    }

    private interface Rule {
        void check(NegotiateConnectorContract flawed);
    }

    private static void caught(Flaw flaw, Rule rule) {
        assertThatThrownBy(() -> rule.check(new Flawed(EnumSet.of(flaw), new Doorman(EnumSet.of(flaw), true))))
                .as(flaw.name())
                .isInstanceOfAny(AssertionError.class, ArithmeticException.class);
    }

    /// The test class somebody would write for a flawed connector.
    private record Flawed(Set<Flaw> flaws, Doorman connector) implements NegotiateConnectorContract {
        @Override
        public Optional<? extends Connector> unreachable() {
            return Optional.of(new Doorman(flaws, false));
        }

        @Override
        public LoginResult logIn(Connector with, LoginRequest request) {
            return ((PasswordConnector) with).login(request, "alice", Secret.of("x"));
        }

        @Override
        public Secret token() {
            return newToken();
        }
    }

    private static final class Doorman implements PasswordConnector, NegotiateConnector {
        private final Set<Flaw> flaws;
        private final boolean reachable;
        private final Set<String> used = new HashSet<>();

        Doorman(Set<Flaw> flaws, boolean reachable) {
            this.flaws = flaws;
            this.reachable = reachable;
        }

        @Override
        public Set<Capability> capabilities() {
            return flaws.contains(Flaw.DOES_NOT_DECLARE_IT) ? Set.of() : Capability.of(this);
        }

        @Override
        public boolean alsoTakesPasswords() {
            return true;
        }

        @Override
        public LoginResult login(LoginRequest request, String username, Secret password) {
            requireUpstream();
            return LoginResult.authenticated(Identity.of("alice").build());
        }

        @Override
        public Negotiation negotiate(LoginRequest request, Secret token) {
            var text = text(token);
            var whole = text.length() == PREFIX.length() + 36;
            if (!text.startsWith(PREFIX) || (!whole && !flaws.contains(Flaw.ACCEPTS_HALF_A_TOKEN))) {
                if (flaws.contains(Flaw.FAILS_ON_OTHER_TOKENS)) {
                    throw new ArithmeticException("cannot compute");
                }
                return new Negotiation.NotAccepted("no ticket");
            }
            if (!reachable && flaws.contains(Flaw.REFUSES_WHEN_UNREACHABLE)) {
                return new Negotiation.Accepted(LoginResult.refused(Refusal.GONE, "away"), "");
            }
            requireUpstream();
            if (!used.add(text) && !flaws.contains(Flaw.ACCEPTS_AGAIN)) {
                return new Negotiation.NotAccepted("again");
            }
            var owner = flaws.contains(Flaw.KNOWS_SOMEBODY_ELSE_BY_TICKET) ? "bob" : "alice";
            return new Negotiation.Accepted(
                    LoginResult.authenticated(Identity.of(owner).build()), "");
        }

        private static String text(Secret token) {
            try {
                return new String(Base64.getDecoder().decode(token.reveal()), StandardCharsets.ISO_8859_1);
            } catch (IllegalArgumentException malformed) {
                return "";
            }
        }

        private void requireUpstream() {
            if (!reachable) {
                throw ConnectorException.unavailable("away", null);
            }
        }
    }
}
