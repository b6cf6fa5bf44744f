package io.lintel.authorization;

import static io.lintel.authorization.FakeConnectors.CORP;
import static io.lintel.authorization.FakeConnectors.SAML;
import static io.lintel.authorization.TestFlow.told;
import static io.lintel.client.TestClients.API;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.connector.TestIdentities.ALICE;
import static io.lintel.connector.TestIdentities.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.client.TokenSettings;
import io.lintel.connector.Identity;
import io.lintel.oauth2.Resource;
import io.lintel.oauth2.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Who has said yes is not asked again, and nobody else is spared.
final class ConsentMemoryTest {

    private static final Subject ALICE_AT_CORP =
            new Subject(ALICE.userId(), CORP.id().value());

    private final TestFlow test = TestFlow.remembering(Duration.ofDays(30));

    @Test
    void whoHasSaidYesIsNotAskedAgain() {
        agree(ALICE, "scope", "openid email groups");

        assertThat(told(logIn(ALICE, "scope", "openid groups"))).containsKey("code");
    }

    @Test
    void whoHasSaidNoIsAskedAgain() {
        test.flow.refused(asked(logIn(ALICE)).id());

        assertThat(logIn(ALICE)).isInstanceOf(NextStep.AskConsent.class);
    }

    @Test
    void newScopeIsAskedForAndAddedToTheOthers() {
        agree(ALICE, "scope", "openid email");

        agree(ALICE, "scope", "openid groups");

        assertThat(told(logIn(ALICE, "scope", "openid email groups"))).containsKey("code");
        assertThat(logIn(ALICE, "scope", "openid email groups profile")).isInstanceOf(NextStep.AskConsent.class);
    }

    @Test
    void claimThatIsAskedForByNameIsAskedForAndAdded() {
        var email = "{\"userinfo\":{\"email\":null}}";
        agree(ALICE, "scope", "openid");
        assertThat(logIn(ALICE, "scope", "openid", "claims", email)).isInstanceOf(NextStep.AskConsent.class);

        agree(ALICE, "scope", "openid", "claims", email);

        assertThat(told(logIn(ALICE, "scope", "openid", "claims", email))).containsKey("code");
        assertThat(logIn(ALICE, "scope", "openid", "claims", "{\"userinfo\":{\"email\":null,\"name\":null}}"))
                .isInstanceOf(NextStep.AskConsent.class);
    }

    /// RFC 8707.
    @Test
    void resourceIsAskedForAndAdded() {
        test.clients.put(SHOP.with()
                .tokens(TokenSettings.builder()
                        .resources(List.of(new Resource("urn:a"), new Resource("urn:b")))
                        .build())
                .build());
        agree(ALICE, "scope", "openid");
        assertThat(logIn(ALICE, "scope", "openid", "resource", "urn:a")).isInstanceOf(NextStep.AskConsent.class);

        agree(ALICE, "scope", "openid", "resource", "urn:a");

        assertThat(told(logIn(ALICE, "scope", "openid", "resource", "urn:a"))).containsKey("code");
        assertThat(logIn(ALICE, "scope", "openid", "resource", "urn:b")).isInstanceOf(NextStep.AskConsent.class);
    }

    /// It is about the login and tells nothing of the end-user.
    @Test
    void contextOfTheLoginNeedsNoConsent() {
        agree(ALICE, "scope", "openid");

        assertThat(told(logIn(ALICE, "scope", "openid", "acr_values", "1"))).containsKey("code");
    }

    @Test
    @Tag("SEC-B4")
    void consentIsThatOfOneUserAtOneConnectorForOneClient() {
        agree(ALICE);

        assertThat(logIn(BOB)).isInstanceOf(NextStep.AskConsent.class);
        assertThat(test.loggedIn(test.departed(SAML), SAML.id(), ALICE)).isInstanceOf(NextStep.AskConsent.class);
        assertThat(test.logIn(API, CORP, test.signOn(API, ALICE))).isInstanceOf(NextStep.AskConsent.class);
    }

    @Test
    void clientMayInsistOnAsking() {
        agree(ALICE);

        assertThat(logIn(ALICE, "prompt", "consent")).isInstanceOf(NextStep.AskConsent.class);
    }

    @Test
    void consentIsRememberedForAsLongAsTheOperatorSays() {
        agree(ALICE);
        test.clock.advance(Duration.ofDays(30));
        assertThat(told(logIn(ALICE))).containsKey("code");

        test.clock.advance(Duration.ofMillis(1));

        assertThat(logIn(ALICE)).isInstanceOf(NextStep.AskConsent.class);
        assertThat(test.consents.of(ALICE_AT_CORP)).isEmpty();
    }

    @Test
    @Tag("SEC-B14")
    void whatWasTakenBackIsAskedForAgain() {
        agree(ALICE);
        assertThat(test.consents.of(ALICE_AT_CORP)).hasSize(1);

        test.consents.withdraw(ALICE_AT_CORP, SHOP.id());

        assertThat(logIn(ALICE)).isInstanceOf(NextStep.AskConsent.class);
    }

    @Test
    void withoutSessionsEverybodyIsAskedEachTime() {
        var forgetful = new TestFlow(false);
        var ask = asked(forgetful.loggedIn(forgetful.departed(CORP), CORP.id(), ALICE));
        forgetful.flow.consented(ask.id());

        assertThat(forgetful.loggedIn(forgetful.departed(CORP), CORP.id(), ALICE))
                .isInstanceOf(NextStep.AskConsent.class);
        assertThat(forgetful.storedConsents.of(ALICE_AT_CORP, Instant.EPOCH)).isEmpty();
    }

    private void agree(Identity who, String... parameters) {
        assertThat(told(test.flow.consented(asked(logIn(who, parameters)).id())))
                .containsKey("code");
    }

    private NextStep logIn(Identity who, String... parameters) {
        return test.loggedIn(test.departed(CORP, parameters), CORP.id(), who);
    }

    private static PendingAuthorization asked(NextStep step) {
        return ((NextStep.AskConsent) step).authorization();
    }
}
