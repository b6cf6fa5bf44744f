package io.lintel.connector.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamePatternTest {

    @ParameterizedTest
    @ValueSource(strings = {"(", "a(?=b)", "(a)\\1", "[z-a]"})
    void patternThatCannotBeMatchedInLinearTimeIsRefused(String text) {
        assertThatThrownBy(() -> NamePattern.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("is not a regular expression that RE2 understands: ");
    }

    @Test
    void wholeNameMatchesAndAPartIsFound() {
        var pattern = NamePattern.parse("a+b");

        assertThat(pattern.matches("aab")).isTrue();
        assertThat(pattern.matches("xaab")).isFalse();
        assertThat(pattern.isFoundIn("xaabx")).isTrue();
        assertThat(pattern.isFoundIn("ba")).isFalse();
    }

    @Test
    void groupsAreThoseOfTheWholeName() {
        var pattern = NamePattern.parse("cn=(\\w+)(,ou=(\\w+))?");

        assertThat(pattern.groupCount()).isEqualTo(3);
        assertThat(pattern.findGroups("cn=a,ou=b"))
                .hasValueSatisfying(groups -> assertThat(groups).containsExactly("cn=a,ou=b", "a", ",ou=b", "b"));
        assertThat(pattern.findGroups("cn=a"))
                .hasValueSatisfying(groups -> assertThat(groups).containsExactly("cn=a", "a", "", ""));
        assertThat(pattern.findGroups("cn=a,ou=b,dc=c")).isEmpty();
    }
}
