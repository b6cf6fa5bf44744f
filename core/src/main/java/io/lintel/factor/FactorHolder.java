package io.lintel.factor;

import io.lintel.oauth2.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All that one end-user has enrolled.
///
/// @param generation 0 for an end-user who has never had anything, one more with every change
/// @param recoveryCodes hashes of those that were not used
/// @param recoveryCodesMadeAt null if there never were any, or they went with the last enrolment
public record FactorHolder(
        Subject subject,
        long generation,
        List<Enrolment> enrolments,
        List<String> recoveryCodes,
        @Nullable Instant recoveryCodesMadeAt) {

    /// More than anybody needs; each is checked against what is typed.
    public static final int MOST_ENROLMENTS = 20;

    public FactorHolder {
        enrolments = List.copyOf(enrolments);
        recoveryCodes = List.copyOf(recoveryCodes);
    }

    public static FactorHolder ofNothing(Subject subject) {
        return new FactorHolder(subject, 0, List.of(), List.of(), null);
    }

    public boolean has(AuthenticatorId authenticator) {
        return enrolments.stream()
                .anyMatch(enrolment -> enrolment.authenticator().equals(authenticator));
    }

    public Optional<Enrolment> find(String enrolmentId) {
        return enrolments.stream()
                .filter(enrolment -> enrolment.id().equals(enrolmentId))
                .findFirst();
    }

    /// Whether nothing else is enrolled with its authenticator.
    public boolean isLast(Enrolment enrolment) {
        return enrolments.stream()
                .noneMatch(each -> each.authenticator().equals(enrolment.authenticator())
                        && !each.id().equals(enrolment.id()));
    }

    /// Whether codes should be made: something is enrolled, and there never were any for it.
    public boolean lacksRecoveryCodes() {
        return !enrolments.isEmpty() && recoveryCodesMadeAt == null;
    }

    Stream<Enrolment.Application> applications(AuthenticatorId authenticator) {
        return enrolments.stream().flatMap(enrolment -> switch (enrolment) {
            case Enrolment.Application application
            when application.authenticator().equals(authenticator) -> Stream.of(application);
            case Enrolment.Application _, Enrolment.SecurityKey _ -> Stream.empty();
        });
    }

    public Stream<Enrolment.SecurityKey> keys(AuthenticatorId authenticator) {
        return enrolments.stream().flatMap(enrolment -> switch (enrolment) {
            case Enrolment.SecurityKey key when key.authenticator().equals(authenticator) -> Stream.of(key);
            case Enrolment.SecurityKey _, Enrolment.Application _ -> Stream.empty();
        });
    }

    FactorHolder with(Enrolment added) {
        var all = new ArrayList<>(enrolments);
        all.add(added);
        return next(all, recoveryCodes, recoveryCodesMadeAt);
    }

    FactorHolder replacing(Enrolment changed) {
        UnaryOperator<Enrolment> swap = each -> each.id().equals(changed.id()) ? changed : each;
        return next(enrolments.stream().map(swap).toList(), recoveryCodes, recoveryCodesMadeAt);
    }

    /// Recovery codes stand for factors: they go with the last one.
    FactorHolder without(String enrolmentId) {
        var left = enrolments.stream()
                .filter(enrolment -> !enrolment.id().equals(enrolmentId))
                .toList();
        return left.isEmpty() ? next(left, List.of(), null) : next(left, recoveryCodes, recoveryCodesMadeAt);
    }

    FactorHolder withRecoveryCodes(List<RecoveryCode> codes, Instant at) {
        return next(enrolments, codes.stream().map(RecoveryCode::hash).toList(), at);
    }

    FactorHolder withoutRecoveryCode(String hash) {
        return next(
                enrolments,
                recoveryCodes.stream().filter(each -> !each.equals(hash)).toList(),
                recoveryCodesMadeAt);
    }

    private FactorHolder next(List<Enrolment> enrolled, List<String> codes, @Nullable Instant codesMadeAt) {
        return new FactorHolder(subject, generation + 1, enrolled, codes, codesMadeAt);
    }
}
