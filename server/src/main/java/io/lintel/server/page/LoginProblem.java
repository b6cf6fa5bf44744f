package io.lintel.server.page;

/// Why a login form is shown again.
public enum LoginProblem {
    /// Unknown user, wrong password, blocked or throttled account: an end-user cannot tell them apart.
    WRONG_CREDENTIALS(401, Message.LOGIN_WRONG),
    /// More than the server takes at once; nothing was checked.
    BUSY(503, Message.LOGIN_BUSY),
    /// The upstream provider could not be asked.
    UNAVAILABLE(503, Message.LOGIN_UNAVAILABLE);

    private final int status;
    private final Message text;

    LoginProblem(int status, Message text) {
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
