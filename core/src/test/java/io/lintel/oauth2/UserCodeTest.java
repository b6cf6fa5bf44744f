package io.lintel.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.secret.Entropy;
import java.util.HashSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 8628, section 6.1.
@Tag("SEC-E2")
final class UserCodeTest {

    @Test
    void codeIsMadeOfLettersThatMakeNoWordsAndAreNoDigits() {
        var codes = new HashSet<String>();
        var letters = new TreeSet<Character>();
        for (var i = 0; i < 2_000; i++) {
            var code = UserCode.random(new Entropy()).value().reveal();
            assertThat(code).matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");
            codes.add(code);
            code.chars().filter(c -> c != '-').forEach(c -> letters.add((char) c));
        }

        assertThat(codes).hasSize(2_000);
        assertThat(letters).as("each letter comes").hasSize(20);
    }

    @Test
    void thereAreMoreThan34BitsOfThem() {
        assertThat(UserCode.DIFFERENT).isEqualTo((long) Math.pow(20, 8)).isGreaterThan(1L << 34);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"WDJB-MJHT", "wdjb-mjht", "WDJBMJHT", "  wdjb mjht ", "WDJB–MJHT", "W.D.J.B.M.J.H.T", "wDjB_mJhT"
            })
    void howItIsTypedDoesNotMatter(String typed) {
        assertThat(UserCode.parse(typed).orElseThrow().value().reveal()).isEqualTo("WDJB-MJHT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "WDJB-MJH",
                "WDJB-MJHTT",
                "WDJB-MJHA",
                "WDJB-MJH1",
                "WDJB-MJHТ",
                "ſDJB-MJHT",
                "WDJB-MJHT-é",
                "null",
                "--------"
            })
    void whatIsNoUserCodeIsNone(String typed) {
        assertThat(UserCode.parse(typed)).isEmpty();
        assertThat(UserCode.parse("-".repeat(100) + "WDJB-MJHT")).isEmpty();
    }

    @Test
    void codeIsNotPrinted() {
        assertThat(UserCode.random(new Entropy()).toString()).isEqualTo("UserCode[value=[secret]]");
    }
}
