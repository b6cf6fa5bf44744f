package io.lintel.server.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.lintel.server.settings.LoggerSettings;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.slf4j.LoggerFactory;

/// What is written to the log while every logger says everything it can.
public final class EveryLogLine implements AutoCloseable {

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private EveryLogLine(LoggerSettings.Format format) {
        Logging.configure(context, new LoggerSettings(LoggerSettings.Level.DEBUG, format, List.of()), written);
        context.getLoggerList().forEach(logger -> logger.setLevel(Level.TRACE));
    }

    public static EveryLogLine asText() {
        return new EveryLogLine(LoggerSettings.Format.TEXT);
    }

    static EveryLogLine as(LoggerSettings.Format format) {
        return new EveryLogLine(format);
    }

    LoggerContext context() {
        return context;
    }

    public String text() {
        return written.toString(UTF_8);
    }

    /// From now on loggers say what they said before.
    @Override
    public void close() {
        new BeforeSettings().configure(context);
    }
}
