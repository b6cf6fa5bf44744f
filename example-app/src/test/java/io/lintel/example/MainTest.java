package io.lintel.example;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {

    @Test
    void flagsAreRead() {
        assertThat(Main.parse("--issuer http://x --client-id shop --listen 127.0.0.1:0".split(" ")))
                .hasValueSatisfying(flags ->
                        assertThat(flags).containsEntry("--client-id", "shop").hasSize(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--issuer",
                "--issuer x",
                "--client-id x",
                "--issuer x --client-id y --other z",
                "--issuer x --client-id"
            })
    void incompleteOrUnknownFlagsAreRefused(String line) {
        assertThat(Main.parse(line.split(" "))).isEmpty();
    }
}
