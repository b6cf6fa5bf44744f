package io.lintel.server.page;

/// Why a page that asks for a second factor is shown again.
public enum FactorProblem {
    WRONG_CODE(401, Message.FACTOR_WRONG_CODE),
    WRONG_KEY(401, Message.FACTOR_WRONG_KEY),
    WRONG_RECOVERY_CODE(401, Message.FACTOR_WRONG_RECOVERY),
    TOO_MANY_ATTEMPTS(429, Message.FACTOR_TOO_MANY),
    TOO_MANY_ENROLLED(400, Message.FACTOR_TOO_MANY_ENROLLED);

    private final int status;
    private final Message text;

    FactorProblem(int status, Message text) {
        this.status = status;
        this.text = text;
    }

    int status() {
        return status;
    }

    Message text() {
        return text;
    }
}
