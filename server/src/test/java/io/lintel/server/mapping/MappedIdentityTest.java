package io.lintel.server.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.connector.Email;
import io.lintel.connector.Identity;
import io.lintel.connector.Profile;
import io.lintel.connector.TestIdentities;
import io.lintel.connector.support.NamePattern;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which groups and claims are told, and as what.
final class MappedIdentityTest {

    private static final Identity IDA = Identity.of("u-1")
            .username("Ida Noether")
            .preferredUsername("ida@corp.example")
            .email(new Email("ida@example.org", true))
            .groups(List.of("cn=admins,ou=eu", "cn=readers,ou=eu", "cn=readers,ou=us", "plain"))
            .profile(Profile.nothing().withNames("Ida", "Noether"))
            .build();

    @Test
    void withoutRulesEverythingIsToldAsItIs() {
        assertThat(MappedIdentity.none().apply(TestIdentities.ALICE)).isSameAs(TestIdentities.ALICE);
    }

    @Test
    void stepsAreTakenInOrder() {
        var rules = new GroupRules(
                patterns("cn=.*"),
                List.of(new Renaming(NamePattern.parse("cn=(\\w+),ou=(\\w+)"), "$2/$1")),
                "corp:",
                Set.of("corp:eu/readers", "corp:us/readers", "corp:plain"));

        assertThat(told(rules)).containsExactly("corp:eu/readers", "corp:us/readers");
    }

    @Test
    void filterMatchesTheWholeNameOfAnyPattern() {
        assertThat(told(new GroupRules(patterns("cn=readers", "plai.", "cn=admins,.*"), List.of(), "", Set.of())))
                .containsExactly("cn=admins,ou=eu", "plain");
    }

    @Test
    void firstRenamingThatMatchesDecidesAndNamesThatMeetAreOne() {
        var rename = List.of(
                new Renaming(NamePattern.parse("cn=(readers),.*"), "$1"),
                new Renaming(NamePattern.parse("cn=.*"), "$0$$"),
                new Renaming(NamePattern.parse("plain"), ""));

        assertThat(told(new GroupRules(List.of(), rename, "", Set.of())))
                .containsExactly("cn=admins,ou=eu$", "readers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$2", "$", "a$", "$x", "$-", "$$$"})
    void referenceToNothingIsRefused(String to) {
        assertThatThrownBy(() -> new Renaming(NamePattern.parse("(a)"), to))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void groupsThatAreMadeToTakeLongTakeNoTime() {
        var hostile = "a".repeat(50_000) + "!";
        var rules = new GroupRules(patterns("(a|aa)+", "(a*)*b", "(.*.*.*)*x"), List.of(), "", Set.of());

        assertThat(rules.apply(List.of(hostile, hostile + hostile))).isEmpty();
    }

    @Test
    void claimIsToldAsAnother() {
        var told = claims(Map.of(
                Claim.PREFERRED_USERNAME, ClaimSource.parse("name"),
                Claim.NAME, ClaimSource.parse("preferred_username"),
                Claim.NICKNAME, ClaimSource.parse("user_id"),
                Claim.FAMILY_NAME, ClaimSource.parse("none")));

        assertThat(told.preferredUsername()).isEqualTo("Ida Noether");
        assertThat(told.username()).isEqualTo("ida@corp.example");
        assertThat(told.profile().nickname()).isEqualTo("u-1");
        assertThat(told.profile().familyName()).isNull();
        assertThat(told.profile().givenName()).isEqualTo("Ida");
        assertThat(told.email()).isEqualTo(IDA.email());
        assertThat(told.groups()).isEqualTo(IDA.groups());
    }

    @Test
    void addressThatComesFromAnotherClaimIsNotVerified() {
        assertThat(claims(Map.of(Claim.EMAIL, ClaimSource.parse("preferred_username")))
                        .email())
                .isEqualTo(new Email("ida@corp.example", false));
        assertThat(claims(Map.of(Claim.EMAIL, ClaimSource.parse("name"))).email())
                .isNull();
        assertThat(claims(Map.of(Claim.EMAIL, ClaimSource.parse("none"))).email())
                .isNull();
    }

    @Test
    void whatIsNotMappedStays() {
        var alice = TestIdentities.ALICE;
        var rules = new MappedIdentity(GroupRules.none(), Map.of(Claim.NAME, ClaimSource.parse("name")));

        assertThat(rules.apply(alice)).isEqualTo(alice);
    }

    @Test
    void everyClaimIsTakenFromWhereItIsToBeTaken() {
        for (var claim : Claim.values()) {
            var told = claims(Map.of(claim, ClaimSource.parse("none")));

            assertThat(claim.of(told)).as(claim.word()).isNull();
            assertThat(told.userId()).isEqualTo("u-1");
        }
    }

    private static Identity claims(Map<Claim, ClaimSource> claims) {
        return new MappedIdentity(GroupRules.none(), claims).apply(IDA);
    }

    private static List<String> told(GroupRules rules) {
        return new MappedIdentity(rules, Map.of()).apply(IDA).groups();
    }

    private static List<NamePattern> patterns(String... texts) {
        return Arrays.stream(texts).map(NamePattern::parse).toList();
    }
}
