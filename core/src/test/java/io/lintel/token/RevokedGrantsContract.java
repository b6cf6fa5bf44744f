package io.lintel.token;

import static io.lintel.authorization.TestAuthorizations.NOW;
import static io.lintel.authorization.TestAuthorizations.grant;
import static io.lintel.token.TestFamilies.alices;
import static io.lintel.token.TestFamilies.bobs;
import static io.lintel.token.TestFamilies.id;
import static io.lintel.token.TestFamilies.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.storage.Race;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every store of revoked grants keeps, together with the store of refresh families beside it.
public interface RevokedGrantsContract {

    Instant UNTIL = NOW.plusSeconds(3600);

    /// The store of one replica, empty at the start of each test.
    RevokedGrants revoked();

    /// The refresh families of the same replica.
    RefreshFamilies families();

    /// The same grants as another replica sees them.
    RevokedGrants revokedOfReplica();

    /// The same families as another replica sees them.
    RefreshFamilies familiesOfReplica();

    @Test
    @Tag("SEC-B2")
    @Tag("REL-5")
    default void revokedGrantIsRevokedOnEveryReplicaAtOnce() {
        assertThat(revoked().contains(grant(1))).isFalse();

        revoked().revoke(grant(1), UNTIL);

        assertThat(revoked().contains(grant(1))).isTrue();
        assertThat(revokedOfReplica().contains(grant(1))).isTrue();
        assertThat(revoked().contains(grant(2))).isFalse();
    }

    @Test
    @Tag("SEC-B2")
    @Tag("SEC-C6")
    default void familyEndsWithItsGrant() {
        families().start(alices(1));
        families().start(alices(2));

        revokedOfReplica().revoke(grant(1), UNTIL);

        assertThat(families().find(id(1))).isEmpty();
        assertThat(families().rotate(next(alices(1)))).isFalse();
        assertThat(familiesOfReplica().find(id(1))).isEmpty();
        assertThat(families().find(id(2))).contains(alices(2));
        assertThat(revoked().contains(grant(2))).isFalse();
    }

    /// Otherwise whoever asks what somebody has would stumble over what they had.
    @Test
    @Tag("SEC-B2")
    @Tag("REL-5")
    default void familyOfARevokedGrantIsNoneOfItsUser() {
        families().start(alices(1));
        families().start(alices(2));

        revoked().revoke(grant(1), UNTIL);

        assertThat(families().of(alices(1).authentication().subject(), 10)).containsExactly(alices(2));
        assertThat(familiesOfReplica().of(alices(1).authentication().subject(), 10))
                .containsExactly(alices(2));
    }

    @Test
    @Tag("SEC-B2")
    @Tag("REL-6")
    default void noFamilyStartsOfARevokedGrant() {
        revoked().revoke(grant(1), UNTIL);

        assertThat(familiesOfReplica().start(alices(1))).isFalse();
        assertThat(families().find(id(1))).isEmpty();
        assertThat(revoked().contains(grant(1))).isTrue();
    }

    @Test
    @Tag("SEC-B2")
    @Tag("SEC-C6")
    @Tag("REL-3")
    default void nothingIsAliveAfterAStartRacesWithARevocation() {
        for (var round = 0; round < 50; round++) {
            var family = bobs(round);

            Race.between(
                    () -> families().start(family), () -> revokedOfReplica().revoke(family.grant(), UNTIL));

            assertThat(families().find(family.id())).isEmpty();
            assertThat(familiesOfReplica().rotate(next(family))).isFalse();
            assertThat(families().start(family)).isFalse();
            assertThat(revoked().contains(family.grant())).isTrue();
        }
    }

    @Test
    @Tag("SEC-C6")
    @Tag("REL-3")
    default void nothingIsAliveAfterARotationRacesWithARevocation() {
        for (var round = 0; round < 50; round++) {
            var family = bobs(round);
            families().start(family);

            Race.between(() -> familiesOfReplica().rotate(next(family)), () -> revoked()
                    .revoke(family.grant(), UNTIL));

            assertThat(families().find(family.id())).isEmpty();
            assertThat(revokedOfReplica().contains(family.grant())).isTrue();
        }
    }

    @Test
    @Tag("REL-6")
    default void ofManyRevocationsTheLastToEndCounts() {
        families().start(alices(1));

        Race.of(50, i -> {
            (i % 2 == 0 ? revoked() : revokedOfReplica()).revoke(grant(1), UNTIL.plusMillis(i));
            return i;
        });

        assertThat(revoked().contains(grant(1))).isTrue();
        assertThat(revoked().sweep(UNTIL.plusMillis(49), 10)).isZero();
        assertThat(revoked().sweep(UNTIL.plusMillis(50), 10)).isEqualTo(1);
    }

    @Test
    @Tag("REL-6")
    default void revokingAgainNeverForgetsEarlier() {
        revoked().revoke(grant(1), UNTIL);
        revoked().revoke(grant(1), UNTIL.minusSeconds(60));

        assertThat(revoked().sweep(UNTIL, 10)).isZero();
        assertThat(revoked().contains(grant(1))).isTrue();
    }

    @Test
    @Tag("REL-17")
    default void sweepForgetsWhatHasExpiredAndNoMoreThanItMay() {
        for (var i = 0; i < 25; i++) {
            revoked().revoke(grant(i), UNTIL);
        }
        revoked().revoke(grant(25), UNTIL.plusSeconds(1));
        families().start(alices(26));

        assertThat(revoked().sweep(UNTIL, 10)).isZero();
        assertThat(revoked().sweep(UNTIL.plusMillis(1), 10)).isEqualTo(10);
        assertThat(revoked().sweep(UNTIL.plusMillis(1), 10)).isEqualTo(10);
        assertThat(revoked().sweep(UNTIL.plusMillis(1), 10)).isEqualTo(5);
        assertThat(revoked().sweep(UNTIL.plusMillis(1), 10)).isZero();
        assertThat(revoked().contains(grant(3))).isFalse();
        assertThat(revoked().contains(grant(25))).isTrue();
        assertThat(families().find(id(26))).isPresent();
    }

    @Test
    @Tag("REL-6")
    default void sweepingFamiliesForgetsNoRevocation() {
        families().start(alices(1));
        revoked().revoke(grant(1), UNTIL);
        revoked().revoke(grant(2), UNTIL);

        assertThat(families().sweep(NOW.plus(Duration.ofDays(36500)), 10)).isZero();

        assertThat(revoked().contains(grant(1))).isTrue();
        assertThat(revoked().contains(grant(2))).isTrue();
    }
}
