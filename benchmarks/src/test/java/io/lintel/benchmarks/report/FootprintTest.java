package io.lintel.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FootprintTest {

    private static final Footprint BEFORE = new Footprint(30_000, 40, 50);

    @Test
    void moreOfAnythingIsGrowth() {
        assertThat(new Footprint(34_000, 40, 50).growthSince(BEFORE))
                .singleElement()
                .asString()
                .contains("heap");
        assertThat(new Footprint(30_000, 45, 50).growthSince(BEFORE))
                .singleElement()
                .asString()
                .contains("threads");
        assertThat(new Footprint(30_000, 40, 55).growthSince(BEFORE))
                .singleElement()
                .asString()
                .contains("files");
    }

    @Test
    void whatDiffersFromOneMomentToTheNextIsNone() {
        assertThat(new Footprint(32_000, 43, 52).growthSince(BEFORE)).isEmpty();
        assertThat(new Footprint(20_000, 30, 40).growthSince(BEFORE)).isEmpty();
    }
}
