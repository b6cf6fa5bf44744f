package io.lintel.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class LogRecordingTest {
    @Test
    void everyLevelAndEveryCauseIsRecordedUntilItIsClosed() {
        var logger = LoggerFactory.getLogger("io.lintel.some");
        logger.error("before");
        var recording = LogRecording.start();
        try (recording) {
            logger.trace("one {}", "a");
            logger.debug("two {} {}", "b", "c");
            logger.info("three");
            logger.warn("four");
            logger.error("five", new IllegalStateException("six", new IOException("seven")));
        }
        logger.error("after");

        assertThat(recording.text())
                .startsWith("TRACE io.lintel.some one a\nDEBUG io.lintel.some two b c\nINFO io.lintel.some three\n")
                .contains("WARN io.lintel.some four", "five", "IllegalStateException: six", "IOException: seven")
                .doesNotContain("before", "after");
        assertThat(logger.isErrorEnabled()).isFalse();
    }
}
