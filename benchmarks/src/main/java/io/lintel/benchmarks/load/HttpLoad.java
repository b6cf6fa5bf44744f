package io.lintel.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Measures a server: `HttpLoad [--issuer URL] [--client-id ID] [--client-secret SECRET] [--redirect-uri URI]
/// [--connector ID] [--username NAME] [--password WORD] [--threads 4] [--rate N] [--warmup 10] [--seconds 10]
/// [SCENARIO…]`. The rate is how often all threads together begin in a second; without it they go as fast as they
/// can.
///
/// Only servers on the loopback interface are loaded.
public final class HttpLoad {

    private HttpLoad() {}

    public static void main(String[] arguments) throws InterruptedException {
        var flags = new HashMap<String, String>();
        var scenarios = new ArrayList<String>();
        for (var i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith("--") && i + 1 < arguments.length) {
                flags.put(arguments[i], arguments[++i]);
            } else {
                scenarios.add(arguments[i]);
            }
        }
        var target = Target.of(flags);
        System.out.printf(
                Locale.ROOT, "%-10s %10s %8s %8s %8s %7s%n", "scenario", "ops/s", "p50 ms", "p99 ms", "max", "n");
        for (var scenario : Scenario.values()) {
            if (scenarios.isEmpty() ? scenario.isUsual() : scenarios.contains(scenario.word())) {
                var threads = number(flags, "--threads", 4);
                var rate = number(flags, "--rate", 0);
                var pace =
                        rate == 0 ? Duration.ZERO : Duration.ofSeconds(threads).dividedBy(rate);
                try (var load = Load.prepare(target, scenario, threads)) {
                    load.run(seconds(flags, "--warmup"), pace);
                    print(scenario, load.run(seconds(flags, "--seconds"), pace));
                }
            }
        }
    }

    private static void print(Scenario scenario, Measured measured) {
        System.out.printf(
                Locale.ROOT,
                "%-10s %10.1f %8.2f %8.2f %8.2f %7d%n",
                scenario.word(),
                measured.perSecond(),
                measured.milliseconds(0.5),
                measured.milliseconds(0.99),
                measured.milliseconds(1),
                measured.operations());
    }

    private static int number(Map<String, String> flags, String name, int otherwise) {
        return Integer.parseInt(flags.getOrDefault(name, String.valueOf(otherwise)));
    }

    private static Duration seconds(Map<String, String> flags, String name) {
        return Duration.ofSeconds(number(flags, name, 10));
    }
}
