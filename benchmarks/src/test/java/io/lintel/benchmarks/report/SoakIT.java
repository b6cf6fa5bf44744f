package io.lintel.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The beginning of what `benchmarks/run soak` does for an hour.
@Tag("REL-21")
final class SoakIT {

    private static final int THOUSANDS = 3;

    @Test
    void serverThatIsUsedForLongGrowsNoLarger(@TempDir Path folder) throws Exception {
        var soak = new Soak(Path.of("..").toAbsolutePath().normalize(), folder);

        assertThat(soak.run(thousands -> thousands < THOUSANDS)).isEmpty();
    }
}
