package io.lintel.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JwtClaimsTest {

    @Test
    void claimsKeepTheOrderInWhichTheyAreAdded() {
        var claims = JwtClaims.builder()
                .add("iss", "https://login.example.org")
                .add("aud", "shop")
                .add("exp", Instant.ofEpochSecond(1_700_000_000))
                .add("email_verified", false)
                .add("groups", List.of("b", "a"))
                .build();

        assertThat(claims.asMap().keySet()).containsExactly("iss", "aud", "exp", "email_verified", "groups");
        assertThat(claims.asMap()).containsEntry("exp", 1_700_000_000L);
    }

    @Test
    void audienceIsAStringForOneAndAListForSeveral() {
        var one = JwtClaims.builder().audience(List.of("shop")).build();
        var two = JwtClaims.builder().audience(List.of("shop", "desk")).build();

        assertThat(one.asMap()).containsEntry("aud", "shop");
        assertThat(one.audience()).containsExactly("shop");
        assertThat(two.asMap()).containsEntry("aud", List.of("shop", "desk"));
        assertThat(two.audience()).containsExactly("shop", "desk");
        assertThat(JwtClaims.builder().build().audience()).isEmpty();
    }

    @Test
    void claimOfAnotherTypeIsAsGoodAsNone() {
        var claims = JwtClaims.builder()
                .add("string", "x")
                .add("number", 7)
                .add("mixed", List.of("x", 7))
                .add("beyond", Long.MAX_VALUE)
                .build();

        assertThat(claims.findString("number")).isEmpty();
        assertThat(claims.findString("absent")).isEmpty();
        assertThat(claims.findInstant("string")).isEmpty();
        assertThat(claims.findInstant("beyond")).isEmpty();
        assertThat(claims.findBoolean("string")).isEmpty();
        assertThat(claims.strings("mixed")).isEmpty();
        assertThat(claims.findInstant("number")).contains(Instant.ofEpochSecond(7));
    }

    @Test
    void nullIsRefusedHoweverDeep() {
        var listWithNull = Collections.singletonList(null);
        var mapWithNull = new HashMap<String, Object>();
        mapWithNull.put("member", null);

        assertThatThrownBy(() -> JwtClaims.builder().add("groups", listWithNull))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("groups");
        assertThatThrownBy(() -> JwtClaims.builder().add("address", mapWithNull))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("address");
    }

    @Test
    void claimIsAddedOnce() {
        var claims = JwtClaims.builder().add("sub", "alice");

        assertThatThrownBy(() -> claims.add("sub", "mallory"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sub");
        assertThat(claims.build().findString("sub")).contains("alice");
    }

    @Test
    void valueThatJsonDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> JwtClaims.builder().add("price", BigDecimal.ONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("price");
        assertThatThrownBy(() -> JwtClaims.builder().add("map", Map.of(1, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("map");
    }

    @Test
    void claimsDoNotChangeWithWhatTheyWereMadeFrom() {
        var groups = new ArrayList<>(List.of("staff"));
        var builder = JwtClaims.builder().add("groups", groups);
        var claims = builder.build();

        groups.add("admins");
        builder.add("sub", "alice");

        assertThat(claims)
                .isEqualTo(JwtClaims.builder().add("groups", List.of("staff")).build());
        assertThatThrownBy(() -> claims.asMap().put("sub", "mallory"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void absentClaimIsNotAdded() {
        assertThat(JwtClaims.builder()
                        .addIfPresent("nonce", null)
                        .addIfPresent("nonce", "")
                        .build()
                        .asMap())
                .isEmpty();
    }

    @Test
    void valuesAreNotPrinted() {
        assertThat(JwtClaims.builder().add("email", "alice@example.org").build())
                .hasToString("JwtClaims[email]");
    }
}
