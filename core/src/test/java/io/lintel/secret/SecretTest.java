package io.lintel.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecretTest {

    private record Holder(Secret password) {}

    @Test
    @Tag("SEC-L6")
    void secretIsNeverPrinted() {
        var secret = Secret.of("hunter2");

        assertThat(secret).hasToString("[secret]");
        assertThat(new Holder(secret)).hasToString("Holder[password=[secret]]");
        assertThat("the password is " + secret).doesNotContain("hunter2");
        assertThat(Secret.empty()).hasToString("[secret]");
    }

    @Test
    void onlyRevealReads() {
        assertThat(Secret.of("hunter2").reveal()).isEqualTo("hunter2");
        assertThat(Secret.of("").isEmpty()).isTrue();
        assertThat(Secret.of(" ").isEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"hunter2, hunter3", "hunter2, Hunter2", "hunter2, hunter", "hunter2, hunter22", "größe, grosse"})
    @Tag("SEC-B9")
    void secretsAreEqualIfEveryCharacterIs(String one, String other) {
        assertThat(Secret.of(one)).isEqualTo(Secret.of(one)).hasSameHashCodeAs(Secret.of(one));
        assertThat(Secret.of(one)).isNotEqualTo(Secret.of(other));
        assertThat(Secret.of(other)).isNotEqualTo(Secret.of(one));
    }

    @Test
    @Tag("SEC-B9")
    void secretIsNoString() {
        assertThat(Secret.of("hunter2").equals((Object) "hunter2")).isFalse();
        assertThat(Secret.of("hunter2")).isNotEqualTo(Secret.empty());
    }
}
