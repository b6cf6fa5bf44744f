package io.lintel.server;

import java.util.ArrayList;

/// The messages of an exception and its causes, for an operator.
final class Causes {

    private Causes() {}

    static String of(Throwable thrown) {
        var messages = new ArrayList<String>();
        for (var cause = thrown; cause != null && messages.size() < 8; cause = cause.getCause()) {
            var message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            if (messages.isEmpty() || !messages.getLast().contains(message)) {
                messages.add(message);
            }
        }
        return String.join(": ", messages);
    }
}
