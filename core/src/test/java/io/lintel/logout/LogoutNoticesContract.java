package io.lintel.logout;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.logout.LogoutNotices.Count;
import io.lintel.logout.LogoutNotices.Leased;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.Subject;
import io.lintel.session.SessionId;
import io.lintel.storage.Race;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every store of logout notices keeps.
public interface LogoutNoticesContract {

    Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");
    Instant LEASED = NOW.plusSeconds(60);

    /// The store of one replica, empty at the start of each test.
    LogoutNotices notices();

    /// The same store as another replica sees it.
    LogoutNotices replica();

    static LogoutNotice notice(int number) {
        return new LogoutNotice(
                new SessionId("session-" + number),
                new ClientId("shop"),
                new Subject("Łukasz \uD83D\uDE00 " + number, "corp"),
                NOW.plusMillis(number));
    }

    private void add(int first, int last) {
        notices()
                .add(IntStream.rangeClosed(first, last)
                        .mapToObj(LogoutNoticesContract::notice)
                        .toList());
    }

    @Test
    @Tag("REL-5")
    default void noticeIsDueAtOnceOnAllReplicas() {
        add(0, 1);

        assertThat(replica().lease(NOW, LEASED, 10)).containsExactly(new Leased(notice(0), 1));
        assertThat(notices().lease(NOW.plusMillis(1), LEASED, 10)).containsExactly(new Leased(notice(1), 1));
        assertThat(replica().count()).isEqualTo(new Count(2, 0));
    }

    @Test
    default void sessionAndClientHaveOneNotice() {
        var later = new LogoutNotice(
                notice(1).session(), notice(1).client(), notice(1).subject(), NOW.plusSeconds(9));
        var otherClient = new LogoutNotice(
                notice(1).session(), new ClientId("till"), notice(1).subject(), NOW);
        notices().add(List.of(notice(1)));

        replica().add(List.of(later, otherClient));
        notices().add(List.of());

        assertThat(notices().lease(NOW.plusSeconds(10), LEASED, 10))
                .extracting(Leased::notice)
                .containsExactlyInAnyOrder(notice(1), otherClient);
    }

    @Test
    @Tag("REL-12")
    default void ofManyWhoLeaseAtOnceOneHasEachNotice() {
        for (var round = 0; round < 5; round++) {
            var now = NOW.plusSeconds(round * 1_000L);
            add(round * 40, round * 40 + 39);

            var leased = Race.of(
                    40, i -> (i % 2 == 0 ? notices() : replica()).lease(now.plusSeconds(1), now.plusSeconds(99), 2));
            var rest = notices().lease(now.plusSeconds(1), now.plusSeconds(99), 100);

            var all = java.util.stream.Stream.concat(leased.stream().flatMap(List::stream), rest.stream())
                    .toList();
            assertThat(all).hasSize(40).doesNotHaveDuplicates();
            assertThat(leased).allSatisfy(each -> assertThat(each).hasSizeLessThanOrEqualTo(2));
            all.forEach(each -> assertThat(replica().remove(each)).isTrue());
        }
        assertThat(notices().count()).isEqualTo(new Count(0, 0));
    }

    @Test
    default void thoseThatHaveWaitedLongestComeFirst() {
        add(0, 9);

        assertThat(notices().lease(NOW.plusSeconds(1), LEASED, 3))
                .extracting(Leased::notice)
                .containsExactlyInAnyOrder(notice(0), notice(1), notice(2));
        assertThat(notices().lease(NOW.plusSeconds(1), LEASED, 1))
                .extracting(Leased::notice)
                .containsExactly(notice(3));
    }

    @Test
    @Tag("REL-28")
    default void whoHasLostTheLeaseChangesNothing() {
        add(1, 1);
        var paused = notices().lease(NOW.plusMillis(1), LEASED, 1).getFirst();
        assertThat(replica().lease(LEASED.minusMillis(1), LEASED.plusSeconds(60), 1))
                .isEmpty();
        var taken = replica().lease(LEASED, LEASED.plusSeconds(60), 1).getFirst();

        assertThat(taken).isEqualTo(new Leased(notice(1), 2));
        assertThat(notices().remove(paused)).isFalse();
        assertThat(notices().postpone(paused, NOW)).isFalse();
        assertThat(notices().giveUp(paused, NOW)).isFalse();
        assertThat(replica().postpone(taken, LEASED.plusSeconds(5))).isTrue();
        assertThat(notices().lease(LEASED.plusSeconds(5), LEASED.plusSeconds(65), 1))
                .containsExactly(new Leased(notice(1), 3));
    }

    @Test
    default void postponedNoticeIsDueWhenItsTimeHasCome() {
        add(1, 1);
        var leased = notices().lease(NOW.plusSeconds(1), LEASED, 1).getFirst();

        assertThat(notices().postpone(leased, NOW.plusSeconds(10))).isTrue();

        assertThat(replica().lease(NOW.plusSeconds(10).minusMillis(1), LEASED, 1))
                .isEmpty();
        assertThat(replica().lease(NOW.plusSeconds(10), LEASED, 1)).containsExactly(new Leased(notice(1), 2));
    }

    @Test
    default void removedNoticeIsGoneAndMayComeAgain() {
        add(1, 1);
        var leased = notices().lease(NOW.plusSeconds(1), LEASED, 1).getFirst();

        assertThat(replica().remove(leased)).isTrue();
        assertThat(notices().remove(leased)).isFalse();
        assertThat(notices().lease(LEASED.plusSeconds(1), LEASED.plusSeconds(9), 1))
                .isEmpty();

        add(1, 1);
        assertThat(notices().lease(NOW.plusSeconds(1), LEASED, 1)).hasSize(1);
    }

    @Test
    default void givenUpNoticeIsKeptAndNeverDueUntilItIsSwept() {
        add(1, 30);
        notices().lease(NOW.plusSeconds(1), LEASED, 25).forEach(leased -> assertThat(
                        replica().giveUp(leased, NOW.plusSeconds(2)))
                .isTrue());
        add(1, 30);

        assertThat(notices().count()).isEqualTo(new Count(5, 25));
        assertThat(notices().lease(LEASED.plusSeconds(999), LEASED.plusSeconds(9_999), 100))
                .hasSize(5);
        assertThat(notices().sweep(NOW.plusSeconds(2), 10)).isZero();
        assertThat(notices().sweep(NOW.plusSeconds(3), 10)).isEqualTo(10);
        assertThat(replica().sweep(NOW.plusSeconds(3), 10)).isEqualTo(10);
        assertThat(notices().sweep(NOW.plusSeconds(3), 10)).isEqualTo(5);
        assertThat(replica().count()).isEqualTo(new Count(5, 0));
    }
}
