package io.lintel.device;

import static io.lintel.authorization.TestAuthorizations.NOW;
import static io.lintel.client.TestClients.APP;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.client.TestClients.THIEF;
import static io.lintel.device.TestDevices.INTERVAL;
import static io.lintel.device.TestDevices.approvedByAlice;
import static io.lintel.device.TestDevices.deviceCode;
import static io.lintel.device.TestDevices.id;
import static io.lintel.device.TestDevices.ofShop;
import static io.lintel.device.TestDevices.plain;
import static io.lintel.device.TestDevices.start;
import static io.lintel.device.TestDevices.userCode;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.device.DeviceRequests.Capacity;
import io.lintel.device.DeviceRequests.Poll;
import io.lintel.device.DeviceRequests.Start;
import io.lintel.storage.Race;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every store of device requests keeps.
public interface DeviceRequestsContract {

    /// The store of one replica, empty at the start of each test.
    DeviceRequests requests();

    /// The same store as another replica sees it.
    DeviceRequests replica();

    @Test
    default void everyFieldComesBackAsItWas() {
        assertThat(start(requests(), ofShop(1), 1)).isEqualTo(Start.STARTED);
        assertThat(start(requests(), plain(APP, 2), 2)).isEqualTo(Start.STARTED);

        assertThat(replica().find(deviceCode(1))).contains(ofShop(1));
        assertThat(replica().find(deviceCode(2))).contains(plain(APP, 2));
        assertThat(replica().findUnanswered(userCode(1), NOW)).contains(ofShop(1));
        assertThat(replica().findUnanswered(id(2), NOW)).contains(plain(APP, 2));
        requests().approve(id(1), approvedByAlice(1));
        assertThat(replica().poll(deviceCode(1), NOW)).isEqualTo(new Poll.First(approvedByAlice(1)));
    }

    @Test
    default void nothingIsFoundByACodeThatNobodyGave() {
        start(requests(), 1);

        assertThat(requests().find(deviceCode(2))).isEmpty();
        assertThat(requests().findUnanswered(userCode(2), NOW)).isEmpty();
        assertThat(requests().findUnanswered(id(2), NOW)).isEmpty();
        assertThat(requests().poll(deviceCode(2), NOW)).isEqualTo(new Poll.Unknown());
        assertThat(requests().approve(id(2), approvedByAlice(2))).isFalse();
        assertThat(requests().deny(id(2))).isFalse();
    }

    @Test
    default void userCodeIsGivenOnceAtATime() {
        start(requests(), 1);

        assertThat(replica().start(plain(APP, 2), deviceCode(2), userCode(1), INTERVAL, TestDevices.ROOM, NOW))
                .isEqualTo(Start.CODE_IN_USE);
        assertThat(replica().find(deviceCode(2))).isEmpty();
        assertThat(requests().findUnanswered(userCode(1), NOW)).contains(ofShop(1));
    }

    @Test
    @Tag("SEC-E2")
    default void userCodeIsGoodForNothingOnceItWasAnsweredOrHasExpired() {
        start(requests(), 1);
        start(requests(), 2);
        start(requests(), 3);
        requests().approve(id(1), approvedByAlice(1));
        requests().deny(id(2));

        assertThat(replica().findUnanswered(userCode(1), NOW)).isEmpty();
        assertThat(replica().findUnanswered(id(1), NOW)).isEmpty();
        assertThat(replica().findUnanswered(userCode(2), NOW)).isEmpty();
        assertThat(replica().findUnanswered(userCode(3), NOW)).isPresent();
        assertThat(replica().findUnanswered(userCode(3), ofShop(3).expiresAt())).isEmpty();
        assertThat(replica().findUnanswered(id(3), ofShop(3).expiresAt())).isEmpty();
    }

    @Test
    @Tag("REL-18")
    @Tag("SEC-L9")
    default void noMoreWaitThanThereIsRoomFor() {
        var room = new Capacity(2, 3);
        assertThat(startIn(room, ofShop(1), 1, NOW)).isEqualTo(Start.STARTED);
        assertThat(startIn(room, ofShop(2), 2, NOW)).isEqualTo(Start.STARTED);

        assertThat(startIn(room, ofShop(3), 3, NOW))
                .as("the client's room is full")
                .isEqualTo(Start.FULL);
        assertThat(startIn(room, plain(THIEF, 4), 4, NOW)).isEqualTo(Start.STARTED);
        assertThat(startIn(room, plain(APP, 5), 5, NOW))
                .as("there is no room at all")
                .isEqualTo(Start.FULL);
        requests().deny(id(1));
        assertThat(startIn(room, ofShop(5), 5, NOW))
                .as("what is answered waits no more")
                .isEqualTo(Start.STARTED);
        assertThat(startIn(room, plain(APP, 6), 6, NOW))
                .as("there is no room again")
                .isEqualTo(Start.FULL);
        assertThat(startIn(room, plain(APP, 6), 6, ofShop(1).expiresAt()))
                .as("what has expired waits no more")
                .isEqualTo(Start.STARTED);
    }

    private Start startIn(Capacity room, DeviceRequest request, int number, Instant now) {
        return requests().start(request, deviceCode(number), userCode(number), INTERVAL, room, now);
    }

    @Test
    @Tag("SEC-E3")
    default void pollBeforeTheIntervalIsOverMakesItLongerForGoodOnEveryReplica() {
        start(requests(), 1);

        assertThat(poll(0)).isEqualTo(new Poll.Pending());
        assertThat(pollReplica(4)).isEqualTo(new Poll.TooSoon());
        assertThat(poll(9)).as("5 seconds are not enough any more").isEqualTo(new Poll.TooSoon());
        assertThat(pollReplica(24)).as("15 seconds are").isEqualTo(new Poll.Pending());
        assertThat(poll(34)).as("the interval does not shrink").isEqualTo(new Poll.TooSoon());
        assertThat(pollReplica(54)).isEqualTo(new Poll.Pending());
    }

    @Test
    @Tag("SEC-E3")
    default void pollsInTheirTimeAreNeverTooSoon() {
        start(requests(), 1);
        start(requests(), 2);

        for (var second = 0; second < 50; second += 5) {
            assertThat(poll(second)).isEqualTo(new Poll.Pending());
            assertThat(requests().poll(deviceCode(2), NOW.plusSeconds(second))).isEqualTo(new Poll.Pending());
        }
    }

    private Poll poll(int second) {
        return requests().poll(deviceCode(1), NOW.plusSeconds(second));
    }

    private Poll pollReplica(int second) {
        return replica().poll(deviceCode(1), NOW.plusSeconds(second));
    }

    @Test
    @Tag("SEC-E4")
    @Tag("REL-1")
    default void approvalIsFetchedOnceHoweverSoonAfterTheLastPoll() {
        start(requests(), 1);
        poll(0);
        requests().approve(id(1), approvedByAlice(1));

        assertThat(pollReplica(1)).isEqualTo(new Poll.First(approvedByAlice(1)));
        var again = new Poll.Again(approvedByAlice(1).grant(), NOW.plusSeconds(1));
        assertThat(poll(2)).isEqualTo(again);
        assertThat(pollReplica(60)).isEqualTo(again);
    }

    @Test
    @Tag("SEC-E3")
    default void deniedRequestStaysDenied() {
        start(requests(), 1);
        requests().deny(id(1));

        assertThat(poll(0)).isEqualTo(new Poll.Denied());
        assertThat(pollReplica(0)).isEqualTo(new Poll.Denied());
        assertThat(requests().approve(id(1), approvedByAlice(1))).isFalse();
        assertThat(poll(9)).isEqualTo(new Poll.Denied());
    }

    @Test
    @Tag("SEC-E4")
    default void firstAnswerCounts() {
        start(requests(), 1);

        assertThat(requests().approve(id(1), approvedByAlice(1))).isTrue();
        assertThat(replica().approve(id(1), approvedByAlice(2))).isFalse();
        assertThat(replica().deny(id(1))).isFalse();
        assertThat(poll(0)).isEqualTo(new Poll.First(approvedByAlice(1)));
        assertThat(replica().approve(id(1), approvedByAlice(2)))
                .as("fetched is answered")
                .isFalse();
        assertThat(poll(1)).isInstanceOf(Poll.Again.class);
    }

    @Test
    @Tag("SEC-E4")
    @Tag("REL-1")
    @Tag("REL-12")
    default void ofManyWhoFetchAtOnceExactlyOneGetsIt() {
        for (var round = 0; round < 5; round++) {
            var code = deviceCode(round);
            start(requests(), round);
            requests().approve(id(round), approvedByAlice(round));

            var answers = Race.of(60, i -> (i % 2 == 0 ? requests() : replica()).poll(code, NOW));

            assertThat(answers)
                    .filteredOn(Poll.First.class::isInstance)
                    .containsExactly(new Poll.First(approvedByAlice(round)));
            assertThat(answers).filteredOn(Poll.Again.class::isInstance).hasSize(59);
        }
    }

    @Test
    @Tag("REL-12")
    default void ofManyAnswersAtOnceExactlyOneCounts() {
        start(requests(), 1);

        var counted = Race.of(
                60,
                i -> i % 2 == 0
                        ? requests().approve(id(1), approvedByAlice(i))
                        : replica().deny(id(1)));

        assertThat(counted).filteredOn(Boolean::booleanValue).hasSize(1);
    }

    @Test
    @Tag("SEC-E3")
    @Tag("REL-12")
    default void ofManyPollsAtOnceAllButOneAreTooSoon() {
        start(requests(), 1);

        var answers = Race.of(40, i -> (i % 2 == 0 ? requests() : replica()).poll(deviceCode(1), NOW));

        assertThat(answers).filteredOn(Poll.Pending.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(Poll.TooSoon.class::isInstance).hasSize(39);
    }

    @Test
    @Tag("REL-17")
    default void sweepRemovesWhatHasExpiredWhateverBecameOfItAndNoMoreThanItMay() {
        for (var i = 0; i < 25; i++) {
            start(requests(), i);
        }
        requests().deny(id(0));
        requests().approve(id(1), approvedByAlice(1));
        requests().approve(id(2), approvedByAlice(2));
        requests().poll(deviceCode(2), NOW);
        var expiry = ofShop(0).expiresAt();

        assertThat(requests().sweep(expiry, 10)).isZero();
        assertThat(requests().sweep(expiry.plusMillis(1), 10)).isEqualTo(10);
        assertThat(requests().sweep(expiry.plusMillis(1), 10)).isEqualTo(10);
        assertThat(requests().sweep(expiry.plusMillis(1), 10)).isEqualTo(5);
        assertThat(requests().find(deviceCode(24))).isEmpty();
        assertThat(start(requests(), ofShop(3), 3)).as("its codes are free").isEqualTo(Start.STARTED);
    }

    @Test
    default void requestOfOneClientIsNotFoundByTheCodeOfAnother() {
        start(requests(), plain(SHOP, 1), 1);
        start(requests(), plain(THIEF, 2), 2);

        assertThat(requests().find(deviceCode(2)).orElseThrow().client()).isEqualTo(THIEF.id());
        assertThat(requests().findUnanswered(userCode(1), NOW).orElseThrow().client())
                .isEqualTo(SHOP.id());
    }
}
