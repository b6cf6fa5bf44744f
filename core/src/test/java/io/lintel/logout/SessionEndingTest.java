package io.lintel.logout;

import static io.lintel.client.TestClients.API;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.client.TestClients.THIEF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.authorization.TestAuthorizations;
import io.lintel.client.Client;
import io.lintel.client.FakeClients;
import io.lintel.client.LogoutSettings;
import io.lintel.client.SessionRules;
import io.lintel.memory.InMemoryStores;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.Issuer;
import io.lintel.session.RelayedSessions;
import io.lintel.session.Session;
import io.lintel.session.SessionId;
import io.lintel.session.Sessions;
import io.lintel.session.TestSessions;
import io.lintel.signing.SettableClock;
import io.lintel.storage.Race;
import io.lintel.storage.StorageUnavailableException;
import io.lintel.token.GrantRevocation;
import io.lintel.token.RecordedGrants;
import io.lintel.token.RefreshFamily;
import io.lintel.token.TestFamilies;
import io.lintel.token.TokenPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What hangs on a session ends with it.
final class SessionEndingTest {

    private static final Session ALICES = TestSessions.alices(1);
    private static final TokenPolicy TOKENS = new TokenPolicy(
            new Issuer("https://id.example/dex"),
            Duration.ofHours(1),
            Duration.ofHours(1),
            true,
            Duration.ZERO,
            null,
            null,
            TokenPolicy.AccessTokenType.NONE,
            TokenPolicy.UserInfoForm.CLAIMS,
            TokenPolicy.Copies.END_THE_GRANT);
    private static final URI BACK = URI.create("https://client.example/backchannel");

    private final SettableClock clock = new SettableClock(TestAuthorizations.NOW);
    private final FakeClients clients = new FakeClients(SHOP, API, THIEF);
    private final Sessions sessions = new InMemoryStores().sessions();
    private final LogoutNotices notices = new InMemoryStores().notices();
    private final RecordedGrants grants = new RecordedGrants();
    private final SessionEnding ending = ending(sessions);

    private SessionEnding ending(Sessions store) {
        var policy = new LogoutPolicy(new Issuer("https://id.example/dex"), null);
        var revocation = new GrantRevocation(grants.revoked(), TOKENS, clock);
        return new SessionEnding(store, clients, notices, grants, revocation, policy, clock);
    }

    private List<LogoutNotice> waiting() {
        return notices.lease(clock.instant(), clock.instant(), 100).stream()
                .map(LogoutNotices.Leased::notice)
                .sorted(Comparator.comparing(notice -> notice.client().value()))
                .toList();
    }

    private void register(Client client, LogoutSettings settings) {
        clients.put(client.with().logout(settings).build());
    }

    private static LogoutSettings backchannel() {
        return new LogoutSettings(List.of(), BACK, false, null, false);
    }

    private static LogoutSettings frontchannel(String address, boolean withSession) {
        return new LogoutSettings(List.of(), null, false, URI.create(address), withSession);
    }

    @Test
    void sessionIsGoneAndItsClientsAreToBeTold() {
        register(SHOP, backchannel());
        register(THIEF, backchannel());
        sessions.start(ALICES);

        var ended = ending.end(ALICES.id());

        assertThat(ended).contains(new EndedSession(ALICES, List.of()));
        assertThat(sessions.find(ALICES.id())).isEmpty();
        assertThat(waiting())
                .as("the API wants to hear nothing, and the thief has no part in the session")
                .containsExactly(new LogoutNotice(ALICES.id(), SHOP.id(), ALICES.subject(), clock.instant()));
        assertThat(ending.end(ALICES.id())).isEmpty();
        assertThat(ending.end(new SessionId("unknown"))).isEmpty();
    }

    /// Front-Channel Logout, section 3.
    @Test
    void framesAreThoseThatClientsOfTheSessionHaveRegistered() {
        register(SHOP, frontchannel("https://shop.example/bye?a=b", true));
        register(API, frontchannel("https://api.example/bye", false));
        register(THIEF, frontchannel("https://thief.example/bye", true));
        sessions.start(ALICES);

        assertThat(ending.end(ALICES.id()).orElseThrow().frames())
                .containsExactly(
                        URI.create("https://api.example/bye"),
                        URI.create(
                                "https://shop.example/bye?a=b&iss=https%3A%2F%2Fid.example%2Fdex&sid=" + ALICES.id()));
    }

    /// A crash before the session has ended tells clients too much, one afterwards would tell them too little.
    @Test
    @Tag("REL-5")
    void noticesAreStoredBeforeTheSessionEnds() {
        register(SHOP, backchannel());
        sessions.start(ALICES);
        var broken = ending(new RelayedSessions(sessions) {
            @Override
            public Optional<Session> end(SessionId id) {
                throw StorageUnavailableException.because("the storage is away");
            }
        });

        assertThatThrownBy(() -> broken.end(ALICES.id())).isInstanceOf(StorageUnavailableException.class);

        assertThat(waiting()).hasSize(1);
        assertThat(ending.end(ALICES.id())).isPresent();
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void clientThatCameInAtTheSameMomentIsToldToo() {
        register(SHOP, backchannel());
        register(THIEF, backchannel());
        sessions.start(ALICES);
        var late = TestSessions.next(ALICES);
        assertThat(late.clients()).containsKey(THIEF.id());
        var raced = ending(new RelayedSessions(sessions) {
            @Override
            public Optional<Session> end(SessionId id) {
                assertThat(sessions.replace(late)).isTrue();
                grants.start(familyOf(THIEF.id(), 5));
                return super.end(id);
            }
        });
        clients.put(endingTokens(THIEF, true));

        raced.end(ALICES.id());

        assertThat(grants.alive()).isEmpty();
        assertThat(waiting()).extracting(LogoutNotice::client).containsExactly(SHOP.id(), THIEF.id());
    }

    @Test
    void ofManyWhoEndASessionOneIsAnswered() {
        register(SHOP, backchannel());
        for (var round = 0; round < 20; round++) {
            var session = TestSessions.alices(round + 10);
            sessions.start(session);

            var answers = Race.of(20, i -> ending.end(session.id()));

            assertThat(answers).filteredOn(Optional::isPresent).hasSize(1);
        }
        assertThat(waiting()).hasSize(20);
    }

    @Test
    @Tag("SEC-C6")
    void refreshTokensBoundToTheSessionEndWithItAndOthersDoNot() {
        clients.put(endingTokens(SHOP, true));
        clients.put(endingTokens(API, false));
        sessions.start(ALICES);
        grants.start(familyOf(SHOP.id(), 1));
        grants.start(familyOf(API.id(), 2));
        grants.start(TestFamilies.alices(3));
        var elsewhere = inSession(familyOf(SHOP.id(), 4), TestSessions.id(2));
        grants.start(elsewhere);

        ending.end(ALICES.id());

        assertThat(grants.alive())
                .extracting(RefreshFamily::id)
                .containsExactlyInAnyOrder(TestFamilies.id(2), TestFamilies.id(3), TestFamilies.id(4));
    }

    private static Client endingTokens(Client client, boolean ends) {
        return client.with()
                .logout(backchannel())
                .sessions(new SessionRules(new SessionRules.Sharing.ByDefault(), ends))
                .build();
    }

    private static RefreshFamily familyOf(ClientId client, int number) {
        var family = TestFamilies.alices(number);
        var own = new RefreshFamily(
                family.id(),
                family.grant(),
                client,
                family.access(),
                ALICES.authentication(),
                family.createdAt(),
                family.lastUsedAt(),
                family.generation(),
                family.current(),
                family.previous());
        return inSession(own, ALICES.id());
    }

    private static RefreshFamily inSession(RefreshFamily family, SessionId session) {
        return new RefreshFamily(
                family.id(),
                family.grant(),
                family.client(),
                family.access(),
                family.authentication().in(session),
                family.createdAt(),
                family.lastUsedAt(),
                family.generation(),
                family.current(),
                family.previous());
    }
}
