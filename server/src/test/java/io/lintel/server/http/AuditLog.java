package io.lintel.server.http;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/// What the server writes into its log while this is open.
final class AuditLog implements AutoCloseable {

    /// One line.
    record Line(String message, Map<String, String> attributes) {

        String attribute(String key) {
            return attributes.getOrDefault(key, "");
        }
    }

    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final List<Logger> loggers = List.of(logger("audit"), logger("io.lintel"));

    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            var attributes = new LinkedHashMap<>(event.getMDCPropertyMap());
            var pairs = event.getKeyValuePairs();
            if (pairs != null) {
                pairs.forEach(pair -> attributes.put(pair.key, String.valueOf(pair.value)));
            }
            lines.add(new Line(event.getFormattedMessage(), attributes));
        }
    };

    AuditLog() {
        appender.start();
        loggers.forEach(logger -> {
            logger.setLevel(Level.INFO);
            logger.addAppender(appender);
        });
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    /// The lines that belong to one attempt to sign in.
    List<Line> ofAttempt(String attempt) {
        return lines.stream()
                .filter(line -> line.attribute("attempt").equals(attempt))
                .toList();
    }

    List<Line> all() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        loggers.forEach(logger -> {
            logger.detachAppender(appender);
            logger.setLevel(null);
        });
    }
}
