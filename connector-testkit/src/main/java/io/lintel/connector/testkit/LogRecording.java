package io.lintel.connector.testkit;

import static java.util.stream.Collectors.joining;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/// What is logged through SLF4J, at any level and by any thread, between [#start()] and [#close()].
public final class LogRecording implements AutoCloseable {
    private final RecordingLoggers loggers;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    private LogRecording(RecordingLoggers loggers) {
        this.loggers = loggers;
    }

    /// @throws AssertionError if SLF4J writes to something else, so that nothing would be seen
    public static LogRecording start() {
        var factory = LoggerFactory.getILoggerFactory();
        if (!(factory instanceof RecordingLoggers loggers)) {
            throw new AssertionError("SLF4J writes to " + factory.getClass().getName()
                    + ", so the testkit cannot see what is logged; take its jar off the class path of the tests");
        }
        var recording = new LogRecording(loggers);
        loggers.add(recording);
        return recording;
    }

    /// All lines so far, each with its level and logger.
    public String text() {
        return lines.stream().map(line -> line + "\n").collect(joining());
    }

    @Override
    public void close() {
        loggers.remove(this);
    }

    void write(String line) {
        lines.add(line);
    }
}
