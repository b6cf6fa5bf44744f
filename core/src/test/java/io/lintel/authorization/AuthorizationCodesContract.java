package io.lintel.authorization;

import static io.lintel.authorization.TestAuthorizations.NOW;
import static io.lintel.authorization.TestAuthorizations.code;
import static io.lintel.authorization.TestAuthorizations.issuedToAlice;
import static io.lintel.authorization.TestAuthorizations.issuedToBob;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.authorization.AuthorizationCodes.Redemption;
import io.lintel.storage.Race;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every store of authorization codes keeps.
public interface AuthorizationCodesContract {

    /// The store of one replica, empty at the start of each test.
    AuthorizationCodes codes();

    /// The same store as another replica sees it.
    AuthorizationCodes replica();

    @Test
    @Tag("SEC-B3")
    @Tag("REL-1")
    default void codeIsRedeemedOnceAndThenNamesWhatItGave() {
        assertThat(codes().add(code(1), issuedToAlice(1))).isTrue();

        assertThat(codes().redeem(code(1), NOW)).isEqualTo(new Redemption.First(issuedToAlice(1)));
        var again = new Redemption.Again(issuedToAlice(1).grant(), NOW);
        assertThat(codes().redeem(code(1), NOW.plusSeconds(1))).isEqualTo(again);
        assertThat(replica().redeem(code(1), NOW.plusSeconds(2))).isEqualTo(again);
    }

    @Test
    @Tag("SEC-B3")
    @Tag("REL-1")
    @Tag("REL-12")
    default void ofManyWhoRedeemAtOnceExactlyOneIsFirst() {
        for (var round = 0; round < 10; round++) {
            var code = code(round);
            var issued = issuedToAlice(round);
            codes().add(code, issued);

            var answers = Race.of(100, i -> (i % 2 == 0 ? codes() : replica()).redeem(code, NOW.plusMillis(i)));

            var winner = answers.indexOf(new Redemption.First(issued));
            var again = new Redemption.Again(issued.grant(), NOW.plusMillis(winner));
            assertThat(answers).filteredOn(new Redemption.First(issued)::equals).hasSize(1);
            assertThat(answers).filteredOn(again::equals).hasSize(99);
        }
    }

    @Test
    @Tag("SEC-B3")
    default void redeemingOneCodeLeavesTheOthers() {
        codes().add(code(1), issuedToAlice(1));
        codes().add(code(2), issuedToAlice(2));

        codes().redeem(code(1), NOW);

        assertThat(codes().redeem(code(2), NOW)).isEqualTo(new Redemption.First(issuedToAlice(2)));
    }

    @Test
    @Tag("SEC-B1")
    default void codeThatWasNeverIssuedIsUnknown() {
        codes().add(code(1), issuedToAlice(1));

        assertThat(codes().find(code(2))).isEmpty();
        assertThat(codes().redeem(code(2), NOW)).isEqualTo(new Redemption.Unknown());
    }

    @Test
    default void everyFieldComesBackAsItWas() {
        codes().add(code(1), issuedToAlice(1));
        codes().add(code(2), issuedToBob(2));

        assertThat(replica().find(code(1))).contains(issuedToAlice(1).binding());
        assertThat(replica().find(code(2))).contains(issuedToBob(2).binding());
        assertThat(replica().redeem(code(1), NOW)).isEqualTo(new Redemption.First(issuedToAlice(1)));
        assertThat(replica().redeem(code(2), NOW)).isEqualTo(new Redemption.First(issuedToBob(2)));
    }

    @Test
    @Tag("SEC-B2")
    default void bindingOfARedeemedCodeIsKept() {
        codes().add(code(1), issuedToAlice(1));
        codes().redeem(code(1), NOW);

        assertThat(codes().find(code(1))).contains(issuedToAlice(1).binding());
        assertThat(replica().find(code(1))).contains(issuedToAlice(1).binding());
    }

    @Test
    @Tag("REL-1")
    default void oneLoginGivesOneCode() {
        assertThat(codes().add(code(1), issuedToAlice(1))).isTrue();
        assertThat(replica().add(code(2), issuedToAlice(1))).isFalse();
        assertThat(codes().find(code(2))).isEmpty();

        codes().redeem(code(1), NOW);
        assertThat(codes().add(code(3), issuedToAlice(1))).isFalse();
        assertThat(codes().redeem(code(3), NOW)).isEqualTo(new Redemption.Unknown());
    }

    @Test
    @Tag("REL-1")
    @Tag("REL-12")
    default void ofManyWhoCompleteOneLoginExactlyOneGetsACode() {
        var stored = Race.of(100, i -> (i % 2 == 0 ? codes() : replica()).add(code(i), issuedToAlice(1)));

        assertThat(stored).filteredOn(Boolean::booleanValue).hasSize(1);
        assertThat(IntStream.range(0, 100).mapToObj(i -> codes().find(code(i))).flatMap(Optional::stream))
                .containsExactly(issuedToAlice(1).binding());
    }

    @Test
    @Tag("REL-17")
    default void sweepRemovesWhatHasExpiredAndNoMoreThanItMay() {
        for (var i = 0; i < 25; i++) {
            codes().add(code(i), issuedToBob(i));
        }
        codes().redeem(code(0), NOW);
        var expiry = issuedToBob(0).expiresAt();

        assertThat(codes().sweep(expiry, 10)).isZero();
        assertThat(codes().sweep(expiry.plusMillis(1), 10)).isEqualTo(10);
        assertThat(codes().sweep(expiry.plusMillis(1), 10)).isEqualTo(10);
        assertThat(codes().sweep(expiry.plusMillis(1), 10)).isEqualTo(5);
        assertThat(codes().sweep(expiry.plusMillis(1), 10)).isZero();
        assertThat(IntStream.range(0, 25).mapToObj(i -> codes().redeem(code(i), NOW)))
                .containsOnly(new Redemption.Unknown());
    }

    @Test
    @Tag("REL-17")
    default void sweepLeavesWhatIsAlive() {
        codes().add(code(1), expiring(1, NOW.plusSeconds(1)));
        codes().add(code(2), expiring(2, NOW.plusSeconds(3)));

        assertThat(codes().sweep(NOW.plusSeconds(2), 100)).isEqualTo(1);

        assertThat(codes().find(code(1))).isEmpty();
        assertThat(codes().find(code(2))).isPresent();
    }

    private static IssuedCode expiring(int number, Instant expiresAt) {
        var code = issuedToBob(number);
        return new IssuedCode(
                code.login(),
                code.grant(),
                code.client(),
                code.redirectUri(),
                code.access(),
                code.codeChallenge(),
                code.authentication(),
                expiresAt);
    }
}
