package io.lintel.benchmarks.empty;

import io.micronaut.runtime.Micronaut;
import java.util.Map;

/// Listens on a port of the loopback interface: `EmptyApplication PORT`.
public final class EmptyApplication {

    private EmptyApplication() {}

    public static void main(String[] arguments) {
        Micronaut.build(new String[0])
                .banner(false)
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .properties(Map.of("micronaut.server.host", "127.0.0.1", "micronaut.server.port", arguments[0]))
                .start();
    }
}
