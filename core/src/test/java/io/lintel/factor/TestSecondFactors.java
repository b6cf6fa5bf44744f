package io.lintel.factor;

import io.lintel.factor.KeyChallenges.Binding;
import io.lintel.factor.KeyChallenges.Purpose;
import io.lintel.factor.SecondFactors.Enroller;
import io.lintel.memory.InMemoryStores;
import io.lintel.oauth2.Subject;
import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.secret.SealingKey;
import io.lintel.secret.Secret;
import io.lintel.signing.SettableClock;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Second factors with fakes around them, and what people do with theirs.
public final class TestSecondFactors {

    public final FactorHolders holders = new InMemoryStores().factors();
    public final SecondFactors factors;
    final KeyChallenges challenges;
    private final Clock clock;

    public TestSecondFactors(Clock clock) {
        this.clock = clock;
        var entropy = new Entropy();
        Set<Secret> spent = new HashSet<>();
        this.challenges = new KeyChallenges(
                new Sealer(List.of(SealingKey.random(entropy)), entropy),
                (subject, challenge, until) -> {
                    synchronized (spent) {
                        return spent.add(challenge);
                    }
                },
                entropy,
                clock);
        this.factors = new SecondFactors(holders, new FakeKeys(), challenges, entropy, clock);
    }

    static TestSecondFactors at(SettableClock clock) {
        return new TestSecondFactors(clock);
    }

    long step() {
        return Math.floorDiv(clock.instant().getEpochSecond(), TotpSecret.STEP_SECONDS);
    }

    /// What an application with that secret shows now.
    public Secret code(TotpSecret secret) {
        return secret.code(step());
    }

    public FactorAnswer enrol(Subject subject, Authenticator authenticator, TotpSecret secret) {
        return factors.enrolApplication(subject, authenticator, secret, code(secret), "phone", Enroller.NEWCOMER);
    }

    Binding binding(Subject subject, Purpose purpose) {
        return new Binding("login 1", subject, TestFactors.KEY.id(), purpose);
    }

    FactorAnswer enrolKey(Subject subject, String credential, Enroller enroller) {
        var binding = binding(subject, Purpose.REGISTER);
        var answer = FakeKeys.answer(factors.challenge(binding, TestFactors.PARTY), credential, 0);
        return factors.enrolKey(binding, TestFactors.KEY, TestFactors.PARTY, answer, "key", enroller);
    }

    FactorAnswer show(Subject subject, String credential, long counter) {
        var binding = binding(subject, Purpose.LOG_IN);
        var answer = FakeKeys.answer(factors.challenge(binding, TestFactors.PARTY), credential, counter);
        return factors.checkKey(binding, TestFactors.KEY, TestFactors.PARTY, answer);
    }
}
