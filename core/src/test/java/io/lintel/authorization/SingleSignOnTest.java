package io.lintel.authorization;

import static io.lintel.authorization.FakeConnectors.CORP;
import static io.lintel.authorization.FakeConnectors.SAML;
import static io.lintel.authorization.TestFlow.refused;
import static io.lintel.authorization.TestFlow.told;
import static io.lintel.client.TestClients.API;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.client.TestClients.THIEF;
import static io.lintel.connector.TestIdentities.ALICE;
import static io.lintel.connector.TestIdentities.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.authorization.AuthorizationCodes.Redemption;
import io.lintel.client.Client;
import io.lintel.client.SessionRules;
import io.lintel.client.SessionRules.Sharing;
import io.lintel.client.TestClients;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import io.lintel.secret.Secret;
import io.lintel.session.Authentication;
import io.lintel.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// When the session of a browser answers, and what it answers.
final class SingleSignOnTest {

    private final TestFlow test = new TestFlow(true);

    @Test
    @Tag("SEC-A11")
    void sessionAnswersItsClientWithTheLoginThatWas() {
        var session = test.signOn(SHOP, ALICE);
        test.clock.advance(Duration.ofMinutes(30));

        var issued = issued(test.logIn(SHOP, CORP, session));

        assertThat(issued.authentication().identity()).isEqualTo(ALICE);
        assertThat(issued.authentication().at()).isEqualTo(TestAuthorizations.NOW);
        assertThat(issued.authentication().session()).isEqualTo(session.id());
        assertThat(stored(session).lastUsedAt()).isEqualTo(TestAuthorizations.NOW.plusSeconds(1800));
    }

    /// Whoever sits at a page that was left open may be somebody else.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("SEC-B14")
    void pageThatAsksForConsentIsWorthNothingOnceTheSessionHasEnded(boolean ended) {
        var session = test.signOn(SHOP, ALICE);
        var asked = (NextStep.AskConsent) test.logIn(SHOP, CORP, session, "prompt", "consent");
        var login = asked.authorization().id();
        assertThat(test.flow.requireAsked(login).requireLogin().session()).isEqualTo(session.id());

        if (ended) {
            test.sessions.end(session.id());
            assertThatThrownBy(() -> test.flow.consented(login)).isInstanceOf(StaleLoginException.class);
        } else {
            assertThat(told(test.flow.consented(login))).containsKey("code");
        }
    }

    @Test
    void browserIsSentToTheConnectorItCameBy() {
        var session = test.signOn(SHOP, ALICE);

        assertThat(test.start(SHOP, session)).isEqualTo(new NextStep.LogIn(CORP));
        assertThat(test.start(SHOP, session, "prompt", "none")).isEqualTo(new NextStep.LogIn(CORP));
        assertThat(test.start(SHOP, null)).isInstanceOf(NextStep.ChooseConnector.class);
    }

    @Test
    @Tag("SEC-D8")
    void sessionOfOneClientIsNoneOfAnother() {
        var session = test.signOn(SHOP, ALICE);

        assertThat(test.logIn(THIEF, CORP, session)).isInstanceOf(NextStep.Depart.class);
        refused(ErrorCode.LOGIN_REQUIRED, () -> test.logIn(THIEF, CORP, session, "prompt", "none"));
        assertThat(stored(session).clients()).containsOnlyKeys(SHOP.id());
    }

    @Test
    @Tag("SEC-D8")
    void clientSharesWithThoseOnItsListAndWithNobodyElse() {
        sharing(SHOP, API);
        var session = test.signOn(SHOP, ALICE);

        assertThat(told(test.logIn(API, CORP, session))).containsKey("code");
        assertThat(test.logIn(THIEF, CORP, session)).isInstanceOf(NextStep.Depart.class);
        var entries = stored(session).clients();
        assertThat(entries).hasEntrySatisfying(API.id(), entry -> assertThat(entry.viaSso())
                .isTrue());
        assertThat(entries).hasEntrySatisfying(SHOP.id(), entry -> assertThat(entry.viaSso())
                .isFalse());
    }

    @Test
    @Tag("SEC-D8")
    void sharingGoesOneWay() {
        sharing(SHOP, API);

        assertThat(test.logIn(SHOP, CORP, test.signOn(API, ALICE))).isInstanceOf(NextStep.Depart.class);
    }

    @Test
    @Tag("SEC-D8")
    void sharingGoesNotFurther() {
        sharing(SHOP, API);
        sharing(API, THIEF);
        var session = test.signOn(SHOP, ALICE);
        assertThat(told(test.logIn(API, CORP, session))).containsKey("code");

        assertThat(test.logIn(THIEF, CORP, stored(session))).isInstanceOf(NextStep.Depart.class);
    }

    @Test
    @Tag("SEC-D8")
    void clientThatSharesWithEverybodyDoes() {
        test.clients.put(with(SHOP, new Sharing.WithEverybody()));

        assertThat(told(test.logIn(THIEF, CORP, test.signOn(SHOP, ALICE)))).containsKey("code");
    }

    @Test
    @Tag("SEC-B14")
    @Tag("SEC-D8")
    void whatIsSharedNoMoreLetsNobodyInAgain() {
        sharing(SHOP, API);
        var session = test.signOn(SHOP, ALICE);
        test.logIn(API, CORP, session);

        test.clients.put(SHOP);

        assertThat(test.logIn(API, CORP, stored(session))).isInstanceOf(NextStep.Depart.class);
    }

    @Test
    @Tag("SEC-B14")
    void clientThatIsGoneSharesNothing() {
        sharing(SHOP, API);
        var session = test.signOn(SHOP, ALICE);

        test.clients.remove(SHOP.id());

        assertThat(test.logIn(API, CORP, session)).isInstanceOf(NextStep.Depart.class);
    }

    @Test
    @Tag("SEC-B14")
    void connectorThatIsClosedToTheClientAnswersNoMore() {
        var session = test.signOn(SHOP, ALICE);
        test.clients.put(TestClients.allowing(SHOP, "saml"));

        assertThat(test.start(SHOP, session)).isEqualTo(new NextStep.LogIn(SAML));
        refused(ErrorCode.LOGIN_REQUIRED, () -> test.start(SHOP, session, "prompt", "none"));
        refused(ErrorCode.INVALID_REQUEST, () -> test.logIn(SHOP, CORP, session));
    }

    @Test
    void sessionAnswersForItsOwnConnectorOnly() {
        assertThat(test.logIn(SHOP, SAML, test.signOn(SHOP, ALICE))).isInstanceOf(NextStep.Depart.class);
    }

    @Test
    @Tag("REL-5")
    @Tag("SEC-B14")
    void sessionThatHasEndedMeanwhileAnswersNothing() {
        var session = test.signOn(SHOP, ALICE);
        test.sessions.end(session.id());

        assertThat(test.logIn(SHOP, CORP, session)).isInstanceOf(NextStep.Depart.class);
        assertThat(test.storedSessions.sweep(Instant.MAX, 1)).isZero();
    }

    @Test
    void sessionThatHasExpiredAnswersNothing() {
        var session = test.signOn(SHOP, ALICE);
        test.clock.advance(Duration.ofHours(1));

        assertThat(test.logIn(SHOP, CORP, session)).isInstanceOf(NextStep.Depart.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "select_account", "login consent", "consent select_account"})
    @Tag("SEC-A11")
    void whoeverIsToLogInAgainDoes(String prompt) {
        var session = test.signOn(SHOP, ALICE);

        assertThat(test.logIn(SHOP, CORP, session, "prompt", prompt)).isInstanceOf(NextStep.Depart.class);
        assertThat(stored(session)).isEqualTo(session);
    }

    @Test
    void accountIsChosenAmongConnectorsOrByLoggingInAgain() {
        var session = test.signOn(SHOP, ALICE);

        assertThat(test.start(SHOP, session, "prompt", "select_account")).isInstanceOf(NextStep.ChooseConnector.class);
        test.clients.put(TestClients.allowing(SHOP, CORP.id().value()));
        assertThat(test.start(SHOP, session, "prompt", "select_account")).isEqualTo(new NextStep.LogIn(CORP));
    }

    @ParameterizedTest
    @CsvSource({"1800, true", "1799, false", "0, false", "86400, true"})
    @Tag("SEC-A11")
    void ageIsThatOfTheLoginInThisSession(String maxAge, boolean answers) {
        var session = test.signOn(SHOP, ALICE);
        test.clock.advance(Duration.ofMinutes(30));
        // A login of the same person elsewhere makes this one no younger.
        test.signOn(SHOP, ALICE);

        var step = test.logIn(SHOP, CORP, session, "max_age", maxAge);

        assertThat(step instanceof NextStep.Respond).isEqualTo(answers);
    }

    @Test
    @Tag("SEC-A11")
    void loginOfNoTimeAgoIsNotFreshEnoughForMaxAgeZero() {
        assertThat(test.logIn(SHOP, CORP, test.signOn(SHOP, ALICE), "max_age", "0"))
                .isInstanceOf(NextStep.Depart.class);
    }

    @Test
    @Tag("SEC-A11")
    void sessionOfSomebodyElseThanTheHintedDoesNotAnswer() {
        var session = test.signOn(SHOP, ALICE);
        var alice = FakeIdTokenHints.about(ALICE.userId(), CORP, SHOP.id());
        var bob = FakeIdTokenHints.about(BOB.userId(), CORP, SHOP.id());

        assertThat(told(test.logIn(SHOP, CORP, session, "id_token_hint", alice)))
                .containsKey("code");
        assertThat(test.logIn(SHOP, CORP, session, "id_token_hint", bob)).isInstanceOf(NextStep.Depart.class);
        refused(
                ErrorCode.LOGIN_REQUIRED,
                () -> test.logIn(SHOP, CORP, session, "id_token_hint", bob, "prompt", "none"));
    }

    @Test
    void sessionThatKnowsTooLittleDoesNotAnswer() {
        var login = Authentication.of(CORP.id(), ALICE, test.clock.instant());
        var session = test.sessions
                .loggedIn(null, login, Set.of(), SHOP.id(), true)
                .orElseThrow()
                .session();

        assertThat(told(test.logIn(SHOP, CORP, session, "scope", "openid email")))
                .containsKey("code");
        assertThat(test.logIn(SHOP, CORP, session, "scope", "openid groups")).isInstanceOf(NextStep.Depart.class);
        assertThat(test.logIn(SHOP, CORP, session, "scope", "openid offline_access"))
                .isInstanceOf(NextStep.Depart.class);
    }

    @Test
    @Tag("SEC-A11")
    void nobodyIsPromptedWhereNobodyMayBe() {
        var asking = new TestFlow(false);
        var session = asking.signOn(SHOP, ALICE);

        refused(ErrorCode.LOGIN_REQUIRED, () -> asking.start(SHOP, null, "prompt", "none"));
        refused(ErrorCode.LOGIN_REQUIRED, () -> asking.logIn(SHOP, CORP, null, "prompt", "none"));
        refused(ErrorCode.CONSENT_REQUIRED, () -> asking.logIn(SHOP, CORP, session, "prompt", "none"));
        assertThat(asking.parked.sweep(Instant.MAX, 1)).isZero();
        assertThat(told(test.logIn(SHOP, CORP, test.signOn(SHOP, ALICE), "prompt", "none")))
                .containsKey("code");
    }

    @Test
    @Tag("SEC-B15")
    void sessionDoesNotSpareTheConsent() {
        var asking = new TestFlow(false);
        var session = asking.signOn(SHOP, ALICE);

        var ask = (NextStep.AskConsent) asking.logIn(SHOP, CORP, session);

        assertThat(told(asking.flow.consented(ask.authorization().id()))).containsKey("code");
    }

    @Test
    void refreshTokensAreNotPromisedWhereTheConnectorHasNone() {
        var session = test.signOn(SHOP, ALICE);
        test.connectors.put(FakeConnectors.narrowed(CORP, GrantType.AUTHORIZATION_CODE));

        var issued = issued(test.logIn(SHOP, CORP, session));

        assertThat(issued.access().scopes()).hasToString("openid groups");
    }

    private void sharing(Client client, Client... others) {
        test.clients.put(
                with(client, new Sharing.With(Stream.of(others).map(Client::id).collect(Collectors.toSet()))));
    }

    private static Client with(Client client, Sharing sharing) {
        return client.with().sessions(new SessionRules(sharing, false)).build();
    }

    private Session stored(Session session) {
        return test.storedSessions.find(session.id()).orElseThrow();
    }

    private IssuedCode issued(NextStep step) {
        var code = new AuthorizationCode(Secret.of(told(step).getOrDefault("code", "")));
        return ((Redemption.First) test.codes.redeem(code, test.clock.instant())).issued();
    }
}
