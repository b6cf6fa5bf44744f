package io.lintel.connector.github;

import static io.lintel.connector.testkit.LoginResults.faulty;
import static io.lintel.connector.testkit.LoginResults.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.Capability;
import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Refusal;
import io.lintel.secret.Secret;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whose tokens are taken for a login, and for how long.
final class TokenExchangeTest {

    private final Acme acme = new Acme();

    @AfterEach
    void close() {
        acme.close();
    }

    @Test
    @Tag("SEC-F2")
    void tokenOfAnotherAppIsRefusedThoughItWouldOpenTheApi() {
        var foreign = Secret.of(acme.github.tokens().tokenOfAnotherApp(acme.octocat.id()));

        refused(Refusal.WRONG_CREDENTIALS, acme.connector.identify(TokenCheck.ACCESS_TOKEN, foreign));
        assertThat(acme.github.asked("/user")).isEmpty();
        acme.github.say(
                "/applications/" + FakeGitHub.CLIENT_ID + "/token",
                FakeGitHub.json(200, Map.of("app", Map.of("client_id", "another"))));
        refused(Refusal.WRONG_CREDENTIALS, acme.connector.identify(TokenCheck.ACCESS_TOKEN, foreign));
    }

    @Test
    @Tag("SEC-F2")
    void ownerOfTheTokenMustBeLetInToo() {
        var stranger = acme.github.put(Person.of(7, "stranger").in("elsewhere"));

        refused(
                Refusal.NOT_PERMITTED,
                acme.connector.identify(
                        TokenCheck.ACCESS_TOKEN, Secret.of(acme.github.tokens().token(stranger.id()))));
        acme.github.suspend(acme.octocat);
        refused(Refusal.ACCOUNT_DISABLED, acme.connector.identify(TokenCheck.ACCESS_TOKEN, acme.token()));
    }

    @Test
    @Tag("SEC-F3")
    void whatIsGivenForATokenEndsWithIt() {
        acme.github.say(
                "/applications/" + FakeGitHub.CLIENT_ID + "/token",
                FakeGitHub.json(
                        200,
                        Map.of(
                                "app",
                                Map.of("client_id", FakeGitHub.CLIENT_ID),
                                "expires_at",
                                "2030-01-02T03:04:05Z")));

        assertThat(acme.connector.identify(TokenCheck.ACCESS_TOKEN, acme.token()))
                .isInstanceOfSatisfying(LoginResult.Authenticated.class, found -> assertThat(found.until())
                        .isEqualTo(Instant.parse("2030-01-02T03:04:05Z")));
    }

    @Test
    @Tag("SEC-F2")
    void tokensAreExchangedOnlyIfTheOperatorSaysSo() {
        try (var off = Setup.of(acme.github).open()) {
            assertThat(off.capabilities()).containsExactly(Capability.OFFLINE_ACCESS);
            refused(Refusal.WRONG_CREDENTIALS, off.identify(TokenCheck.ACCESS_TOKEN, acme.token()));
        }
        refused(
                Refusal.WRONG_CREDENTIALS,
                acme.connector.identify("urn:ietf:params:oauth:token-type:id_token", acme.token()));
    }

    @Test
    void tokenThatCannotBeCheckedIsAFault() {
        var path = "/applications/" + FakeGitHub.CLIENT_ID + "/token";
        for (var status : new int[] {500, 429}) {
            acme.github.say(path, FakeGitHub.json(status, Map.of()));
            faulty(Fault.UNAVAILABLE, () -> acme.connector.identify(TokenCheck.ACCESS_TOKEN, acme.token()));
        }
        acme.github.say(path, FakeGitHub.json(401, Map.of()));
        faulty(Fault.MISCONFIGURED, () -> acme.connector.identify(TokenCheck.ACCESS_TOKEN, acme.token()));
        acme.github.say(path, FakeGitHub.json(200, Map.of("app", "none")));
        faulty(Fault.INVALID_RESPONSE, () -> acme.connector.identify(TokenCheck.ACCESS_TOKEN, acme.token()));
    }
}
