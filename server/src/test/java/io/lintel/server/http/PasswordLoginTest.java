package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginId;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.PasswordConnector;
import io.lintel.connector.Refusal;
import io.lintel.memory.InMemoryStores;
import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.secret.SealingKey;
import io.lintel.secret.Secret;
import io.lintel.server.audit.AuditEvent;
import io.lintel.storage.Fault;
import io.lintel.storage.StorageUnavailableException;
import io.lintel.throttle.Attempts;
import io.lintel.throttle.Throttle;
import io.lintel.throttle.ThrottlePolicy;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a connector is asked when somebody types a password.
final class PasswordLoginTest {

    private static final ConnectorId CORP = new ConnectorId("corp");
    private static final InetAddress HOME = InetAddress.ofLiteral("192.0.2.1");
    private static final LoginRequest REQUEST = new LoginRequest(
            new LoginId("login0123456789abcdef"), URI.create("https://login.example.org/callback"), Set.of());
    private static final LoginResult WRONG = LoginResult.refused(Refusal.WRONG_CREDENTIALS, "wrong");

    private final Directory directory = new Directory();
    private final List<AuditEvent> events = new ArrayList<>();
    private final Attempts attempts = new InMemoryStores().attempts();
    private final PasswordLogin passwords = passwords(attempts);

    private PasswordLogin passwords(Attempts counted) {
        var entropy = new Entropy();
        var sealer = new Sealer(List.of(SealingKey.of(new byte[SealingKey.LENGTH])), entropy);
        var policy = ThrottlePolicy.of(true, true, 3, Duration.ofMinutes(15), 100, 100, Duration.ofDays(1));
        var clock = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
        return new PasswordLogin(new Throttle(counted, sealer, policy, clock), entropy, events::add);
    }

    @Test
    @Tag("SEC-H1")
    @Tag("SEC-H2")
    void whoMustWaitIsRefusedAfterTheSameWorkWithoutTheAccount() {
        directory.answer = WRONG;
        for (var i = 0; i < 3; i++) {
            check("alice", "guess " + i);
        }
        directory.asked.clear();
        directory.answer = LoginResult.authenticated(Identity.of("alice").build());

        var result = check("alice", "correct horse");

        assertThat(result).isInstanceOfSatisfying(LoginResult.Refused.class, refused -> assertThat(refused.reason())
                .isEqualTo(Refusal.WRONG_CREDENTIALS));
        assertThat(directory.asked).singleElement().satisfies(asked -> assertThat(asked)
                .startsWith("nobody-")
                .doesNotContain("alice")
                .doesNotContain("correct horse"));
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(AuditEvent.AttemptThrottled.class, event -> assertThat(event.kind())
                        .isEqualTo("password"));
    }

    @Test
    @Tag("SEC-H1")
    @Tag("SEC-H2")
    void guessesUnderOneNameAreGuessesUnderTheOthersAndNobodyIsToldSo() {
        directory.answer = new LoginResult.Refused(Refusal.WRONG_CREDENTIALS, "wrong").about("a11ce");
        check("alice", "guess");
        check("alice@example.org", "guess");
        check("alice", "guess");
        directory.asked.clear();
        directory.answer = LoginResult.authenticated(Identity.of("a11ce").build());

        for (var name : List.of("alice", "alice@example.org")) {
            assertThat(check(name, "correct horse"))
                    .isInstanceOfSatisfying(LoginResult.Refused.class, refused -> assertThat(refused.account())
                            .isNull());
        }

        assertThat(directory.asked).hasSize(2).allMatch(asked -> asked.startsWith("nobody-"));
        assertThat(events.toString()).doesNotContain("a11ce");
        assertThat(new LoginResult.Refused(Refusal.WRONG_CREDENTIALS, "wrong").about("a11ce"))
                .asString()
                .doesNotContain("a11ce");
    }

    @Test
    @Tag("SEC-H1")
    void overLongInputIsWrongAfterTheSameWork() {
        directory.answer = LoginResult.authenticated(Identity.of("alice").build());

        for (var result : List.of(check("a".repeat(513), "correct horse"), check("alice", "p".repeat(1025)))) {
            assertThat(result).isInstanceOf(LoginResult.Refused.class);
        }

        assertThat(directory.asked).hasSize(2).allMatch(asked -> asked.startsWith("nobody-"));
        assertThat(check("alice", "p".repeat(1024))).isInstanceOf(LoginResult.Authenticated.class);
    }

    @Test
    @Tag("SEC-H1")
    void emptyPasswordStaysEmptyForWhomMustWait() {
        directory.answer = WRONG;
        for (var i = 0; i < 4; i++) {
            check("alice", "");
        }

        assertThat(directory.asked).hasSize(4).allMatch(asked -> asked.endsWith("/"));
    }

    @Test
    @Tag("SEC-H1")
    void lockedAccountLooksLikeAWrongPassword() {
        directory.answer = LoginResult.refused(Refusal.ACCOUNT_LOCKED, "775");

        assertThat(check("alice", "guess")).isInstanceOfSatisfying(LoginResult.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Refusal.WRONG_CREDENTIALS);
            assertThat(refused.detail()).contains("locked").contains("775");
        });
    }

    @ParameterizedTest
    @EnumSource
    @Tag("SEC-H2")
    void refusalCountsUnlessThePasswordWasRight(Refusal reason) {
        directory.answer = LoginResult.refused(reason, "because");
        for (var i = 0; i < 3; i++) {
            check("alice", "guess");
        }
        directory.answer = LoginResult.authenticated(Identity.of("alice").build());

        var rightBefore = Set.of(Refusal.CANCELLED, Refusal.NOT_PERMITTED, Refusal.PASSWORD_EXPIRED);
        assertThat(check("alice", "correct horse") instanceof LoginResult.Authenticated)
                .isEqualTo(rightBefore.contains(reason));
    }

    @Test
    @Tag("SEC-H2")
    void upstreamThatIsAwayCountsAgainstNobody() {
        directory.answer = null;
        for (var i = 0; i < 10; i++) {
            assertThatThrownBy(() -> check("alice", "guess")).isInstanceOf(ConnectorException.class);
        }
        directory.answer = LoginResult.authenticated(Identity.of("alice").build());

        assertThat(check("alice", "correct horse")).isInstanceOf(LoginResult.Authenticated.class);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("SEC-H2")
    @Tag("REL-6")
    @Tag("REL-11")
    void storeThatFailsLetsNobodyIn(Fault.Kind kind) {
        directory.answer = LoginResult.authenticated(Identity.of("alice").build());
        for (var call = 1; call <= 5; call++) {
            var name = "alice " + call;
            var failing = passwords(Fault.at(kind, call).around(Attempts.class, attempts));

            assertThatThrownBy(() -> failing.check(CORP, directory, REQUEST, name, Secret.of("correct horse"), HOME))
                    .isInstanceOf(StorageUnavailableException.class);
        }
    }

    private LoginResult check(String username, String password) {
        return passwords.check(CORP, directory, REQUEST, username, Secret.of(password), HOME);
    }

    /// Answers as it is told, and remembers what it was asked.
    private static final class Directory implements PasswordConnector {

        private final List<String> asked = new ArrayList<>();
        private @Nullable LoginResult answer = WRONG;

        @Override
        public LoginResult login(LoginRequest request, String username, Secret password) {
            asked.add(username + "/" + password.reveal());
            if (answer == null) {
                throw ConnectorException.unavailable("away", null);
            }
            return answer;
        }
    }
}
