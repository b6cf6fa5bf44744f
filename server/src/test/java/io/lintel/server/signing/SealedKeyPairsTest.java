package io.lintel.server.signing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.secret.SealingKey;
import io.lintel.signing.KeyId;
import io.lintel.signing.SigningAlgorithm;
import io.lintel.signing.SigningKey;
import io.lintel.signing.TestKeys;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SealedKeyPairsTest {

    private static final KeyId ID = new KeyId("one");

    private final SealedKeyPairs pairs = pairs(SealingKey.random(new Entropy()));

    @ParameterizedTest
    @EnumSource(names = {"ES256", "EDDSA"})
    @Tag("SEC-G5")
    void privateKeyIsSealedAndOpensForItsIdAlone(SigningAlgorithm algorithm) {
        var key = key(algorithm, ID);
        var other = new SigningKey(
                new KeyId("other"),
                algorithm,
                key.publicKey(),
                key.privateKey(),
                key.publishedAt(),
                key.activeFrom(),
                null,
                key.expiresAt());

        var encoded = pairs.open(key).orElseThrow().getEncoded();
        var stored = new String(Base64.getUrlDecoder().decode(key.privateKey().reveal()), ISO_8859_1);

        assertThat(stored).doesNotContain(new String(encoded, encoded.length - 32, 32, ISO_8859_1));
        assertThat(pairs.open(other)).isEmpty();
        assertThat(pairs(SealingKey.random(new Entropy())).open(key)).isEmpty();
    }

    @Test
    @Tag("SEC-G5")
    void nobodyOutsideThisPackageCanOpenAPrivateKey() throws NoSuchMethodException {
        assertThat(SealedKeyPairs.class
                        .getDeclaredMethod("open", SigningKey.class)
                        .getModifiers())
                .as("package-private")
                .isZero();
        assertThat(PreparedKey.class.getModifiers() & java.lang.reflect.Modifier.PUBLIC)
                .isZero();
    }

    @Test
    void rsaKeyHas2048Bits() {
        var key = (RSAPublicKey) pairs.create(ID, SigningAlgorithm.RS256).publicKey();

        assertThat(key.getModulus().bitLength()).isEqualTo(2048);
        assertThat(key.getPublicExponent()).isEqualTo(65537);
    }

    private SigningKey key(SigningAlgorithm algorithm, KeyId id) {
        var pair = pairs.create(id, algorithm);
        return new SigningKey(
                id,
                algorithm,
                pair.publicKey(),
                pair.privateKey(),
                TestKeys.NOON,
                TestKeys.NOON,
                null,
                TestKeys.NOON.plusSeconds(1));
    }

    private static SealedKeyPairs pairs(SealingKey key) {
        return new SealedKeyPairs(new Sealer(List.of(key), new Entropy()));
    }
}
