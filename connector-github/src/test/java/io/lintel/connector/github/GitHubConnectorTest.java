package io.lintel.connector.github;

import static io.lintel.connector.Wanted.OFFLINE_ACCESS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static io.lintel.connector.testkit.LoginResults.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.CallbackConnector;
import io.lintel.connector.CallbackRequest;
import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.Departure;
import io.lintel.connector.Email;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.Profile;
import io.lintel.connector.Refusal;
import io.lintel.connector.testkit.Answer;
import io.lintel.connector.testkit.CallbackConnectorContract;
import io.lintel.connector.testkit.RefreshingConnectorContract;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.connector.testkit.TokenIdentityConnectorContract;
import io.lintel.secret.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GitHubConnectorTest
        implements CallbackConnectorContract, RefreshingConnectorContract, TokenIdentityConnectorContract {

    private final Acme acme = new Acme();

    @AfterEach
    void close() {
        acme.close();
    }

    @Override
    public CallbackConnector connector() {
        return acme.connector;
    }

    @Override
    public Optional<? extends CallbackConnector> unreachable() {
        return Optional.of(
                Setup.of(acme.github).hostName("127.0.0.1:1").tokenExchange().open());
    }

    /// The fake does not know the connector to nowhere, and cannot be asked through it.
    @Override
    public CallbackRequest successfulCallback(LoginRequest request, Departure departure) {
        return TestGitHub.location(departure).toString().startsWith(acme.github.web())
                ? TestGitHub.callback(acme.github, departure, acme.octocat)
                : callback(request, Map.of("code", "c"));
    }

    @Override
    public CallbackRequest failedCallback(LoginRequest request, Departure departure) {
        return callback(request, Map.of("error", "access_denied"));
    }

    @Override
    public Optional<Identity> gone() {
        var leaver = acme.github.put(Person.of(4711, "leaver").in("acme"));
        var identity = authenticated(TestGitHub.logIn(acme.connector, acme.github, leaver, OFFLINE_ACCESS));
        acme.github.remove(leaver);
        return Optional.of(identity);
    }

    @Override
    public String tokenType() {
        return TokenCheck.ACCESS_TOKEN;
    }

    @Override
    public Secret upstreamToken() {
        return acme.token();
    }

    @Override
    public List<Secret> worthlessTokens() {
        return List.of(Secret.of("ghu_neverissuedtoanybody"));
    }

    @Override
    public List<Secret> tokensOfOtherApplications() {
        return List.of(Secret.of(acme.github.tokens().tokenOfAnotherApp(acme.octocat.id())));
    }

    @Test
    void identityIsWhatGitHubKnows() {
        var identity = authenticated(TestGitHub.logIn(acme.connector, acme.github, acme.octocat));

        assertThat(identity.userId()).isEqualTo("583231");
        assertThat(identity.username()).isEqualTo("The Octocat");
        assertThat(identity.preferredUsername()).isEqualTo("octocat");
        assertThat(identity.email()).isEqualTo(new Email("octocat@example.org", true));
        assertThat(identity.groups()).containsExactly("acme:Builders");
        assertThat(identity.profile())
                .isEqualTo(Profile.nothing()
                        .withNickname("octocat")
                        .withPages(
                                acme.github.web() + "/octocat",
                                acme.github.web() + "/avatars/583231",
                                "https://octocat.example")
                        .withUpdatedAt(Instant.parse("2021-03-04T05:06:07Z")));
        assertThat(identity.refreshState()).as("nobody asked for it").isNull();
    }

    @Test
    void loginStandsForAMissingName() {
        var nameless = acme.github.put(Person.of(2, "nameless").in("acme"));

        assertThat(authenticated(TestGitHub.logIn(acme.connector, acme.github, nameless))
                        .username())
                .isEqualTo("nameless");
    }

    @Test
    @Tag("SEC-I1")
    void loginThatChangedHandsIsAnotherUser() {
        var before = authenticated(TestGitHub.logIn(acme.connector, acme.github, acme.octocat));
        acme.github.put(acme.octocat.renamed("former-octocat"));
        var heir = acme.github.put(Person.of(999, "octocat").in("acme"));

        var after = authenticated(TestGitHub.logIn(acme.connector, acme.github, heir));

        assertThat(after.preferredUsername()).isEqualTo(before.preferredUsername());
        assertThat(after.userId()).isNotEqualTo(before.userId());
    }

    @Test
    void loginIsTheUserIdIfTheOperatorInsists() {
        try (var named = Setup.of(acme.github).useLoginAsId().open()) {
            assertThat(authenticated(TestGitHub.logIn(named, acme.github, acme.octocat))
                            .userId())
                    .isEqualTo("octocat");
        }
    }

    @ParameterizedTest
    @EnumSource(FakeTokens.Authentication.class)
    void appAuthenticatesHoweverTheServerWantsIt(FakeTokens.Authentication way) {
        acme.github.tokens().authenticateBy(way);

        authenticated(TestGitHub.logIn(acme.connector, acme.github, acme.octocat));
        authenticated(TestGitHub.logIn(acme.connector, acme.github, acme.octocat));

        assertThat(acme.github.asked("/login/oauth/access_token"))
                .hasSize(way == FakeTokens.Authentication.BASIC ? 2 : 3);
    }

    @Test
    void everyCallNamesTheVersionOfTheApi() {
        authenticated(TestGitHub.logIn(acme.connector, acme.github, acme.octocat));

        for (var path : new String[] {"/user", "/user/emails", "/user/teams", "/orgs/acme/members/octocat"}) {
            assertThat(acme.github.asked(path)).as(path).singleElement().satisfies(asked -> {
                assertThat(asked.header("X-GitHub-Api-Version")).isEqualTo("2022-11-28");
                assertThat(asked.header("Accept")).isEqualTo("application/vnd.github+json");
                assertThat(asked.header("Authorization")).startsWith("Bearer ghu_");
            });
        }
    }

    @Test
    void suspendedAccountIsDisabled() {
        acme.github.suspend(acme.octocat);

        refused(Refusal.ACCOUNT_DISABLED, TestGitHub.logIn(acme.connector, acme.github, acme.octocat));
    }

    @Test
    void suspensionToldAsAnErrorIsTheSame() {
        acme.github.say("/user", FakeGitHub.json(403, FakeAnswers.error("Sorry. Your account was suspended.")));

        refused(Refusal.ACCOUNT_DISABLED, TestGitHub.logIn(acme.connector, acme.github, acme.octocat));
    }

    @Test
    void endUserWhoSaidNoHasCancelled() {
        var request = TestLogins.request();
        var departure = acme.connector.begin(request);

        refused(
                Refusal.CANCELLED,
                acme.connector.finish(request, departure.remember(), failedCallback(request, departure)));
    }

    @Test
    void wrongSecretIsAMisconfigurationAndNotTheUsersFault() {
        try (var wrong = Setup.of(acme.github).clientSecret("a guess").open()) {
            assertThat(faulty(Fault.MISCONFIGURED, () -> TestGitHub.logIn(wrong, acme.github, acme.octocat)))
                    .hasMessageContaining("incorrect_client_credentials")
                    .hasMessageNotContaining("a guess")
                    .hasMessageNotContaining("words of GitHub");
        }
    }

    @Test
    void unverifiedAccountIsNotPermitted() {
        acme.github.say(
                "/login/oauth/access_token",
                Answer.json(200, FakeAnswers.write(FakeAnswers.object("error", "unverified_user_email"))));

        refused(Refusal.NOT_PERMITTED, TestGitHub.logIn(acme.connector, acme.github, acme.octocat));
    }

    @Test
    void accountWithoutAnAddressIsNotPermitted() {
        var silent = acme.github.put(Person.of(3, "silent").in("acme").with());

        refused(Refusal.NOT_PERMITTED, TestGitHub.logIn(acme.connector, acme.github, silent));
    }

    @Test
    @Tag("SEC-I9")
    void tokensAreInNoTextOfTheIdentity() {
        var identity = authenticated(TestGitHub.logIn(acme.connector, acme.github, acme.octocat, OFFLINE_ACCESS));
        var token = acme.github.tokens().accessTokens().getFirst();

        assertThat(identity.refreshState()).isNotNull();
        assertThat(identity.toString() + identity.refreshState() + identity.profile())
                .doesNotContain(token);
    }

    /// At its most talkative level the library GitHub API for Java tells what it sends and is answered.
    @Test
    @Tag("SEC-I9")
    void tokenIsInNoLogOfTheLibrary() {
        var told = new ArrayList<String>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                told.add(entry.getMessage() + " " + entry.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var logger = Logger.getLogger("org.kohsuke.github");
        logger.setLevel(Level.ALL);
        logger.addHandler(handler);
        try {
            authenticated(TestGitHub.logIn(acme.connector, acme.github, acme.octocat, OFFLINE_ACCESS));
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(null);
        }

        assertThat(String.join("\n", told))
                .contains("/user/teams")
                .doesNotContain(acme.github.tokens().accessTokens().getFirst())
                .doesNotContain(FakeGitHub.CLIENT_SECRET);
    }

    @Test
    void nothingIsAskedForARefreshThatWasNotOurs() {
        var foreign = Identity.of("583231").refreshState(Secret.of("foobar")).build();

        faulty(Fault.INVALID_RESPONSE, () -> acme.connector.refresh(foreign, Set.of(OFFLINE_ACCESS)));
        faulty(
                Fault.INVALID_RESPONSE,
                () -> acme.connector.refresh(foreign.withRefreshState(null), Set.of(OFFLINE_ACCESS)));
        assertThat(acme.github.asked("/user")).isEmpty();
    }

    private static CallbackRequest callback(LoginRequest request, Map<String, String> parameters) {
        var all = new HashMap<>(parameters);
        all.put("state", request.id().value());
        return new CallbackRequest(TestLogins.CALLBACK, all);
    }
}
