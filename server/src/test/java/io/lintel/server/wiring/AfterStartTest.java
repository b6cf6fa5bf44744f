package io.lintel.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.Lintel;
import io.lintel.server.settings.Overrides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AfterStartTest {

    @Test
    void taskWaitsUntilTheServerListens(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("lintel.yaml"), """
                issuer: http://127.0.0.1:5556
                storage:
                  type: memory
                web:
                  http: 127.0.0.1:0
                connectors:
                  - type: mockCallback
                    id: mock
                    name: Mock
                """);
        try (var lintel = Lintel.load(file, Map.of(), Overrides.none(), Clock.systemUTC())) {
            var ran = new CompletableFuture<String>();
            lintel.context().getBean(AfterStart.class).execute(() -> ran.complete("ran"));
            assertThat(ran).isNotDone();

            lintel.start();

            assertThat(ran.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo("ran");
        }
    }
}
