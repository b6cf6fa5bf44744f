package io.lintel.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SealerTest {

    private static final SealingKey OLD = key(1);
    private static final SealingKey NEW = key(2);
    private static final byte[] PLAIN = "the identity of Alice".getBytes(UTF_8);

    private final Entropy entropy = new Entropy();
    private final Sealer sealer = new Sealer(List.of(OLD), entropy);

    private static SealingKey key(int number) {
        var bytes = new byte[SealingKey.LENGTH];
        Arrays.fill(bytes, (byte) number);
        return SealingKey.of(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 4000, 70_000})
    void whatWasSealedOpensAgain(int length) {
        var plain = new byte[length];
        new Random(length).nextBytes(plain);

        assertThat(sealer.open("cookie", sealer.seal("cookie", plain))).contains(plain);
    }

    @Test
    @Tag("SEC-B7")
    void whatWasSealedForOnePurposeDoesNotOpenForAnother() {
        var sealed = sealer.seal("cookie", PLAIN);

        for (var purpose : List.of("", "Cookie", "cookie ", "cookie\u0000", "refresh token")) {
            assertThat(sealer.open(purpose, sealed)).as(purpose).isEmpty();
        }
    }

    @Test
    @Tag("SEC-D5")
    void oneTextSealedTwiceLooksDifferent() {
        var sealed = new HashSet<String>();
        for (var i = 0; i < 100; i++) {
            sealed.add(sealer.seal("cookie", PLAIN));
        }

        assertThat(sealed).hasSize(100);
    }

    @Test
    @Tag("SEC-B6")
    void everyChangedByteIsNoticed() {
        var sealed = Base64.getUrlDecoder().decode(sealer.seal("cookie", PLAIN));
        var encoder = Base64.getUrlEncoder().withoutPadding();
        for (var i = 0; i < sealed.length; i++) {
            for (var bit = 0; bit < 8; bit++) {
                var changed = sealed.clone();
                changed[i] ^= (byte) (1 << bit);
                assertThat(sealer.open("cookie", encoder.encodeToString(changed)))
                        .as("byte %d, bit %d", i, bit)
                        .isEmpty();
            }
        }
    }

    @Test
    @Tag("SEC-B6")
    void everyChangedMissingOrAddedCharacterIsNoticed() {
        var sealed = sealer.seal("cookie", PLAIN);
        for (var i = 0; i <= sealed.length(); i++) {
            var before = sealed.substring(0, i);
            var from = sealed.substring(i);
            for (var c : List.of("A", "_", "-", "z", "9", "=", "+", "/", " ", "\n")) {
                assertThat(sealer.open("cookie", before + c + from)).isEmpty();
                if (!from.isEmpty() && !from.startsWith(c)) {
                    assertThat(sealer.open("cookie", before + c + from.substring(1)))
                            .isEmpty();
                }
            }
            if (!from.isEmpty()) {
                assertThat(sealer.open("cookie", before + from.substring(1))).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "AQ", "AQAAAAA", "null", "größe", "a.b.c", "%", "\u0000", "====", "\uD83E"})
    void whatWasNeverSealedIsNoFault(String text) {
        assertThat(sealer.open("cookie", text)).isEmpty();
    }

    @Test
    void paddedTextIsAnotherText() {
        var sealed = sealer.seal("cookie", new byte[1]);

        assertThat(sealer.open("cookie", sealed)).isPresent();
        assertThat(sealer.open("cookie", sealed + "=")).isEmpty();
        assertThat(sealer.open("cookie", sealed + "==")).isEmpty();
    }

    @Test
    @Tag("SEC-B4")
    void whatAnotherInstallationSealedDoesNotOpen() {
        var sealed = new Sealer(List.of(NEW), entropy).seal("cookie", PLAIN);

        assertThat(sealer.open("cookie", sealed)).isEmpty();
    }

    @Test
    void afterAChangeOfKeysTheOldOneStillOpensAndTheNewOneSeals() {
        var before = sealer.seal("cookie", PLAIN);
        var macBefore = sealer.mac("token", "a");
        var changed = new Sealer(List.of(NEW, OLD), entropy);

        assertThat(changed.open("cookie", before)).contains(PLAIN);
        assertThat(changed.isMac(macBefore, "token", "a")).isTrue();
        assertThat(sealer.open("cookie", changed.seal("cookie", PLAIN))).isEmpty();
        assertThat(sealer.isMac(changed.mac("token", "a"), "token", "a")).isFalse();
    }

    @Test
    void sealingTakesAKey() {
        assertThatThrownBy(() -> new Sealer(List.of(), entropy)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Tag("SEC-B6")
    void macIsOfPurposeAndPartsAlone() {
        var mac = sealer.mac("token", "ab", "c");

        assertThat(sealer.isMac(mac, "token", "ab", "c")).isTrue();
        assertThat(sealer.isMac(mac, "token", "a", "bc")).isFalse();
        assertThat(sealer.isMac(mac, "token", "abc")).isFalse();
        assertThat(sealer.isMac(mac, "token", "ab", "c", "")).isFalse();
        assertThat(sealer.isMac(mac, "cookie", "ab", "c")).isFalse();
        for (var i = 0; i < mac.length; i++) {
            var changed = mac.clone();
            changed[i] ^= 1;
            assertThat(sealer.isMac(changed, "token", "ab", "c")).isFalse();
        }
    }

    @Test
    @Tag("SEC-B6")
    void beginningOfAMacIsOneOnlyIfItIsLongEnough() {
        var mac = sealer.mac("token", "a");

        assertThat(sealer.isMac(Arrays.copyOf(mac, 16), "token", "a")).isTrue();
        assertThat(sealer.isMac(Arrays.copyOf(mac, 15), "token", "a")).isTrue();
        assertThat(sealer.isMac(Arrays.copyOf(mac, 14), "token", "a")).isFalse();
        assertThat(sealer.isMac(Arrays.copyOf(mac, 1), "token", "a")).isFalse();
        assertThat(sealer.isMac(new byte[0], "token", "a")).isFalse();
        assertThat(sealer.isMac(Arrays.copyOf(mac, mac.length + 1), "token", "a"))
                .isFalse();
    }

    @Test
    @Tag("SEC-L6")
    void sealingKeyIsNeverPrinted() {
        assertThat(OLD.toString()).doesNotContain(OLD.encode().reveal()).matches("SealingKey\\[id=[0-9a-f]+]");
        assertThat(SealingKey.parse(OLD.encode())).isEqualTo(OLD).hasSameHashCodeAs(OLD);
        assertThat(NEW).isNotEqualTo(OLD);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 31, 33, 64})
    @Tag("SEC-B5")
    void sealingKeyHas32Bytes(int length) {
        assertThatThrownBy(() -> SealingKey.of(new byte[length]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 bytes");
    }
}
