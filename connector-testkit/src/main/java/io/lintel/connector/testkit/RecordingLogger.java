package io.lintel.connector.testkit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/// Takes every level, since a secret may be written at none.
final class RecordingLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    private final transient RecordingLoggers loggers;

    RecordingLogger(String name, RecordingLoggers loggers) {
        this.name = name;
        this.loggers = loggers;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String message,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        var text = MessageFormatter.basicArrayFormat(message, arguments);
        loggers.write(level + " " + name + " " + text + (thrown == null ? "" : "\n" + StackTrace.of(thrown)));
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return RecordingLogger.class.getName();
    }

    @Override
    public boolean isTraceEnabled() {
        return loggers.areRecording();
    }

    @Override
    public boolean isDebugEnabled() {
        return loggers.areRecording();
    }

    @Override
    public boolean isInfoEnabled() {
        return loggers.areRecording();
    }

    @Override
    public boolean isWarnEnabled() {
        return loggers.areRecording();
    }

    @Override
    public boolean isErrorEnabled() {
        return loggers.areRecording();
    }
}
