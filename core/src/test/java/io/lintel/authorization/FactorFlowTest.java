package io.lintel.authorization;

import static io.lintel.authorization.FakeConnectors.CORP;
import static io.lintel.authorization.TestFlow.refused;
import static io.lintel.authorization.TestFlow.stale;
import static io.lintel.authorization.TestFlow.told;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.factor.TestFactors.APP;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.Identity;
import io.lintel.factor.Authenticator;
import io.lintel.factor.AuthenticatorId;
import io.lintel.factor.FactorAnswer;
import io.lintel.factor.FactorChain;
import io.lintel.factor.FactorProof;
import io.lintel.factor.FactorRules;
import io.lintel.factor.TestFactors;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.Subject;
import io.lintel.session.AuthenticationMethod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A login takes the factors that the client demands.
@Tag("SEC-A14")
final class FactorFlowTest {

    private static final Authenticator OTHER = TestFactors.application("other-app");
    private static final Identity ALICE = Identity.of("alice").build();
    private static final Subject SUBJECT = new Subject("alice", "corp");

    private final TestFlow test =
            new TestFlow(false, false, new FactorRules(List.of(APP, OTHER), List.of(APP.id(), OTHER.id())));

    @Test
    void factorsAreAskedForInOrderAndThenConsent() {
        var pending = test.departed(CORP);

        assertThat(due(logIn(pending))).isEqualTo(APP);
        stale(() -> test.flow.requireAsked(pending.id()));
        stale(() -> test.flow.consented(pending.id()));
        assertThat(due(test.flow.factorPassed(pending.id(), enrol(pending, APP))))
                .isEqualTo(OTHER);
        stale(() -> test.flow.consented(pending.id()));
        assertThat(test.flow.factorPassed(pending.id(), enrol(pending, OTHER)))
                .isInstanceOf(NextStep.KeepRecoveryCodes.class);
        test.factors.factors.keepRecoveryCodes(SUBJECT, pending.secrets().recoveryCodes());
        assertThat(test.flow.recoveryCodesKept(pending.id())).isInstanceOf(NextStep.AskConsent.class);

        var code = told(test.flow.consented(pending.id())).getOrDefault("code", "");
        var login = test.codes.issued(code).orElseThrow().authentication();
        assertThat(login.methods())
                .contains(AuthenticationMethod.ONE_TIME_PASSWORD, AuthenticationMethod.MULTIPLE_FACTORS);
        assertThat(login.at()).isEqualTo(TestAuthorizations.NOW);
    }

    @Test
    void proofCountsOnceForItsUserAndForWhatIsDue() {
        var pending = test.departed(CORP);
        logIn(pending);
        var other = enrol(pending, OTHER);
        var proof = enrol(pending, APP);
        var bobs = test.departed(CORP);
        test.loggedIn(bobs, CORP.id(), Identity.of("bob").build());

        stale(() -> test.flow.factorPassed(bobs.id(), proof));
        assertThat(due(test.flow.factorPassed(pending.id(), proof))).isEqualTo(OTHER);
        stale(() -> test.flow.factorPassed(pending.id(), proof));
        assertThat(test.flow.factorPassed(pending.id(), other)).isInstanceOf(NextStep.KeepRecoveryCodes.class);
        stale(() -> test.flow.factorPassed(pending.id(), other));
    }

    @Test
    void whoHasAnotherFactorShowsItBeforeEnrollingOne() {
        test.clients.put(SHOP.with().factors(FactorChain.of(APP.id())).build());
        var first = test.departed(CORP);
        logIn(first);
        test.flow.factorPassed(first.id(), enrol(first, APP));
        test.clients.put(SHOP.with().factors(FactorChain.of(OTHER.id())).build());
        test.clock.advance(Duration.ofSeconds(60));

        var second = test.departed(CORP);
        assertThat(due(logIn(second))).isEqualTo(APP);
        var shown = proof(test.factors.factors.checkCode(
                SUBJECT, APP, test.factors.code(first.secrets().totp(APP.id()))));
        assertThat(due(test.flow.factorPassed(second.id(), shown))).isEqualTo(OTHER);
    }

    @Test
    @Tag("SEC-H6")
    void clientThatDemandsWhatIsNotThereLetsNobodyIn() {
        test.clients.put(
                SHOP.with().factors(FactorChain.of(new AuthenticatorId("gone"))).build());
        var pending = test.departed(CORP);

        refused(ErrorCode.SERVER_ERROR, () -> logIn(pending));
    }

    @Test
    void clientThatDemandsNoneIsNotDelayed() {
        test.clients.put(SHOP.with().factors(FactorChain.of()).build());

        assertThat(logIn(test.departed(CORP))).isInstanceOf(NextStep.AskConsent.class);
    }

    private NextStep logIn(PendingAuthorization pending) {
        return test.loggedIn(pending, CORP.id(), ALICE);
    }

    private static Authenticator due(NextStep step) {
        return ((NextStep.PassFactor) step).authenticator();
    }

    private FactorProof enrol(PendingAuthorization pending, Authenticator authenticator) {
        return proof(
                test.factors.enrol(SUBJECT, authenticator, pending.secrets().totp(authenticator.id())));
    }

    private static FactorProof proof(FactorAnswer answer) {
        return ((FactorAnswer.Passed) answer).proof();
    }
}
