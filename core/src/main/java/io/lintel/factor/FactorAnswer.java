package io.lintel.factor;

/// What came of an attempt to pass a second factor.
public sealed interface FactorAnswer {

    record Passed(FactorProof proof) implements FactorAnswer {}

    /// @param detail for the log
    record Refused(Reason reason, String detail) implements FactorAnswer {}

    /// Why nothing was passed.
    enum Reason {
        /// wrong, too old, or used before
        WRONG,
        /// there is nothing to check against
        NOT_ENROLLED,
        /// something is enrolled already, and that is what is to be shown
        ALREADY_ENROLLED,
        /// nobody may enrol here
        ENROLMENT_FORBIDDEN,
        /// it was not looked at: there were too many attempts
        TOO_MANY_ATTEMPTS,
        /// there is no room for more
        TOO_MANY
    }

    static FactorAnswer refused(Reason reason, String detail) {
        return new Refused(reason, detail);
    }
}
