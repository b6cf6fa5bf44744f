package io.lintel.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import io.lintel.benchmarks.provider.Provider;
import io.lintel.signing.SigningAlgorithm;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;

/// How fast one thread mints RS256 tokens. All CPU time of the process counts, so that collecting the garbage
/// does.
///
/// @param perSecond tokens for each second of CPU time
record Minting(double perSecond) {

    private static final Duration WARM_UP = Duration.ofSeconds(8);

    static Minting measure(Duration time) {
        try (var provider = Provider.start(SigningAlgorithm.RS256)) {
            var minting = provider.minting();
            var process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            mint(minting, WARM_UP);
            var before = process.getProcessCpuTime();
            var minted = mint(minting, time);
            return new Minting(minted * 1e9 / (process.getProcessCpuTime() - before));
        }
    }

    private static long mint(Provider.Minting minting, Duration time) {
        var end = System.nanoTime() + time.toNanos();
        var responses = 0L;
        while (System.nanoTime() < end) {
            minting.mint();
            responses++;
        }
        return responses * Provider.Minting.TOKENS;
    }

    void print(OpenSsl signing) {
        System.out.printf(
                Locale.ROOT,
                "minting, RS256: %.0f tokens for each second of CPU time, %.0f %% of openssl (aim: at least 80 %%)%n",
                perSecond,
                100 * perSecond / signing.perSecond());
    }
}
