package io.lintel.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

final class BenchmarksTest {

    private static final int BENCHMARKS = 9;

    @Test
    void eachBenchmarkRuns() throws RunnerException {
        // Another run of JMH on this machine is none of our business.
        System.setProperty("jmh.ignoreLock", "true");
        var once = new OptionsBuilder()
                .include("io.lintel.benchmarks.jmh")
                .mode(Mode.SingleShotTime)
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();

        assertThat(new Runner(once).run()).hasSize(BENCHMARKS);
    }
}
