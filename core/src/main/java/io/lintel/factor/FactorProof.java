package io.lintel.factor;

import io.lintel.oauth2.Subject;

/// That an end-user has passed a second factor just now. Only [SecondFactors] makes one.
public final class FactorProof {

    private final Subject subject;
    private final PassedFactor passed;

    FactorProof(Subject subject, PassedFactor passed) {
        this.subject = subject;
        this.passed = passed;
    }

    public Subject subject() {
        return subject;
    }

    public PassedFactor passed() {
        return passed;
    }
}
