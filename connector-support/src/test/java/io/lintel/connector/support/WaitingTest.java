package io.lintel.connector.support;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.connector.ConnectorException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class WaitingTest {

    @Test
    void timePasses() {
        try (var waiting = new Waiting()) {
            assertThatCode(() -> waiting.pass(Duration.ofMillis(1))).doesNotThrowAnyException();
        }
    }

    @Test
    void closingEndsTheWait() {
        var waiting = new Waiting();
        Thread.startVirtualThread(waiting::close);

        assertThatExceptionOfType(ConnectorException.class).isThrownBy(() -> waiting.pass(Duration.ofDays(1)));
    }
}
