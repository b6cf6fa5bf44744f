package io.lintel.connector.github;

import static io.lintel.connector.Wanted.FRESH_LOGIN;
import static io.lintel.connector.Wanted.GROUPS;
import static io.lintel.connector.Wanted.OFFLINE_ACCESS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static io.lintel.connector.testkit.LoginResults.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.CallbackConnector;
import io.lintel.connector.CallbackRequest;
import io.lintel.connector.Capability;
import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.Departure;
import io.lintel.connector.Email;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
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

    private final FakeGitHub github = FakeGitHub.start();
    private final Person octocat =
            github.put(Person.of(583231, "octocat").named("The Octocat").in("acme", "Builders", "builders"));
    private final GitHubConnector connector = Setup.of(github)
            .orgs(new OrganizationConfiguration("acme", null))
            .tokenExchange()
            .open();

    @AfterEach
    void close() {
        connector.close();
        github.close();
    }

    @Override
    public CallbackConnector connector() {
        return connector;
    }

    @Override
    public Optional<? extends CallbackConnector> unreachable() {
        return Optional.of(
                Setup.of(github).hostName("127.0.0.1:1").tokenExchange().open());
    }

    /// The fake does not know the connector to nowhere, and cannot be asked through it.
    @Override
    public CallbackRequest successfulCallback(LoginRequest request, Departure departure) {
        return TestGitHub.location(departure).toString().startsWith(github.web())
                ? TestGitHub.callback(github, departure, octocat)
                : callback(request, Map.of("code", "c"));
    }

    @Override
    public CallbackRequest failedCallback(LoginRequest request, Departure departure) {
        return callback(request, Map.of("error", "access_denied"));
    }

    @Override
    public Optional<Identity> gone() {
        var leaver = github.put(Person.of(4711, "leaver").in("acme"));
        var identity = authenticated(TestGitHub.logIn(connector, github, leaver, OFFLINE_ACCESS));
        github.remove(leaver);
        return Optional.of(identity);
    }

    @Override
    public String tokenType() {
        return TokenCheck.ACCESS_TOKEN;
    }

    @Override
    public Secret upstreamToken() {
        return Secret.of(github.tokens().token(octocat.id()));
    }

    @Override
    public List<Secret> worthlessTokens() {
        return List.of(Secret.of("ghu_neverissuedtoanybody"));
    }

    @Override
    public List<Secret> tokensOfOtherApplications() {
        return List.of(Secret.of(github.tokens().tokenOfAnotherApp(octocat.id())));
    }

    @Test
    @Tag("SEC-F2")
    void tokenOfAnotherAppIsRefusedThoughItWouldOpenTheApi() {
        var foreign = Secret.of(github.tokens().tokenOfAnotherApp(octocat.id()));

        refused(Refusal.WRONG_CREDENTIALS, connector.identify(TokenCheck.ACCESS_TOKEN, foreign));
        assertThat(github.asked("/user")).isEmpty();
        github.say(
                "/applications/" + FakeGitHub.CLIENT_ID + "/token",
                FakeGitHub.json(200, Map.of("app", Map.of("client_id", "another"))));
        refused(Refusal.WRONG_CREDENTIALS, connector.identify(TokenCheck.ACCESS_TOKEN, foreign));
    }

    @Test
    @Tag("SEC-F2")
    void ownerOfTheTokenMustBeLetInToo() {
        var stranger = github.put(Person.of(7, "stranger").in("elsewhere"));

        refused(
                Refusal.NOT_PERMITTED,
                connector.identify(
                        TokenCheck.ACCESS_TOKEN, Secret.of(github.tokens().token(stranger.id()))));
        github.suspend(octocat);
        refused(Refusal.ACCOUNT_DISABLED, connector.identify(TokenCheck.ACCESS_TOKEN, upstreamToken()));
    }

    @Test
    @Tag("SEC-F3")
    void whatIsGivenForATokenEndsWithIt() {
        github.say(
                "/applications/" + FakeGitHub.CLIENT_ID + "/token",
                FakeGitHub.json(
                        200,
                        Map.of(
                                "app",
                                Map.of("client_id", FakeGitHub.CLIENT_ID),
                                "expires_at",
                                "2030-01-02T03:04:05Z")));

        assertThat(connector.identify(TokenCheck.ACCESS_TOKEN, upstreamToken()))
                .isInstanceOfSatisfying(LoginResult.Authenticated.class, found -> assertThat(found.until())
                        .isEqualTo(Instant.parse("2030-01-02T03:04:05Z")));
    }

    @Test
    @Tag("SEC-F2")
    void tokensAreExchangedOnlyIfTheOperatorSaysSo() {
        try (var off = Setup.of(github).open()) {
            assertThat(off.capabilities()).containsExactly(Capability.OFFLINE_ACCESS);
            refused(Refusal.WRONG_CREDENTIALS, off.identify(TokenCheck.ACCESS_TOKEN, upstreamToken()));
        }
        refused(
                Refusal.WRONG_CREDENTIALS,
                connector.identify("urn:ietf:params:oauth:token-type:id_token", upstreamToken()));
    }

    @Test
    void tokenThatCannotBeCheckedIsAFault() {
        var path = "/applications/" + FakeGitHub.CLIENT_ID + "/token";
        for (var status : new int[] {500, 429}) {
            github.say(path, FakeGitHub.json(status, Map.of()));
            faulty(Fault.UNAVAILABLE, () -> connector.identify(TokenCheck.ACCESS_TOKEN, upstreamToken()));
        }
        github.say(path, FakeGitHub.json(401, Map.of()));
        faulty(Fault.MISCONFIGURED, () -> connector.identify(TokenCheck.ACCESS_TOKEN, upstreamToken()));
        github.say(path, FakeGitHub.json(200, Map.of("app", "none")));
        faulty(Fault.INVALID_RESPONSE, () -> connector.identify(TokenCheck.ACCESS_TOKEN, upstreamToken()));
    }

    @Test
    void identityIsWhatGitHubKnows() {
        var identity = authenticated(TestGitHub.logIn(connector, github, octocat));

        assertThat(identity.userId()).isEqualTo("583231");
        assertThat(identity.username()).isEqualTo("The Octocat");
        assertThat(identity.preferredUsername()).isEqualTo("octocat");
        assertThat(identity.email()).isEqualTo(new Email("octocat@example.org", true));
        assertThat(identity.groups()).containsExactly("acme:Builders");
        assertThat(identity.profile())
                .isEqualTo(Profile.nothing()
                        .withNickname("octocat")
                        .withPages(
                                github.web() + "/octocat", github.web() + "/avatars/583231", "https://octocat.example")
                        .withUpdatedAt(Instant.parse("2021-03-04T05:06:07Z")));
        assertThat(identity.refreshState()).as("nobody asked for it").isNull();
    }

    @Test
    void loginStandsForAMissingName() {
        var nameless = github.put(Person.of(2, "nameless").in("acme"));

        assertThat(authenticated(TestGitHub.logIn(connector, github, nameless)).username())
                .isEqualTo("nameless");
    }

    @Test
    @Tag("SEC-I1")
    void loginThatChangedHandsIsAnotherUser() {
        var before = authenticated(TestGitHub.logIn(connector, github, octocat));
        github.put(octocat.renamed("former-octocat"));
        var heir = github.put(Person.of(999, "octocat").in("acme"));

        var after = authenticated(TestGitHub.logIn(connector, github, heir));

        assertThat(after.preferredUsername()).isEqualTo(before.preferredUsername());
        assertThat(after.userId()).isNotEqualTo(before.userId());
    }

    @Test
    void loginIsTheUserIdIfTheOperatorInsists() {
        try (var named = Setup.of(github).useLoginAsId().open()) {
            assertThat(authenticated(TestGitHub.logIn(named, github, octocat)).userId())
                    .isEqualTo("octocat");
        }
    }

    @Test
    void scopesAreNoMoreThanNeeded() {
        try (var open = Setup.of(github).open();
                var legacy = Setup.of(github).org("acme").open()) {
            assertThat(sent(open, TestLogins.request())).containsEntry("scope", "user:email");
            assertThat(sent(open, TestLogins.request(GROUPS))).containsEntry("scope", "user:email read:org");
            assertThat(sent(legacy, TestLogins.request())).containsEntry("scope", "user:email read:org");
            assertThat(sent(connector, TestLogins.request())).containsEntry("scope", "user:email read:org");
        }
    }

    @Test
    void hintAndFreshLoginAreHandedOn() {
        var request = TestLogins.request(FRESH_LOGIN);

        assertThat(sent(connector, request))
                .containsEntry("prompt", "select_account")
                .doesNotContainKey("login");
        assertThat(sent(connector, TestLogins.hinted(request, "octocat"))).containsEntry("login", "octocat");
        for (var text : new String[] {"octocat@example.org", "a&b=c", "-x", "a".repeat(101)}) {
            assertThat(sent(connector, TestLogins.hinted(request, text)))
                    .as(text)
                    .doesNotContainKey("login");
        }
    }

    @ParameterizedTest
    @EnumSource(FakeTokens.Authentication.class)
    void appAuthenticatesHoweverTheServerWantsIt(FakeTokens.Authentication way) {
        github.tokens().authenticateBy(way);

        authenticated(TestGitHub.logIn(connector, github, octocat));
        authenticated(TestGitHub.logIn(connector, github, octocat));

        assertThat(github.asked("/login/oauth/access_token")).hasSize(way == FakeTokens.Authentication.BASIC ? 2 : 3);
    }

    @Test
    void everyCallNamesTheVersionOfTheApi() {
        authenticated(TestGitHub.logIn(connector, github, octocat));

        for (var path : new String[] {"/user", "/user/emails", "/user/teams", "/orgs/acme/members/octocat"}) {
            assertThat(github.asked(path)).as(path).singleElement().satisfies(asked -> {
                assertThat(asked.header("X-GitHub-Api-Version")).isEqualTo("2022-11-28");
                assertThat(asked.header("Accept")).isEqualTo("application/vnd.github+json");
                assertThat(asked.header("Authorization")).startsWith("Bearer ghu_");
            });
        }
    }

    @Test
    void suspendedAccountIsDisabled() {
        github.suspend(octocat);

        refused(Refusal.ACCOUNT_DISABLED, TestGitHub.logIn(connector, github, octocat));
    }

    @Test
    void suspensionToldAsAnErrorIsTheSame() {
        github.say("/user", FakeGitHub.json(403, FakeAnswers.error("Sorry. Your account was suspended.")));

        refused(Refusal.ACCOUNT_DISABLED, TestGitHub.logIn(connector, github, octocat));
    }

    @Test
    void endUserWhoSaidNoHasCancelled() {
        var request = TestLogins.request();
        var departure = connector.begin(request);

        refused(Refusal.CANCELLED, connector.finish(request, departure.remember(), failedCallback(request, departure)));
    }

    /// Older Enterprise Servers name themselves nowhere; the callback after the first is of such a one.
    @Test
    @Tag("SEC-I3")
    void codeIsNotSentWhenTheCallbackIsAnotherServers() {
        var request = TestLogins.request();
        var departure = connector.begin(request);
        var stolen = new HashMap<>(github.authorize(TestGitHub.location(departure), octocat));
        stolen.put("iss", "https://evil.example");

        refused(
                Refusal.WRONG_CREDENTIALS,
                connector.finish(request, departure.remember(), new CallbackRequest(TestLogins.CALLBACK, stolen)));
        assertThat(github.asked("/login/oauth/access_token")).isEmpty();

        stolen.remove("iss");
        authenticated(
                connector.finish(request, departure.remember(), new CallbackRequest(TestLogins.CALLBACK, stolen)));
    }

    @Test
    void codeThatWasUsedIsRefused() {
        var request = TestLogins.request();
        var departure = connector.begin(request);
        var callback = successfulCallback(request, departure);
        authenticated(connector.finish(request, departure.remember(), callback));

        refused(Refusal.WRONG_CREDENTIALS, connector.finish(request, departure.remember(), callback));
    }

    @Test
    void callbackWithoutAnythingRememberedAsksNobody() {
        var request = TestLogins.request();
        var callback = successfulCallback(request, connector.begin(request));

        refused(Refusal.WRONG_CREDENTIALS, connector.finish(request, Secret.empty(), callback));
        assertThat(github.asked("/login/oauth/access_token")).isEmpty();
    }

    @Test
    void wrongSecretIsAMisconfigurationAndNotTheUsersFault() {
        try (var wrong = Setup.of(github).clientSecret("a guess").open()) {
            assertThat(faulty(Fault.MISCONFIGURED, () -> TestGitHub.logIn(wrong, github, octocat)))
                    .hasMessageContaining("incorrect_client_credentials")
                    .hasMessageNotContaining("a guess")
                    .hasMessageNotContaining("words of GitHub");
        }
    }

    @Test
    void unverifiedAccountIsNotPermitted() {
        github.say(
                "/login/oauth/access_token",
                Answer.json(200, FakeAnswers.write(FakeAnswers.object("error", "unverified_user_email"))));

        refused(Refusal.NOT_PERMITTED, TestGitHub.logIn(connector, github, octocat));
    }

    @Test
    void accountWithoutAnAddressIsNotPermitted() {
        var silent = github.put(Person.of(3, "silent").in("acme").with());

        refused(Refusal.NOT_PERMITTED, TestGitHub.logIn(connector, github, silent));
    }

    @Test
    @Tag("SEC-I9")
    void tokensAreInNoTextOfTheIdentity() {
        var identity = authenticated(TestGitHub.logIn(connector, github, octocat, OFFLINE_ACCESS));
        var token = github.tokens().accessTokens().getFirst();

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
            authenticated(TestGitHub.logIn(connector, github, octocat, OFFLINE_ACCESS));
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(null);
        }

        assertThat(String.join("\n", told))
                .contains("/user/teams")
                .doesNotContain(github.tokens().accessTokens().getFirst())
                .doesNotContain(FakeGitHub.CLIENT_SECRET);
    }

    @Test
    void nothingIsAskedForARefreshThatWasNotOurs() {
        var foreign = Identity.of("583231").refreshState(Secret.of("foobar")).build();

        faulty(Fault.INVALID_RESPONSE, () -> connector.refresh(foreign, Set.of(OFFLINE_ACCESS)));
        faulty(Fault.INVALID_RESPONSE, () -> connector.refresh(foreign.withRefreshState(null), Set.of(OFFLINE_ACCESS)));
        assertThat(github.asked("/user")).isEmpty();
    }

    private static Map<String, String> sent(GitHubConnector from, LoginRequest request) {
        return FakeGitHub.query(TestGitHub.location(from.begin(request)));
    }

    private static CallbackRequest callback(LoginRequest request, Map<String, String> parameters) {
        var all = new HashMap<>(parameters);
        all.put("state", request.id().value());
        return new CallbackRequest(TestLogins.CALLBACK, all);
    }
}
