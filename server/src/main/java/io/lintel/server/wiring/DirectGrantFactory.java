package io.lintel.server.wiring;

import io.lintel.authorization.Connectors;
import io.lintel.authorization.RequestedScopes;
import io.lintel.connector.ConnectorId;
import io.lintel.secret.Entropy;
import io.lintel.server.settings.Settings;
import io.lintel.token.BrowserSteps;
import io.lintel.token.ConnectorRules;
import io.lintel.token.EndUserPasswords;
import io.lintel.token.Grant;
import io.lintel.token.PasswordGrant;
import io.lintel.token.SubjectTokens;
import io.lintel.token.TokenExchangeGrant;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/// Constructs the grants in which an end-user has no browser.
@Factory
final class DirectGrantFactory {

    /// Nothing is demanded of end-users yet beside what the connectors check.
    @Singleton
    BrowserSteps browserSteps() {
        return BrowserSteps.none();
    }

    @Singleton
    Grant tokenExchangeGrant(
            SubjectTokens tokens,
            Connectors all,
            ConnectorRules connectors,
            RequestedScopes scopes,
            BrowserSteps browser,
            Entropy entropy) {
        return new TokenExchangeGrant(tokens, all, connectors, scopes, browser, entropy);
    }

    @Singleton
    Passwords passwordGrant(
            EndUserPasswords passwords,
            ConnectorRules connectors,
            RequestedScopes scopes,
            BrowserSteps browser,
            Settings settings,
            Entropy entropy,
            Clock clock) {
        return new Passwords(Optional.ofNullable(settings.oauth2().passwordConnector())
                .map(ConnectorId::new)
                .map(id -> new PasswordGrant(id, passwords, connectors, scopes, browser, entropy, clock)));
    }

    /// The grant that is there only if the operator has named a connector for it.
    record Passwords(Optional<PasswordGrant> grant) {}
}
