package io.lintel.factor;

import io.lintel.factor.Enrolment.Application;
import io.lintel.factor.Enrolment.SecurityKey;
import io.lintel.factor.FactorAnswer.Reason;
import io.lintel.factor.PassedFactor.Method;
import io.lintel.oauth2.Subject;
import io.lintel.secret.Digest;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Checks second factors and enrols them. What a holder has is changed by whoever is first; who comes second
/// looks again at what is there then, so that nothing is used twice.
public final class SecondFactors {

    private final FactorHolders holders;
    private final KeyVerifier verifier;
    private final KeyChallenges challenges;
    private final Entropy entropy;
    private final Clock clock;

    public SecondFactors(
            FactorHolders holders, KeyVerifier verifier, KeyChallenges challenges, Entropy entropy, Clock clock) {
        this.holders = holders;
        this.verifier = verifier;
        this.challenges = challenges;
        this.entropy = entropy;
        this.clock = clock;
    }

    /// Who enrols.
    public enum Enroller {
        /// somebody who has logged in, has nothing enrolled with the authenticator, and may enrol at login
        NEWCOMER,
        /// somebody who has passed a factor just now, or has none at all and has logged in just now
        HOLDER
    }

    public FactorHolder holder(Subject subject) {
        return holders.find(subject).orElseGet(() -> FactorHolder.ofNothing(subject));
    }

    /// Checks a code of an application. It counts once (RFC 6238, section 5.2).
    public FactorAnswer checkCode(Subject subject, Authenticator authenticator, Secret code) {
        return attempt(subject, holder -> {
            var now = clock.instant();
            var applications = holder.applications(authenticator.id()).toList();
            if (applications.isEmpty()) {
                return refused(Reason.NOT_ENROLLED, "no application is enrolled");
            }
            for (var application : applications) {
                var step = application.secret().findStep(code, now, application.lastStep());
                if (step.isPresent()) {
                    return passed(
                            holder.replacing(application.used(step.getAsLong(), now)),
                            authenticator,
                            Method.CODE,
                            false);
                }
            }
            return refused(Reason.WRONG, "the code is wrong or was used before");
        });
    }

    /// Enrols an application whose first code is right. That code counts as used.
    ///
    /// @param name as the holder calls it; may be blank
    public FactorAnswer enrolApplication(
            Subject subject,
            Authenticator authenticator,
            TotpSecret secret,
            Secret code,
            String name,
            Enroller enroller) {
        return attempt(subject, holder -> {
            var now = clock.instant();
            var refusal = refusal(holder, authenticator, enroller);
            if (refusal.isPresent()) {
                return new Attempt.Refused(refusal.get());
            }
            if (holder.applications(authenticator.id())
                    .anyMatch(each -> each.secret().equals(secret))) {
                return refused(Reason.ALREADY_ENROLLED, "this application is enrolled already");
            }
            var step = secret.findStep(code, now, Long.MIN_VALUE);
            if (step.isEmpty()) {
                return refused(Reason.WRONG, "the first code of the application is wrong");
            }
            var application = new Application(
                    entropy.identifier(), authenticator.id(), name.strip(), now, now, secret, step.getAsLong());
            return passed(holder.with(application), authenticator, Method.CODE, true);
        });
    }

    /// A challenge to show a key that is enrolled, or to register another.
    public KeyChallenges.Issued challenge(KeyChallenges.Binding binding, RelyingParty party) {
        return challenges.issue(binding, party);
    }

    /// Registers a key that answers its challenge.
    ///
    /// @param name as the holder calls it; may be blank
    public FactorAnswer enrolKey(
            KeyChallenges.Binding binding,
            Authenticator authenticator,
            RelyingParty party,
            KeyAnswer answer,
            String name,
            Enroller enroller) {
        Enrolment.Credential credential;
        try {
            var challenge = challenges.spend(binding, answer.ticket());
            credential = verifier.verifyRegistration(party, challenge, answer.json());
        } catch (RefusedKeyException refused) {
            return FactorAnswer.refused(Reason.WRONG, String.valueOf(refused.getMessage()));
        }
        return attempt(binding.subject(), holder -> {
            var now = clock.instant();
            var refusal = refusal(holder, authenticator, enroller);
            if (refusal.isPresent()) {
                return new Attempt.Refused(refusal.get());
            }
            if (findKey(holder, authenticator, credential.id()).isPresent()) {
                return refused(Reason.ALREADY_ENROLLED, "this key is enrolled already");
            }
            var key = new SecurityKey(entropy.identifier(), authenticator.id(), name.strip(), now, now, credential);
            return passed(holder.with(key), authenticator, method(credential), true);
        });
    }

    /// Checks the answer of a key. A counter that does not grow is that of a copy (Web Authentication, level 2,
    /// section 6.1.1).
    public FactorAnswer checkKey(
            KeyChallenges.Binding binding, Authenticator authenticator, RelyingParty party, KeyAnswer answer) {
        try {
            var challenge = challenges.spend(binding, answer.ticket());
            var id = verifier.credentialId(answer.json());
            return attempt(binding.subject(), holder -> {
                var enrolled = findKey(holder, authenticator, id);
                if (enrolled.isEmpty()) {
                    return refused(Reason.NOT_ENROLLED, "no such key is enrolled");
                }
                var key = enrolled.get();
                var counter = verifier.verifyAssertion(party, challenge, key.key(), answer.json());
                if (counter <= key.key().counter() && (counter != 0 || key.key().counter() != 0)) {
                    return refused(Reason.WRONG, "the counter of the key has not grown: there may be a copy of it");
                }
                return passed(
                        holder.replacing(key.used(key.key().counted(counter), clock.instant())),
                        authenticator,
                        method(key.key()),
                        false);
            });
        } catch (RefusedKeyException refused) {
            return FactorAnswer.refused(Reason.WRONG, String.valueOf(refused.getMessage()));
        }
    }

    /// Takes a recovery code in place of a factor that is enrolled. It counts once.
    public FactorAnswer checkRecoveryCode(Subject subject, Authenticator authenticator, Secret typed) {
        var code = RecoveryCode.parse(typed.reveal()).map(RecoveryCode::hash);
        return attempt(subject, holder -> {
            if (!holder.has(authenticator.id())) {
                return refused(Reason.NOT_ENROLLED, "nothing is enrolled that a recovery code could stand for");
            }
            if (code.isEmpty() || !contains(holder.recoveryCodes(), code.get())) {
                return refused(Reason.WRONG, "the recovery code is wrong or was used before");
            }
            return passed(holder.withoutRecoveryCode(code.get()), authenticator, Method.RECOVERY_CODE, false);
        });
    }

    /// Stores recovery codes in place of those there are.
    ///
    /// @return false, and nothing is stored, if nothing is enrolled that they could stand for
    public boolean keepRecoveryCodes(Subject subject, List<RecoveryCode> codes) {
        return change(
                subject,
                holder -> holder.enrolments().isEmpty()
                        ? Optional.empty()
                        : Optional.of(holder.withRecoveryCodes(codes, clock.instant())));
    }

    /// Removes what an end-user has enrolled.
    ///
    /// @param mayBeLast whether the last one of its authenticator may go; where nobody can enrol at login,
    ///     its holder would never come in again
    /// @return false, and nothing is removed, if there is no such thing or it has to stay
    public boolean remove(Subject subject, String enrolmentId, boolean mayBeLast) {
        return change(subject, holder -> holder.find(enrolmentId)
                .filter(enrolment -> mayBeLast || !holder.isLast(enrolment))
                .map(enrolment -> holder.without(enrolmentId)));
    }

    private static Optional<FactorAnswer.Refused> refusal(
            FactorHolder holder, Authenticator authenticator, Enroller enroller) {
        if (holder.enrolments().size() >= FactorHolder.MOST_ENROLMENTS) {
            return Optional.of(new FactorAnswer.Refused(Reason.TOO_MANY, "too many factors are enrolled"));
        }
        if (enroller == Enroller.NEWCOMER && holder.has(authenticator.id())) {
            return Optional.of(new FactorAnswer.Refused(
                    Reason.ALREADY_ENROLLED, "whoever has a factor shows it before adding another"));
        }
        var nothing = holder.enrolments().isEmpty() || enroller == Enroller.NEWCOMER;
        if (nothing && authenticator.enrolling() == Authenticator.Enrolling.FORBIDDEN) {
            return Optional.of(
                    new FactorAnswer.Refused(Reason.ENROLMENT_FORBIDDEN, "nobody may enrol with this authenticator"));
        }
        return Optional.empty();
    }

    private static Optional<SecurityKey> findKey(FactorHolder holder, Authenticator authenticator, String id) {
        return holder.keys(authenticator.id())
                .filter(key -> key.key().id().equals(id))
                .findFirst();
    }

    private static Method method(Enrolment.Credential credential) {
        return credential.isSynchronized() ? Method.SYNCHRONIZED_KEY : Method.BOUND_KEY;
    }

    /// Looks at every hash, wherever it is.
    private static boolean contains(List<String> hashes, String hash) {
        var found = false;
        for (var each : hashes) {
            found |= Digest.equal(each.getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
        }
        return found;
    }

    private Attempt passed(FactorHolder next, Authenticator authenticator, Method method, boolean enrolled) {
        var passed = new PassedFactor(authenticator.id(), method, enrolled, clock.instant());
        return new Attempt.Passed(next, new FactorProof(next.subject(), passed));
    }

    private static Attempt refused(Reason reason, String detail) {
        return new Attempt.Refused(new FactorAnswer.Refused(reason, detail));
    }

    /// What an attempt comes to if nobody is faster.
    private sealed interface Attempt {
        record Passed(FactorHolder next, FactorProof proof) implements Attempt {}

        record Refused(FactorAnswer.Refused answer) implements Attempt {}
    }

    /// Every time somebody was faster, somebody has succeeded; so this ends.
    private FactorAnswer attempt(Subject subject, Function<FactorHolder, Attempt> judge) {
        while (true) {
            switch (judge.apply(holder(subject))) {
                case Attempt.Refused refused -> {
                    return refused.answer();
                }
                case Attempt.Passed passed -> {
                    if (holders.replace(passed.next())) {
                        return new FactorAnswer.Passed(passed.proof());
                    }
                }
            }
        }
    }

    private boolean change(Subject subject, Function<FactorHolder, Optional<FactorHolder>> next) {
        while (true) {
            var changed = next.apply(holder(subject));
            if (changed.isEmpty()) {
                return false;
            }
            if (holders.replace(changed.get())) {
                return true;
            }
        }
    }
}
