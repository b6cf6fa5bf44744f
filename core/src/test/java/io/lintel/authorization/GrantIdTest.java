package io.lintel.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.secret.Entropy;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GrantIdTest {

    private final Entropy entropy = new Entropy();

    @Test
    void tokenIdIsARandomUuidThatNamesItsGrant() {
        var seen = new HashSet<String>();
        for (var i = 0; i < 1000; i++) {
            var grant = GrantId.random(entropy);
            var jti = grant.newTokenId(entropy);
            var uuid = UUID.fromString(jti);
            assertThat(uuid.version()).isEqualTo(4);
            assertThat(uuid.variant()).isEqualTo(2);
            assertThat(uuid).hasToString(jti);
            assertThat(GrantId.ofTokenId(jti)).contains(grant);
            assertThat(seen.add(jti)).isTrue();
            assertThat(seen.add(grant.newTokenId(entropy))).isTrue();
            assertThat(seen.add("grant " + grant)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "0-0-4000-8000-0",
                "00000000-0000-1000-8000-000000000000",
                "00000000-0000-0000-8000-000000000000",
                "00000000-0000-4000-8000-00000000000",
                "00000000-0000-4000-8000-0000000000000",
                "ABCDEF00-0000-4000-8000-000000000000",
                "{00000000-0000-4000-8000-000000000000}",
                " 00000000-0000-4000-8000-000000000000",
                "00000000000040008000000000000000",
            })
    @Tag("SEC-B6")
    void otherTextNamesNoGrant(String jti) {
        assertThat(GrantId.ofTokenId(jti)).isEmpty();
    }

    @Test
    void otherNumbersAreNoGrant() {
        assertThatThrownBy(() -> new GrantId(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new GrantId(0x5000)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new GrantId(0x4000)).isNotNull();
    }
}
