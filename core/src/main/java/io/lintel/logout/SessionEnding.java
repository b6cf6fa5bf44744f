package io.lintel.logout;

import io.lintel.client.Client;
import io.lintel.client.Clients;
import io.lintel.client.LogoutSettings;
import io.lintel.oauth2.ClientId;
import io.lintel.session.Session;
import io.lintel.session.SessionId;
import io.lintel.session.Sessions;
import io.lintel.token.GrantRevocation;
import io.lintel.token.RefreshFamilies;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Ends sessions with everything that hangs on them.
///
/// What is to be told is stored before the session ends, and what a login at the same moment added to it
/// afterwards.
public final class SessionEnding {

    /// How many refresh families of a user are looked at. One that is overlooked is refused when it is used.
    private static final int MOST_FAMILIES = 1_000;

    private final Sessions sessions;
    private final Clients clients;
    private final LogoutNotices notices;
    private final RefreshFamilies families;
    private final GrantRevocation revocation;
    private final LogoutPolicy policy;
    private final Clock clock;

    public SessionEnding(
            Sessions sessions,
            Clients clients,
            LogoutNotices notices,
            RefreshFamilies families,
            GrantRevocation revocation,
            LogoutPolicy policy,
            Clock clock) {
        this.sessions = sessions;
        this.clients = clients;
        this.notices = notices;
        this.families = families;
        this.revocation = revocation;
        this.policy = policy;
        this.clock = clock;
    }

    /// Of any number of concurrent callers at most one is answered with the session; for all others it had ended.
    public Optional<EndedSession> end(SessionId id) {
        var found = sessions.find(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var told = found.get().clients().keySet();
        announce(found.get(), told);
        endFamilies(found.get());
        var ended = sessions.end(id);
        ended.ifPresent(session -> {
            var late = new HashSet<>(session.clients().keySet());
            late.removeAll(told);
            announce(session, late);
            endFamilies(session);
        });
        return ended.map(session -> new EndedSession(session, frames(session)));
    }

    /// What hangs on a session that has ended by itself: somebody else has logged in with the same browser.
    public void superseded(Session ended) {
        announce(ended, ended.clients().keySet());
        endFamilies(ended);
    }

    private void announce(Session session, Collection<ClientId> named) {
        var now = clock.instant();
        notices.add(registered(named).stream()
                .filter(client -> client.logout().backchannel() != null)
                .map(client -> new LogoutNotice(session.id(), client.id(), session.subject(), now))
                .toList());
    }

    /// Refresh tokens of clients whose tokens end with the session, and the access tokens they gave. Those of the
    /// others were granted as `offline_access` beyond it (Back-Channel Logout, section 2.7).
    private void endFamilies(Session session) {
        for (var family : families.of(session.subject(), MOST_FAMILIES)) {
            if (session.id().equals(family.authentication().session())
                    && clients.find(family.client())
                            .filter(client -> client.sessions().endRefreshTokens())
                            .isPresent()) {
                revocation.revoke(family.grant());
            }
        }
    }

    private List<URI> frames(Session session) {
        return registered(session.clients().keySet()).stream()
                .map(Client::logout)
                .flatMap(logout -> frame(logout, session.id()).stream())
                .toList();
    }

    /// Front-Channel Logout, section 3: issuer and session come together.
    private Optional<URI> frame(LogoutSettings logout, SessionId session) {
        var address = logout.frontchannel();
        if (address == null || !logout.frontchannelSessionRequired()) {
            return Optional.ofNullable(address);
        }
        var separator = address.getRawQuery() == null ? "?" : "&";
        return Optional.of(URI.create(
                address + separator + "iss=" + encode(policy.issuer().value()) + "&sid=" + encode(session.value())));
    }

    private List<Client> registered(Collection<ClientId> named) {
        return named.stream()
                .sorted((one, other) -> one.value().compareTo(other.value()))
                .flatMap(id -> clients.find(id).stream())
                .toList();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
