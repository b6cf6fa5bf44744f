package io.lintel.connector.testkit;

import static io.lintel.connector.ConnectorException.Fault.UNAVAILABLE;
import static io.lintel.connector.Wanted.GROUPS;
import static io.lintel.connector.Wanted.OFFLINE_ACCESS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.Capability;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginResult;
import io.lintel.connector.RefreshingConnector;
import io.lintel.connector.Wanted;
import io.lintel.secret.Secret;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a connector keeps that can look an end-user up again without the end-user.
public interface RefreshingConnectorContract extends ConnectorContract {
    /// What a login returned for somebody who has lost the account at the upstream since, or empty if a refresh
    /// asks nobody.
    Optional<Identity> gone();

    @Test
    default void declaresOfflineAccess() {
        assertThat(connector().capabilities()).contains(Capability.OFFLINE_ACCESS);
    }

    @Test
    default void refreshAnswersTheSamePersonAgainAndAgain() {
        var connector = connector();
        var wanted = Set.of(OFFLINE_ACCESS, GROUPS);
        var identity = authenticated(logIn(connector, TestLogins.request(OFFLINE_ACCESS, GROUPS)));

        var once = authenticated(((RefreshingConnector) connector).refresh(identity, wanted));
        var twice = authenticated(((RefreshingConnector) connector).refresh(once, wanted));

        assertThat(once.userId()).isEqualTo(identity.userId());
        assertThat(once.groups()).isEqualTo(identity.groups());
        assertThat(twice).isEqualTo(once);
    }

    @Test
    default void refreshOfSomebodyGoneIsRefused() {
        gone().ifPresent(identity -> assertThat(
                        ((RefreshingConnector) connector()).refresh(identity, Set.<Wanted>of(OFFLINE_ACCESS)))
                .isInstanceOf(LoginResult.Refused.class));
    }

    /// A refusal would end the refresh token of somebody who did nothing wrong.
    @Test
    default void refreshWithoutTheUpstreamIsUnavailable() {
        var identity = authenticated(logIn(connector(), TestLogins.request(OFFLINE_ACCESS)));

        unreachable()
                .ifPresent(connector -> faulty(UNAVAILABLE, () -> ((RefreshingConnector) connector)
                        .refresh(identity, Set.of(OFFLINE_ACCESS))));
    }

    /// An earlier version of the connector may have stored another state, or none.
    @Test
    default void unreadableRefreshStateNamesNobodyElse() {
        var connector = connector();
        var identity = authenticated(logIn(connector, TestLogins.request(OFFLINE_ACCESS)));
        var states = new ArrayList<@Nullable Secret>();
        states.add(null);
        HostileText.values().forEach(text -> states.add(Secret.of(text)));

        for (var state : states) {
            try {
                if (((RefreshingConnector) connector).refresh(identity.withRefreshState(state), Set.of(OFFLINE_ACCESS))
                        instanceof LoginResult.Authenticated(var found, var _)) {
                    assertThat(found.userId()).isEqualTo(identity.userId());
                }
            } catch (ConnectorException _) {
                // It says that it cannot.
            }
        }
    }

    @Test
    default void refreshStateIsNeverShown() {
        var connector = connector();
        var identity = authenticated(logIn(connector, TestLogins.request(OFFLINE_ACCESS)));
        var secrets = new HashSet<>(secrets());
        var state = identity.refreshState();
        if (state != null && state.reveal().length() > 12) {
            secrets.add(state);
        }
        var attempts = new ArrayList<Supplier<LoginResult>>();
        attempts.add(() -> ((RefreshingConnector) connector).refresh(identity, Set.of(OFFLINE_ACCESS)));
        gone().ifPresent(gone ->
                attempts.add(() -> ((RefreshingConnector) connector).refresh(gone, Set.of(OFFLINE_ACCESS))));
        unreachable()
                .ifPresent(each ->
                        attempts.add(() -> ((RefreshingConnector) each).refresh(identity, Set.of(OFFLINE_ACCESS))));

        Shown.by(connector, attempts).holdsNoneOf(secrets);
    }
}
