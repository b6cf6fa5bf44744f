package io.lintel.tools.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.tools.launch.Tutorial.Block;
import org.junit.jupiter.api.Test;

final class TutorialTest {
    @Test
    void blocksAreReadInTheirOrder() {
        assertThat(Tutorial.read("Words\n\n```sh stays\na `b`\n```\n\nmore `x`\n```\nc\nd\n```\n")
                        .blocks())
                .containsExactly(new Block("sh stays", "a `b`\n"), new Block("", "c\nd\n"));
    }

    @Test
    void changeIsAppliedInAllItsParts() {
        var change = "--- A.java\n one\n+two\n@@\n-four\n+five\n";

        assertThat(Tutorial.fileOf(change)).isEqualTo("A.java");
        assertThat(Tutorial.apply("zero\none\nthree\nfour\n", change)).isEqualTo("zero\none\ntwo\nthree\nfive\n");
    }

    @Test
    void changeOfWhatIsNotThereOrNotClearFails() {
        assertThatThrownBy(() -> Tutorial.apply("one\n", "--- A\n-two\n+three\n"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Tutorial.apply("someone\n", "--- A\n-one\n+two\n"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Tutorial.apply("one\none\n", "--- A\n-one\n+two\n"))
                .isInstanceOf(AssertionError.class);
    }
}
