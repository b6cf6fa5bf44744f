package io.lintel.factor;

import static io.lintel.factor.TestFactors.ALICE;
import static io.lintel.factor.TestFactors.ALICE_ELSEWHERE;
import static io.lintel.factor.TestFactors.APP;
import static io.lintel.factor.TestFactors.BOB;
import static io.lintel.factor.TestFactors.KEY;
import static io.lintel.factor.TestFactors.PARTY;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.factor.FactorAnswer.Passed;
import io.lintel.factor.FactorAnswer.Reason;
import io.lintel.factor.FactorAnswer.Refused;
import io.lintel.factor.KeyChallenges.Binding;
import io.lintel.factor.KeyChallenges.Purpose;
import io.lintel.factor.SecondFactors.Enroller;
import io.lintel.secret.Secret;
import io.lintel.signing.SettableClock;
import io.lintel.storage.Race;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class SecondFactorsTest {

    private static final TotpSecret SECRET = TotpSecret.of("12345678901234567890".getBytes(US_ASCII));
    private static final TotpSecret OTHER = TotpSecret.of("09876543210987654321".getBytes(US_ASCII));

    private final SettableClock clock = new SettableClock(TestFactors.NOW);
    private final TestSecondFactors test = TestSecondFactors.at(clock);
    private final SecondFactors factors = test.factors;

    @Test
    @Tag("SEC-H5")
    void codeCountsOnce() {
        enrolAlice();

        assertThat(reason(factors.checkCode(ALICE, APP, test.code(SECRET)))).isEqualTo(Reason.WRONG);
        clock.advance(Duration.ofSeconds(30));
        assertThat(factors.checkCode(ALICE, APP, test.code(SECRET))).isInstanceOf(Passed.class);
        assertThat(reason(factors.checkCode(ALICE, APP, test.code(SECRET)))).isEqualTo(Reason.WRONG);
        assertThat(reason(factors.checkCode(ALICE, APP, SECRET.code(test.step() - 1))))
                .isEqualTo(Reason.WRONG);
    }

    @Test
    @Tag("SEC-H5")
    @Tag("REL-12")
    void ofManyWhoTypeOneCodeAtOnceExactlyOnePasses() {
        enrolAlice();
        clock.advance(Duration.ofMinutes(1));

        var answers = Race.of(50, _ -> factors.checkCode(ALICE, APP, test.code(SECRET)));

        assertThat(answers).filteredOn(Passed.class::isInstance).hasSize(1);
    }

    @Test
    @Tag("SEC-H5")
    void windowIsOneStep() {
        enrolAlice();
        clock.advance(Duration.ofMinutes(10));

        for (var wrong : new long[] {-3, -2, 2, 3}) {
            assertThat(reason(factors.checkCode(ALICE, APP, SECRET.code(test.step() + wrong))))
                    .isEqualTo(Reason.WRONG);
        }
        for (var right : new long[] {-1, 0, 1}) {
            assertThat(factors.checkCode(ALICE, APP, SECRET.code(test.step() + right)))
                    .isInstanceOf(Passed.class);
        }
    }

    @Test
    @Tag("SEC-B4")
    void codeIsThatOfOneUserAtOneConnector() {
        enrolAlice();
        clock.advance(Duration.ofMinutes(1));

        assertThat(reason(factors.checkCode(BOB, APP, test.code(SECRET)))).isEqualTo(Reason.NOT_ENROLLED);
        assertThat(reason(factors.checkCode(ALICE_ELSEWHERE, APP, test.code(SECRET))))
                .isEqualTo(Reason.NOT_ENROLLED);
    }

    @Test
    void applicationIsEnrolledByItsFirstCodeAlone() {
        var wrong = factors.enrolApplication(ALICE, APP, SECRET, test.code(OTHER), "", Enroller.NEWCOMER);

        assertThat(reason(wrong)).isEqualTo(Reason.WRONG);
        assertThat(factors.holder(ALICE).enrolments()).isEmpty();
        var passed = proof(test.enrol(ALICE, APP, SECRET));
        assertThat(passed.subject()).isEqualTo(ALICE);
        assertThat(passed.passed().enrolled()).isTrue();
        assertThat(passed.passed().authenticator()).isEqualTo(APP.id());
    }

    @Test
    @Tag("SEC-A14")
    void whoHasAFactorShowsItBeforeAddingAnother() {
        enrolAlice();
        test.enrolKey(ALICE, "key1", Enroller.NEWCOMER);

        assertThat(reason(test.enrol(ALICE, APP, OTHER))).isEqualTo(Reason.ALREADY_ENROLLED);
        assertThat(reason(test.enrolKey(ALICE, "key2", Enroller.NEWCOMER))).isEqualTo(Reason.ALREADY_ENROLLED);
        assertThat(factors.enrolApplication(ALICE, APP, OTHER, test.code(OTHER), "", Enroller.HOLDER))
                .isInstanceOf(Passed.class);
        assertThat(test.enrolKey(ALICE, "key2", Enroller.HOLDER)).isInstanceOf(Passed.class);
    }

    @Test
    @Tag("SEC-A14")
    void ofManyWhoEnrolFirstExactlyOneDoes() {
        var answers = Race.of(20, i -> i % 2 == 0 ? test.enrol(ALICE, APP, SECRET) : test.enrol(ALICE, APP, OTHER));

        assertThat(answers).filteredOn(Passed.class::isInstance).hasSize(1);
        assertThat(factors.holder(ALICE).enrolments()).hasSize(1);
    }

    @Test
    void whereEnrolmentIsForbiddenNobodyEnrolsAtLoginButAHolderAdds() {
        var forbidden = TestFactors.forbidden(APP);

        assertThat(reason(test.enrol(ALICE, forbidden, SECRET))).isEqualTo(Reason.ENROLMENT_FORBIDDEN);
        assertThat(reason(factors.enrolApplication(ALICE, forbidden, SECRET, test.code(SECRET), "", Enroller.HOLDER)))
                .isEqualTo(Reason.ENROLMENT_FORBIDDEN);
        enrolAlice();
        assertThat(factors.enrolApplication(ALICE, forbidden, OTHER, test.code(OTHER), "", Enroller.HOLDER))
                .isInstanceOf(Passed.class);
    }

    @Test
    void enrolmentsAreBounded() {
        for (var i = 0; i < FactorHolder.MOST_ENROLMENTS; i++) {
            assertThat(test.enrolKey(ALICE, "key" + i, Enroller.HOLDER)).isInstanceOf(Passed.class);
        }

        assertThat(reason(test.enrolKey(ALICE, "more", Enroller.HOLDER))).isEqualTo(Reason.TOO_MANY);
    }

    @Test
    @Tag("SEC-H5")
    void fallingCounterIsRefusedAndTheKeyThatCountsOnIsNot() {
        test.enrolKey(ALICE, "key1", Enroller.NEWCOMER);

        assertThat(test.show(ALICE, "key1", 7)).isInstanceOf(Passed.class);
        assertThat(reason(test.show(ALICE, "key1", 7))).isEqualTo(Reason.WRONG);
        assertThat(reason(test.show(ALICE, "key1", 6))).isEqualTo(Reason.WRONG);
        assertThat(reason(test.show(ALICE, "key1", 0))).isEqualTo(Reason.WRONG);
        assertThat(test.show(ALICE, "key1", 8)).isInstanceOf(Passed.class);
    }

    @Test
    void keyThatNeverCountsIsTaken() {
        test.enrolKey(ALICE, "passkey", Enroller.NEWCOMER);

        assertThat(proof(test.show(ALICE, "passkey", 0)).passed().method())
                .isEqualTo(PassedFactor.Method.SYNCHRONIZED_KEY);
        assertThat(test.show(ALICE, "passkey", 0)).isInstanceOf(Passed.class);
    }

    @Test
    @Tag("SEC-H5")
    @Tag("SEC-B4")
    void challengeIsSpentByItsFirstAnswerAndBoundToFlowUserAndPurpose() {
        test.enrolKey(ALICE, "key1", Enroller.NEWCOMER);
        test.enrolKey(BOB, "key1", Enroller.NEWCOMER);
        var binding = test.binding(ALICE, Purpose.LOG_IN);
        var challenge = factors.challenge(binding, PARTY);
        var answer = FakeKeys.answer(challenge, "key1", 0);

        for (var other : new Binding[] {
            new Binding("login 2", ALICE, KEY.id(), Purpose.LOG_IN),
            new Binding("login 1", BOB, KEY.id(), Purpose.LOG_IN),
            new Binding("login 1", ALICE, APP.id(), Purpose.LOG_IN),
            new Binding("login 1", ALICE, KEY.id(), Purpose.REGISTER)
        }) {
            assertThat(reason(factors.checkKey(other, KEY, PARTY, answer))).isEqualTo(Reason.WRONG);
        }
        assertThat(factors.checkKey(binding, KEY, PARTY, answer)).isInstanceOf(Passed.class);
        assertThat(reason(factors.checkKey(binding, KEY, PARTY, answer))).isEqualTo(Reason.WRONG);

        var second = factors.challenge(binding, PARTY);
        factors.checkKey(binding, KEY, PARTY, new KeyAnswer(second.ticket(), "key1 wrong 0"));
        assertThat(reason(factors.checkKey(binding, KEY, PARTY, FakeKeys.answer(second, "key1", 0))))
                .isEqualTo(Reason.WRONG);
    }

    @Test
    @Tag("SEC-H5")
    void challengeGrowsTooOld() {
        test.enrolKey(ALICE, "key1", Enroller.NEWCOMER);
        var binding = test.binding(ALICE, Purpose.LOG_IN);
        var answer = FakeKeys.answer(factors.challenge(binding, PARTY), "key1", 0);
        clock.advance(PARTY.timeout());

        assertThat(reason(factors.checkKey(binding, KEY, PARTY, answer))).isEqualTo(Reason.WRONG);
    }

    @Test
    void recoveryCodeStandsForAnyFactorOnce() {
        enrolAlice();
        var codes = new PendingSecrets(Secret.of("key"), "flow").recoveryCodes();
        assertThat(factors.holder(ALICE).lacksRecoveryCodes()).isTrue();
        assertThat(factors.keepRecoveryCodes(ALICE, codes)).isTrue();
        assertThat(factors.holder(ALICE).lacksRecoveryCodes()).isFalse();

        var typed = Secret.of(" " + codes.getFirst().shown().reveal().toUpperCase(Locale.ROOT));
        assertThat(proof(factors.checkRecoveryCode(ALICE, APP, typed)).passed().method())
                .isEqualTo(PassedFactor.Method.RECOVERY_CODE);
        assertThat(reason(factors.checkRecoveryCode(ALICE, APP, typed))).isEqualTo(Reason.WRONG);
        assertThat(reason(factors.checkRecoveryCode(BOB, APP, codes.get(1).value())))
                .isEqualTo(Reason.NOT_ENROLLED);
        assertThat(reason(factors.checkRecoveryCode(ALICE, KEY, codes.get(1).value())))
                .isEqualTo(Reason.NOT_ENROLLED);
        assertThat(factors.checkRecoveryCode(ALICE, APP, codes.get(1).value())).isInstanceOf(Passed.class);
    }

    @Test
    @Tag("SEC-B5")
    void recoveryCodesAreTenOf128BitsAndKeptAsHashes() {
        enrolAlice();
        var codes = new PendingSecrets(Secret.of("key"), "flow").recoveryCodes();
        factors.keepRecoveryCodes(ALICE, codes);

        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        for (var code : codes) {
            assertThat(code.value().reveal()).hasSize(26);
            assertThat(factors.holder(ALICE).recoveryCodes().toString())
                    .doesNotContain(code.value().reveal());
        }
        assertThat(new PendingSecrets(Secret.of("key"), "other flow").recoveryCodes())
                .doesNotContainAnyElementsOf(codes);
        assertThat(new PendingSecrets(Secret.of("other key"), "flow").recoveryCodes())
                .doesNotContainAnyElementsOf(codes);
    }

    @Test
    void newRecoveryCodesReplaceTheOldOnes() {
        enrolAlice();
        var old = new PendingSecrets(Secret.of("key"), "flow").recoveryCodes();
        factors.keepRecoveryCodes(ALICE, old);
        factors.keepRecoveryCodes(ALICE, new PendingSecrets(Secret.of("key"), "other").recoveryCodes());

        assertThat(reason(factors.checkRecoveryCode(ALICE, APP, old.getFirst().value())))
                .isEqualTo(Reason.WRONG);
    }

    @Test
    void recoveryCodesGoWithTheLastEnrolment() {
        enrolAlice();
        var codes = new PendingSecrets(Secret.of("key"), "flow").recoveryCodes();
        factors.keepRecoveryCodes(ALICE, codes);
        var id = factors.holder(ALICE).enrolments().getFirst().id();

        assertThat(factors.remove(ALICE, id, false)).isFalse();
        assertThat(factors.remove(ALICE, "another", true)).isFalse();
        assertThat(factors.remove(BOB, id, true)).isFalse();
        assertThat(factors.remove(ALICE, id, true)).isTrue();

        assertThat(factors.holder(ALICE).recoveryCodes()).isEmpty();
        assertThat(factors.keepRecoveryCodes(ALICE, codes)).isFalse();
        assertThat(test.enrol(ALICE, APP, OTHER)).isInstanceOf(Passed.class);
    }

    private void enrolAlice() {
        assertThat(test.enrol(ALICE, APP, SECRET)).isInstanceOf(Passed.class);
    }

    private static FactorProof proof(FactorAnswer answer) {
        return ((Passed) answer).proof();
    }

    private static Reason reason(FactorAnswer answer) {
        return ((Refused) answer).reason();
    }
}
