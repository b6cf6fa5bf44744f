package io.lintel.connector.testkit;

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
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/// A connector that keeps its word but for the flaws it is given. It knows alice.
final class FicklePasswordConnector implements PasswordConnector, RefreshingConnector {
    static final Secret PASSWORD = Secret.of("correct horse");
    static final Secret STATE = Secret.of("what alice needs for a refresh");

    enum Flaw {
        CHANGING_USER_ID,
        TELLS_UNKNOWN_USERS_APART,
        TELLS_ANOTHER_ACCOUNT,
        TELLS_AN_ACCOUNT_OF_NOBODY,
        TAKES_EMPTY_PASSWORDS,
        ASKS_UPSTREAM_ABOUT_EMPTY_PASSWORDS,
        BELIEVES_WILDCARDS,
        FAILS_ON_STRANGE_NAMES,
        CUTS_PASSWORDS_AT_NUL,
        CUTS_LONG_PASSWORDS,
        PROMPTS_IN_TWO_LINES,
        LOGS_PASSWORDS,
        SHOWS_PASSWORDS_IN_ANSWERS,
        SHOWS_PASSWORDS_IN_CAUSES,
        SHOWS_PASSWORDS_IN_ITS_NAME,
        SHARES_WHAT_IT_SHOULD_NOT,
        CLOSES_ONCE,
        CHANGES_ITS_MIND,
        DECLARES_WHAT_IT_IS_NOT,
        DECLARES_LESS_THAN_ITS_ROLE,
        REFUSES_WHEN_UNREACHABLE,
        REFRESHES_THE_GONE,
        REFRESHES_SOMEBODY_ELSE,
        BELIEVES_THE_REFRESH_STATE,
        NEEDS_A_REFRESH_STATE,
        LOGS_THE_REFRESH_STATE
    }

    private final Set<Flaw> flaws;
    private final boolean reachable;
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger closings = new AtomicInteger();
    private final CountDownLatch second = new CountDownLatch(2);

    FicklePasswordConnector(Set<Flaw> flaws, boolean reachable) {
        this.flaws = flaws;
        this.reachable = reachable;
    }

    @Override
    public Set<Capability> capabilities() {
        if (flaws.contains(Flaw.DECLARES_WHAT_IT_IS_NOT)) {
            return Set.of(Capability.TOKEN_EXCHANGE);
        }
        var changed = flaws.contains(Flaw.CHANGES_ITS_MIND) && logins.get() > 0;
        return changed || flaws.contains(Flaw.DECLARES_LESS_THAN_ITS_ROLE) ? Set.of() : Capability.of(this);
    }

    @Override
    public String usernamePrompt() {
        return flaws.contains(Flaw.PROMPTS_IN_TWO_LINES) ? "User\nname" : "Username";
    }

    @Override
    public LoginResult login(LoginRequest request, String username, Secret password) {
        logins.incrementAndGet();
        if (flaws.contains(Flaw.LOGS_PASSWORDS)) {
            LoggerFactory.getLogger(getClass()).trace("login of {} with {}", username, password.reveal());
        }
        if (password.isEmpty() && !flaws.contains(Flaw.ASKS_UPSTREAM_ABOUT_EMPTY_PASSWORDS)) {
            return flaws.contains(Flaw.TAKES_EMPTY_PASSWORDS) ? alice() : wrong(password);
        }
        requireUpstream(password);
        if (flaws.contains(Flaw.SHARES_WHAT_IT_SHOULD_NOT)) {
            failIfSomebodyElseComes();
        }
        if (flaws.contains(Flaw.FAILS_ON_STRANGE_NAMES) && username.contains("(")) {
            throw new ArithmeticException("cannot compute " + username);
        }
        if (flaws.contains(Flaw.BELIEVES_WILDCARDS) && username.endsWith("*")) {
            return alice();
        }
        if (!username.equals("alice") && flaws.contains(Flaw.TELLS_UNKNOWN_USERS_APART)) {
            return LoginResult.refused(Refusal.GONE, "no such user");
        }
        if (username.equals("alice")) {
            return received(password).equals(PASSWORD)
                    ? alice()
                    : wrong(password).about(account());
        }
        return flaws.contains(Flaw.TELLS_AN_ACCOUNT_OF_NOBODY) ? wrong(password).about(username) : wrong(password);
    }

    @Override
    public LoginResult refresh(Identity identity, Set<Wanted> wanted) {
        requireUpstream(PASSWORD);
        if (flaws.contains(Flaw.LOGS_THE_REFRESH_STATE)) {
            LoggerFactory.getLogger(getClass()).debug("refresh with {}", STATE.reveal());
        }
        var state = identity.refreshState();
        if (flaws.contains(Flaw.NEEDS_A_REFRESH_STATE) && state == null) {
            throw new IllegalStateException("there must be a state");
        }
        if (flaws.contains(Flaw.BELIEVES_THE_REFRESH_STATE) && (state == null || !STATE.equals(state))) {
            return LoginResult.authenticated(
                    Identity.of("whoever the state names").build());
        }
        if (flaws.contains(Flaw.REFRESHES_SOMEBODY_ELSE)) {
            return LoginResult.authenticated(Identity.of("bob").build());
        }
        if (identity.userId().equals("gone") && !flaws.contains(Flaw.REFRESHES_THE_GONE)) {
            return LoginResult.refused(Refusal.GONE, "no such user");
        }
        return LoginResult.authenticated(identity);
    }

    @Override
    public void close() {
        if (closings.incrementAndGet() > 1 && flaws.contains(Flaw.CLOSES_ONCE)) {
            throw new IllegalStateException("closed before");
        }
    }

    @Override
    public String toString() {
        return "Fickle" + (flaws.contains(Flaw.SHOWS_PASSWORDS_IN_ITS_NAME) ? PASSWORD.reveal() : "");
    }

    private Secret received(Secret password) {
        var text = password.reveal();
        var nul = text.indexOf('\0');
        if (flaws.contains(Flaw.CUTS_PASSWORDS_AT_NUL) && nul >= 0) {
            return Secret.of(text.substring(0, nul));
        }
        var length = PASSWORD.reveal().length();
        if (flaws.contains(Flaw.CUTS_LONG_PASSWORDS) && text.length() > 1_000) {
            return Secret.of(text.substring(0, length));
        }
        return password;
    }

    private void requireUpstream(Secret password) {
        if (!reachable && !flaws.contains(Flaw.REFUSES_WHEN_UNREACHABLE)) {
            var cause = flaws.contains(Flaw.SHOWS_PASSWORDS_IN_CAUSES) ? password.reveal() : "closed";
            throw ConnectorException.unavailable("no upstream", new IOException(cause));
        }
    }

    /// Fails every login if two come within five seconds, and none otherwise.
    private void failIfSomebodyElseComes() {
        second.countDown();
        try {
            if (second.await(5, TimeUnit.SECONDS)) {
                throw new IllegalStateException("two at once");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private LoginResult alice() {
        var id = flaws.contains(Flaw.CHANGING_USER_ID) ? UUID.randomUUID().toString() : "alice";
        return LoginResult.authenticated(Identity.of(id).refreshState(STATE).build());
    }

    private String account() {
        return flaws.contains(Flaw.TELLS_ANOTHER_ACCOUNT) ? "cn=alice" : "alice";
    }

    private LoginResult.Refused wrong(Secret password) {
        var detail = flaws.contains(Flaw.SHOWS_PASSWORDS_IN_ANSWERS) ? "not " + password.reveal() : "wrong";
        return new LoginResult.Refused(Refusal.WRONG_CREDENTIALS, detail);
    }
}
