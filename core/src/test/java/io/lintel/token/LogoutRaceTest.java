package io.lintel.token;

import static io.lintel.client.TestClients.SHOP;
import static io.lintel.token.TestProvider.refusedQuietly;
import static io.lintel.token.TestProvider.reveal;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.authorization.Access;
import io.lintel.authorization.AuthorizationCode;
import io.lintel.authorization.FakeConnectors;
import io.lintel.authorization.IssuedCode;
import io.lintel.authorization.TestAuthorizations;
import io.lintel.client.SessionRules;
import io.lintel.connector.Capability;
import io.lintel.logout.LogoutPolicy;
import io.lintel.logout.SessionEnding;
import io.lintel.memory.InMemoryStores;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.Scopes;
import io.lintel.secret.Secret;
import io.lintel.session.Session;
import io.lintel.session.TestSessions;
import java.util.EnumSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A client whose tokens end with the session uses them at the moment of the logout.
@Tag("SEC-C6")
final class LogoutRaceTest {

    private static final Session ALICES = TestSessions.alices(1);

    private final TestProvider provider = new TestProvider(TestPolicies.DEFAULT);
    private final SessionEnding ending = new SessionEnding(
            provider.storedSessions,
            provider.clients,
            new InMemoryStores().notices(),
            provider.grants,
            provider.revocation,
            new LogoutPolicy(TestPolicies.ISSUER, null),
            provider.clock);

    @BeforeEach
    void aliceIsLoggedIn() {
        provider.storedSessions.start(ALICES);
        provider.connectors.put(FakeConnectors.entry("corp-ldap", EnumSet.allOf(Capability.class)));
        provider.clients.put(SHOP.with()
                .sessions(new SessionRules(new SessionRules.Sharing.ByDefault(), true))
                .build());
    }

    private String code() {
        var code = "code-in-a-session";
        provider.codes.add(
                new AuthorizationCode(Secret.of(code)),
                new IssuedCode(
                        TestAuthorizations.login(77),
                        TestAuthorizations.grant(77),
                        SHOP.id(),
                        SHOP.redirectUris().getFirst(),
                        Access.of(Scopes.parse("openid offline_access")),
                        null,
                        ALICES.authentication(),
                        provider.clock.instant().plusSeconds(60)));
        return code;
    }

    @Test
    void refreshThatRacesWithALogoutLeavesNothingAlive() {
        var tokens = provider.redeem(SHOP, code());
        provider.grants.beforeNextRotation(
                () -> assertThat(ending.end(ALICES.id())).isPresent());

        refusedQuietly(ErrorCode.INVALID_GRANT, () -> provider.refresh(reveal(tokens.refreshToken())));

        assertThat(provider.grants.alive()).isEmpty();
        assertThat(provider.opens(tokens.accessToken())).isFalse();
    }

    @Test
    void whatARefreshGaveBeforeTheLogoutIsDeadAfterwards() {
        var tokens = provider.redeem(SHOP, code());
        var refreshed = provider.refresh(reveal(tokens.refreshToken()));

        ending.end(ALICES.id());

        assertThat(provider.grants.alive()).isEmpty();
        assertThat(provider.opens(refreshed.accessToken())).isFalse();
        refusedQuietly(ErrorCode.INVALID_GRANT, () -> provider.refresh(reveal(refreshed.refreshToken())));
    }

    @Test
    void codeOfASessionThatHasEndedIsWorthNothing() {
        var code = code();

        ending.end(ALICES.id());

        refusedQuietly(ErrorCode.INVALID_GRANT, () -> provider.redeem(SHOP, code));
        assertThat(provider.grants.alive()).isEmpty();
    }
}
