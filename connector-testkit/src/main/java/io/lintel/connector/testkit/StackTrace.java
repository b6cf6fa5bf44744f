package io.lintel.connector.testkit;

import java.io.PrintWriter;
import java.io.StringWriter;

/// A throwable as a log shows it: with the messages of all its causes.
final class StackTrace {
    private StackTrace() {}

    static String of(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
