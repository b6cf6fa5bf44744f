package io.lintel.token;

import static io.lintel.token.TestProvider.refused;
import static io.lintel.token.TestProvider.refusedQuietly;
import static io.lintel.token.TestProvider.reveal;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.oauth2.ErrorCode;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A refresh token is superseded by its use (RFC 6749, section 6; RFC 9700, section 4.14.2).
final class RefreshTokenRotationTest {

    private static final String SCOPES = "openid email groups offline_access";
    private final TestProvider provider = new TestProvider(TestPolicies.DEFAULT);

    @Test
    @Tag("SEC-A11")
    @Tag("SEC-C1")
    void eachUseGivesAnotherTokenAndTheSameClaims() {
        var first = provider.tokens(SCOPES);
        var seen = new HashSet<String>(Set.of(reveal(first.refreshToken())));
        var token = reveal(first.refreshToken());
        for (var i = 1; i <= 5; i++) {
            provider.advance(60);
            var next = provider.refresh(token);
            token = reveal(next.refreshToken());

            assertThat(seen.add(token)).isTrue();
            assertThat(next.scopes()).hasToString(SCOPES);
            assertThat(provider.opens(next.accessToken())).isTrue();
            var claims = provider.claims(next.idToken());
            assertThat(claims.findString("nonce"))
                    .isEqualTo(provider.claims(first.idToken()).findString("nonce"));
            assertThat(claims.findInstant("auth_time"))
                    .isEqualTo(provider.claims(first.idToken()).findInstant("auth_time"));
            assertThat(claims.findString("sub"))
                    .isEqualTo(provider.claims(first.idToken()).findString("sub"));
            assertThat(provider.family().generation()).isEqualTo(i);
        }
        assertThat(provider.grants.alive()).hasSize(1);
    }

    @Test
    @Tag("SEC-C2")
    void supersededTokenOutsideTheWindowRevokesTheFamily() {
        var first = provider.tokens(SCOPES);
        var second = provider.refresh(reveal(first.refreshToken()));
        provider.advance(4);

        refusedQuietly(ErrorCode.INVALID_GRANT, () -> provider.refresh(reveal(first.refreshToken())));

        refusedQuietly(ErrorCode.INVALID_GRANT, () -> provider.refresh(reveal(second.refreshToken())));
        assertThat(provider.opens(first.accessToken())).isFalse();
        assertThat(provider.opens(second.accessToken())).isFalse();
        assertThat(provider.grants.alive()).isEmpty();
    }

    @Test
    @Tag("SEC-C2")
    void tokenOfLongAgoRevokesTheFamilyToo() {
        var first = provider.tokens(SCOPES);
        var token = reveal(first.refreshToken());
        for (var i = 0; i < 10; i++) {
            provider.advance(60);
            token = reveal(provider.refresh(token).refreshToken());
        }

        refused(ErrorCode.INVALID_GRANT, () -> provider.refresh(reveal(first.refreshToken())));
        assertThat(provider.grants.alive()).isEmpty();
    }

    @Test
    @Tag("SEC-C2")
    void whereCopiesChangeNothingASupersededTokenIsRefusedAndTheFamilyLivesOn() {
        var old = new TestProvider(TestPolicies.OF_DEX);
        var first = reveal(old.tokens(SCOPES).refreshToken());
        var second = reveal(old.refresh(first).refreshToken());
        old.advance(4);

        refusedQuietly(ErrorCode.INVALID_GRANT, () -> old.refresh(first));

        assertThat(reveal(old.refresh(second).refreshToken())).isNotEqualTo(second);
    }

    /// Otherwise a thief could ask without being noticed, and learn what was granted.
    @Test
    @Tag("SEC-C2")
    void supersededTokenRevokesTheFamilyWhateverScopeItAsksFor() {
        var first = provider.tokens(SCOPES);
        provider.refresh(reveal(first.refreshToken()));
        provider.advance(4);

        refusedQuietly(
                ErrorCode.INVALID_GRANT, () -> provider.refresh(reveal(first.refreshToken()), "scope", "openid admin"));
        assertThat(provider.grants.alive()).isEmpty();
    }

    @Test
    @Tag("SEC-C3")
    @Tag("REL-2")
    void retryWithinTheWindowIsGivenTheSameSuccessor() {
        var first = reveal(provider.tokens(SCOPES).refreshToken());
        var second = reveal(provider.refresh(first).refreshToken());

        for (var i = 0; i < 3; i++) {
            provider.advance(1);
            var retried = provider.refresh(first);
            assertThat(reveal(retried.refreshToken())).isEqualTo(second);
            assertThat(provider.opens(retried.accessToken())).isTrue();
        }
        assertThat(provider.upstream.asked()).isEqualTo(1);
        assertThat(provider.family().generation()).isEqualTo(1);
        assertThat(provider.refresh(second)).isNotNull();
    }

    @Test
    @Tag("SEC-C3")
    void windowOfZeroRevokesAtOnce() {
        var strict = new TestProvider(TestPolicies.WITHOUT_RETRY);
        var first = strict.tokens(SCOPES);
        var second = strict.refresh(reveal(first.refreshToken()));

        refused(ErrorCode.INVALID_GRANT, () -> strict.refresh(reveal(first.refreshToken())));
        refused(ErrorCode.INVALID_GRANT, () -> strict.refresh(reveal(second.refreshToken())));
        assertThat(strict.grants.alive()).isEmpty();
    }

    @Test
    @Tag("SEC-C1")
    @Tag("SEC-C3")
    @Tag("REL-3")
    void whoLosesTheRaceIsGivenTheSameSuccessor() {
        var first = reveal(provider.tokens(SCOPES).refreshToken());
        var winners = new HashSet<String>();
        provider.grants.beforeNextRotation(
                () -> winners.add(reveal(provider.refresh(first).refreshToken())));

        var loser = reveal(provider.refresh(first).refreshToken());

        assertThat(winners).containsExactly(loser);
        assertThat(provider.family().generation()).isEqualTo(1);
    }

    @Test
    @Tag("SEC-C6")
    void refreshThatRacesWithARevocationGivesNothing() {
        var first = provider.tokens(SCOPES);
        provider.grants.beforeNextRotation(
                () -> provider.revocation.revoke(provider.family().grant()));

        refused(ErrorCode.INVALID_GRANT, () -> provider.refresh(reveal(first.refreshToken())));

        assertThat(provider.grants.alive()).isEmpty();
        assertThat(provider.opens(first.accessToken())).isFalse();
    }

    @Test
    @Tag("SEC-C6")
    void whatARevokedGrantGaveMeanwhileOpensNothing() {
        var first = provider.tokens(SCOPES);
        var second = provider.refresh(reveal(first.refreshToken()));
        provider.revocation.revoke(provider.family().grant());

        assertThat(provider.opens(second.accessToken())).isFalse();
        refused(ErrorCode.INVALID_GRANT, () -> provider.refresh(reveal(first.refreshToken())));
        refused(ErrorCode.INVALID_GRANT, () -> provider.refresh(reveal(second.refreshToken())));
    }

    @Test
    void tokenThatIsNotRotatedStaysTheSameUnderAnyNumberOfUses() {
        var steady = new TestProvider(TestPolicies.WITHOUT_ROTATION);
        var token = reveal(steady.tokens(SCOPES).refreshToken());
        for (var i = 0; i < 5; i++) {
            steady.grants.beforeNextRotation(() ->
                    assertThat(reveal(steady.refresh(token).refreshToken())).isEqualTo(token));
        }

        assertThat(reveal(steady.refresh(token).refreshToken())).isEqualTo(token);
        assertThat(steady.upstream.asked()).isEqualTo(6);
        assertThat(steady.grants.alive()).singleElement().satisfies(family -> assertThat(family.generation())
                .isEqualTo(1));
    }

    @Test
    @Tag("SEC-C6")
    void tokenThatIsNotRotatedIsDeadAfterARevocationAtAnyMoment() {
        var steady = new TestProvider(TestPolicies.WITHOUT_ROTATION);
        var token = reveal(steady.tokens(SCOPES).refreshToken());
        steady.grants.beforeNextRotation(
                () -> steady.revocation.revoke(steady.grants.alive().getFirst().grant()));

        refused(ErrorCode.INVALID_GRANT, () -> steady.refresh(token));
        refused(ErrorCode.INVALID_GRANT, () -> steady.refresh(token));
    }
}
