package io.lintel.signing;

import static io.lintel.signing.SigningAlgorithm.EDDSA;
import static io.lintel.signing.SigningAlgorithm.ES256;
import static io.lintel.signing.SigningAlgorithm.RS256;
import static io.lintel.signing.TestKeys.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.secret.Entropy;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class KeyRingTest {

    private final TestKeys keys = new TestKeys();

    @Test
    @Tag("SEC-G4")
    void keyIdOccursOnce() {
        var key = keys.key(ES256, NOON);

        assertThatThrownBy(() -> new KeyRing(1, List.of(key, key)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key.id().value());
    }

    @Test
    void keysAreInTheOrderOfTheirUse() {
        var early = keys.key(ES256, NOON);
        var late = keys.key(ES256, NOON.plusSeconds(1));

        assertThatThrownBy(() -> new KeyRing(1, List.of(late, early))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void newestActiveKeySigns() {
        var early = keys.key(ES256, NOON);
        var late = keys.key(ES256, NOON.plusSeconds(10));
        var ring = new KeyRing(1, List.of(early, late));

        assertThat(ring.findSigning(ES256, NOON.plusSeconds(9))).contains(early);
        assertThat(ring.findSigning(ES256, NOON.plusSeconds(10))).contains(late);
        assertThat(KeyRing.empty().findSigning(ES256, NOON)).isEmpty();
    }

    @Test
    void keyWithoutItsPrivateHalfIsPassedOver() {
        var early = keys.key(ES256, NOON);
        var late = keys.key(ES256, NOON.plusSeconds(10));

        assertThat(new KeyRing(1, List.of(early.withoutPrivateKey(), late)).findSigning(ES256, NOON))
                .contains(late);
    }

    @Test
    void keyOfTheAlgorithmThatIsAskedForSigns() {
        var main = keys.key(ES256, NOON);
        var other = keys.key(EDDSA, NOON);
        var ring = new KeyRing(1, List.of(main, other));

        assertThat(ring.findSigning(ES256, NOON)).contains(main);
        assertThat(ring.findOf(EDDSA, NOON)).contains(other);
        assertThat(ring.findOf(RS256, NOON)).isEmpty();
        assertThat(ring.published(EDDSA, NOON)).containsExactly(other, main);
    }

    @Test
    @Tag("SEC-B5")
    void newKeyIdHas160RandomBitsInHexadecimal() {
        var entropy = new Entropy();

        assertThat(KeyId.random(entropy).value()).matches("[0-9a-f]{40}");
        assertThat(KeyId.random(entropy)).isNotEqualTo(KeyId.random(entropy));
    }

    @Test
    @Tag("SEC-G5")
    void privateKeyIsNotPrinted() {
        var key = keys.key(ES256, NOON);

        assertThat(new KeyRing(1, List.of(key)).toString())
                .doesNotContain(key.privateKey().reveal());
    }
}
