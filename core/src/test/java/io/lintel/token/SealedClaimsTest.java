package io.lintel.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.oauth2.Subject;
import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.secret.SealingKey;
import io.lintel.signing.JwtClaims;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SealedClaimsTest {

    private static final Subject ALICE = new Subject("alice", "corp");

    private static final JwtClaims TOLD = JwtClaims.builder()
            .add("email_verified", true)
            .add("admin", false)
            .add("name", "Alice ü🦊" + "x".repeat(70_000))
            .add("updated_at", Long.MIN_VALUE)
            .add("groups", List.of("staff", "admins"))
            .add("none", List.of())
            .add("address", Map.of("country", "PL", "deep", List.of(Map.of("a", 1L))))
            .build();

    private final SealedClaims sealed = sealed();

    @Test
    void whatWasSealedIsOpenedAsItWas() {
        var text = sealed.seal("t-1", new SealedClaims.Opened(ALICE, TOLD));

        assertThat(sealed.open(token("t-1", text))).contains(new SealedClaims.Opened(ALICE, TOLD));
        assertThat(text).doesNotContain("alice");
    }

    @Test
    void whatWasSealedForOneTokenOpensInNoOther() {
        var text = sealed.seal("t-1", new SealedClaims.Opened(ALICE, TOLD));

        assertThat(sealed.open(token("t-2", text))).isEmpty();
        assertThat(sealed.open(token("t-1", text.substring(1)))).isEmpty();
        assertThat(sealed.open(JwtClaims.builder().add("jti", "t-1").build())).isEmpty();
        assertThat(sealed().open(token("t-1", text))).isEmpty();
    }

    @Test
    void onlyClaimsAreSealed() {
        assertThatThrownBy(() -> JwtClaims.builder().add("pi", 3.14)).isInstanceOf(IllegalArgumentException.class);
    }

    private static SealedClaims sealed() {
        var entropy = new Entropy();
        return new SealedClaims(new Sealer(List.of(SealingKey.random(entropy)), entropy));
    }

    private static JwtClaims token(String id, String text) {
        return JwtClaims.builder().add("jti", id).add(SealedClaims.NAME, text).build();
    }
}
