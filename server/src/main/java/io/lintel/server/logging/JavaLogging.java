package io.lintel.server.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/// Passes on what is logged by way of the JDK: by the JDK itself, and by libraries such as database drivers.
/// The JDK makes an instance of this class, named by a system property, when something logs that way for the
/// first time.
public final class JavaLogging {

    /// @throws UncheckedIOException never: the configuration is read from memory
    public JavaLogging() {
        var configuration = ".level=INFO\nhandlers=" + Passing.class.getName() + "\n";
        try {
            LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(configuration.getBytes(UTF_8)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// Writes each record once more, by SLF4J.
    public static final class Passing extends Handler {

        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord record) {
            var name = record.getLoggerName();
            LoggerFactory.getLogger(name == null ? "java" : name)
                    .atLevel(level(record.getLevel()))
                    .setCause(record.getThrown())
                    .log(formatter.formatMessage(record));
        }

        private static org.slf4j.event.Level level(Level level) {
            if (level.intValue() >= Level.SEVERE.intValue()) {
                return org.slf4j.event.Level.ERROR;
            }
            if (level.intValue() >= Level.WARNING.intValue()) {
                return org.slf4j.event.Level.WARN;
            }
            return level.intValue() >= Level.INFO.intValue() ? org.slf4j.event.Level.INFO : org.slf4j.event.Level.DEBUG;
        }

        @Override
        public void flush() {
            // SLF4J keeps nothing back.
        }

        @Override
        public void close() {
            // There is nothing to give back.
        }
    }
}
