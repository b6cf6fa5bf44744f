package io.lintel.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import io.lintel.server.settings.LoggerSettings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The log of this process.
public final class Logging {

    /// What an operator of Lintel hears of only when something is wrong, or when asking for everything.
    private static final List<String> LIBRARIES =
            List.of("io.micronaut", "io.netty", "reactor", "com.zaxxer.hikari", "org.flywaydb", "org.postgresql");

    private Logging() {}

    /// From now on records are written as the settings say, to standard error.
    public static void configure(LoggerSettings settings) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            configure(context, settings, standardError());
        }
    }

    /// Sends what uses the logging of the JDK the same way. Costs nothing until something does.
    public static void adoptJavaLogging() {
        System.setProperty("java.util.logging.config.class", JavaLogging.class.getName());
    }

    static void configure(LoggerContext context, LoggerSettings settings, OutputStream out) {
        context.reset();
        var appender = new OutputStreamAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setName("lintel");
        var attributes = new Attributes(settings.excludeFields());
        var encoder =
                switch (settings.format()) {
                    case TEXT -> new TextEncoder(attributes);
                    case JSON -> new JsonEncoder(attributes);
                };
        encoder.setContext(context);
        encoder.start();
        appender.setEncoder(encoder);
        appender.setOutputStream(out);
        var filter = new FrameworkDetail();
        filter.start();
        appender.addFilter(filter);
        appender.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        var level = level(settings.level());
        root.setLevel(level);
        if (level.isGreaterOrEqual(Level.INFO) && !level.isGreaterOrEqual(Level.WARN)) {
            LIBRARIES.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
        }
    }

    /// Not [System#err], which others may have replaced. It is never closed: what ends a log must not end it
    /// for the whole process.
    static OutputStream standardError() {
        return new UnclosedStream(new FileOutputStream(FileDescriptor.err));
    }

    private static Level level(LoggerSettings.Level level) {
        return switch (level) {
            case DEBUG -> Level.DEBUG;
            case INFO -> Level.INFO;
            case WARN -> Level.WARN;
            case ERROR -> Level.ERROR;
            case OFF -> Level.OFF;
        };
    }
}
