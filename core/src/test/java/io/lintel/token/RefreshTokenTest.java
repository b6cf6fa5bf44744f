package io.lintel.token;

import static io.lintel.authorization.TestAuthorizations.NOW;
import static io.lintel.token.TestProvider.refused;
import static io.lintel.token.TestProvider.refusedQuietly;
import static io.lintel.token.TestProvider.reveal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.oauth2.ErrorCode;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RefreshTokenTest {

    private static final String SCOPES = "openid offline_access";

    private final TestProvider provider = new TestProvider(TestPolicies.DEFAULT);

    @Test
    void workedExample() {
        var token = new RefreshToken(new RefreshFamilyId("test"), Secret.of("bar"));

        assertThat(token.encode().reveal()).isEqualTo("CgR0ZXN0EgNiYXI");
        assertThat(RefreshToken.decode("CgR0ZXN0EgNiYXI")).contains(token);
        assertThat(token.toString()).doesNotContain("bar");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "CgR0ZXN0",
                "EgNiYXI",
                "CgR0ZXN0EgA",
                "test",
                "CgR0ZXN0EgNiYXI=",
                "CgR0ZXN0EgNiYXIaAA",
                "ä",
                "\u0000"
            })
    @Tag("SEC-B6")
    void otherTextIsNoToken(String text) {
        assertThat(RefreshToken.decode(text)).isEmpty();
    }

    @Test
    @Tag("SEC-B5")
    void tokenHasTheFormOfDexAnd256RandomBits() {
        var token = RefreshToken.decode(reveal(provider.tokens(SCOPES).refreshToken()))
                .orElseThrow();

        assertThat(token.family().value()).matches("[a-z][a-z2-7]{24}");
        assertThat(token.secret().reveal()).matches("[a-z2-7]{76}");
    }

    @Test
    @Tag("SEC-B5")
    void tokenIsNotStored() {
        var text = reveal(provider.tokens(SCOPES).refreshToken());
        var second = RefreshToken.decode(reveal(provider.refresh(text).refreshToken()))
                .orElseThrow();

        var family = provider.grants.alive().getFirst();
        assertThat(family.current()).isEqualTo(TokenHash.of(second.secret()));
        assertThat(family.toString()).doesNotContain(second.secret().reveal());
    }

    @Test
    @Tag("SEC-B6")
    void everyChangedMissingOrAddedCharacterIsRefusedAndChangesNothing() {
        var superseded = reveal(provider.tokens(SCOPES).refreshToken());
        var current = reveal(provider.refresh(superseded).refreshToken());
        provider.advance(60);
        var before = provider.grants.alive();
        for (var token : List.of(current, superseded)) {
            for (var i = 0; i <= token.length(); i++) {
                var head = token.substring(0, i);
                var tail = token.substring(i);
                for (var c : List.of("A", "g", "z", "9", "-", "_", "=", "ä")) {
                    requireRefused(head + c + tail, token);
                    requireRefused(tail.isEmpty() ? head : head + c + tail.substring(1), token);
                }
                requireRefused(tail.isEmpty() ? head : head + tail.substring(1), token);
            }
        }

        assertThat(provider.grants.alive()).isEqualTo(before);
        assertThat(provider.upstream.asked()).isEqualTo(1);
        assertThat(provider.refresh(current)).isNotNull();
    }

    private void requireRefused(String changed, String token) {
        if (!changed.equals(token)) {
            refused(ErrorCode.INVALID_GRANT, () -> provider.refresh(changed));
        }
    }

    @Test
    @Tag("SEC-B6")
    void everyChangedByteOfTheSecretIsRefusedAndChangesNothing() {
        var token = RefreshToken.decode(reveal(provider.tokens(SCOPES).refreshToken()))
                .orElseThrow();
        var secret = token.secret().reveal();
        var before = provider.grants.alive();
        for (var i = 0; i < secret.length(); i++) {
            for (var c : List.of("a", "b", "7", "A", "\u0000", "")) {
                var changed = secret.substring(0, i) + c + secret.substring(i + 1);
                if (!changed.equals(secret)) {
                    refused(
                            ErrorCode.INVALID_GRANT,
                            () -> provider.refresh(
                                    reveal(new RefreshToken(token.family(), Secret.of(changed)).encode())));
                }
            }
        }

        assertThat(provider.grants.alive()).isEqualTo(before);
    }

    /// The tag is made with a key of this installation, for this family: a text in the right form is not enough
    /// to end somebody's family, and neither is a superseded token of another.
    @Test
    @Tag("SEC-B6")
    @Tag("SEC-B4")
    void tokenNobodyIssuedEndsNoFamily() {
        var one = RefreshToken.decode(reveal(provider.tokens(SCOPES).refreshToken()))
                .orElseThrow();
        var other = RefreshToken.decode(reveal(provider.tokens(SCOPES).refreshToken()))
                .orElseThrow();
        provider.refresh(reveal(other.encode()));
        provider.advance(60);
        var before = provider.grants.alive();
        var entropy = new Entropy();

        for (var secret : List.of(
                other.secret().reveal(),
                Entropy.base32(entropy.bytes(32)) + Entropy.base32(entropy.bytes(15)),
                "a",
                "a".repeat(24),
                "a".repeat(76))) {
            refusedQuietly(
                    ErrorCode.INVALID_GRANT,
                    () -> provider.refresh(reveal(new RefreshToken(one.family(), Secret.of(secret)).encode())));
        }

        assertThat(provider.grants.alive()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    @Tag("SEC-C5")
    void tokenThatIsNotUsedDies() {
        var used = reveal(provider.tokens(SCOPES).refreshToken());
        var unused = reveal(provider.tokens(SCOPES).refreshToken());
        provider.clock.advance(TestPolicies.IDLE.minusMillis(1));
        var next = reveal(provider.refresh(used).refreshToken());
        provider.clock.advance(Duration.ofMillis(1));

        refusedQuietly(ErrorCode.INVALID_GRANT, () -> provider.refresh(unused));
        assertThat(provider.refresh(next)).isNotNull();
        assertThat(provider.grants.alive()).hasSize(1);
    }

    @Test
    @Tag("SEC-C5")
    void tokenDiesOfAgeHoweverOftenItIsUsed() {
        var token = reveal(provider.tokens(SCOPES).refreshToken());
        for (var day = 1; day < TestPolicies.ABSOLUTE.toDays(); day++) {
            provider.clock.advance(Duration.ofDays(1));
            token = reveal(provider.refresh(token).refreshToken());
        }
        provider.clock.advance(Duration.ofDays(1));

        var last = token;
        refusedQuietly(ErrorCode.INVALID_GRANT, () -> provider.refresh(last));
        assertThat(provider.grants.alive()).isEmpty();
    }

    @Test
    @Tag("SEC-C5")
    @Tag("SEC-C3")
    void retryDoesNotOutliveTheToken() {
        var token = reveal(provider.tokens(SCOPES).refreshToken());
        for (var day = 7; day < 30; day += 6) {
            provider.clock.set(NOW.plus(Duration.ofDays(day - 1)));
            token = reveal(provider.refresh(token).refreshToken());
        }
        provider.clock.set(NOW.plus(TestPolicies.ABSOLUTE).minusSeconds(1));
        var previous = token;
        provider.refresh(previous);
        provider.advance(1);

        refused(ErrorCode.INVALID_GRANT, () -> provider.refresh(previous));
    }

    @Test
    @Tag("SEC-C5")
    @Tag("REL-26")
    void clockThatGoesBackMakesNoTokenYounger() {
        var token = reveal(provider.tokens(SCOPES).refreshToken());
        var start = provider.clock.instant();
        provider.clock.advance(Duration.ofHours(-5));
        var next = reveal(provider.refresh(token).refreshToken());
        assertThat(provider.grants.alive().getFirst().lastUsedAt()).isEqualTo(start);

        provider.clock.set(start.plus(TestPolicies.IDLE));
        refused(ErrorCode.INVALID_GRANT, () -> provider.refresh(next));
    }

    @Test
    @Tag("SEC-L6")
    void hashTellsNothingAndIsCompared() {
        var hash = TokenHash.of(Secret.of("token"));

        assertThat(TokenHash.ofBytes(hash.bytes())).isEqualTo(hash).hasSameHashCodeAs(hash);
        assertThat(TokenHash.of(Secret.of("tokem"))).isNotEqualTo(hash);
        assertThat(hash.toString()).hasSizeLessThan(25);
        hash.bytes()[0]++;
        assertThat(TokenHash.of(Secret.of("token"))).isEqualTo(hash);
        assertThatThrownBy(() -> TokenHash.ofBytes(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }
}
