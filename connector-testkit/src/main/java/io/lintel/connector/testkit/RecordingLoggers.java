package io.lintel.connector.testkit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;

/// All loggers of a test run, and the recordings that are being made.
final class RecordingLoggers implements ILoggerFactory {
    private final Map<String, Logger> byName = new ConcurrentHashMap<>();
    private final List<LogRecording> recordings = new CopyOnWriteArrayList<>();

    @Override
    public Logger getLogger(String name) {
        return byName.computeIfAbsent(name, each -> new RecordingLogger(each, this));
    }

    void add(LogRecording recording) {
        recordings.add(recording);
    }

    void remove(LogRecording recording) {
        recordings.remove(recording);
    }

    boolean areRecording() {
        return !recordings.isEmpty();
    }

    void write(String line) {
        recordings.forEach(recording -> recording.write(line));
    }
}
