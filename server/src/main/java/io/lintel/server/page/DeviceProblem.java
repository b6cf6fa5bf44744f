package io.lintel.server.page;

/// Why the form for a device's code is shown again.
public enum DeviceProblem {
    /// No device waits with that code: mistyped, answered or expired.
    UNKNOWN_CODE(400, Message.DEVICE_UNKNOWN),
    /// Too many codes were guessed from where it comes, or everywhere; this one was not looked at.
    TOO_MANY(429, Message.DEVICE_MANY);

    private final int status;
    private final Message text;

    DeviceProblem(int status, Message text) {
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
