package io.lintel.server.http;

import io.lintel.authorization.Access;
import io.lintel.authorization.ConnectorEntry;
import io.lintel.authorization.Connectors;
import io.lintel.authorization.ConsentMemory;
import io.lintel.authorization.Consents;
import io.lintel.client.Client;
import io.lintel.client.Clients;
import io.lintel.connector.Email;
import io.lintel.factor.FactorRules;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.Scope;
import io.lintel.server.http.AccountTarget.Kind;
import io.lintel.server.page.Account;
import io.lintel.session.BrowserSessions;
import io.lintel.session.Session;
import io.lintel.session.SessionKey;
import io.lintel.token.RefreshFamilies;
import io.lintel.token.RefreshFamily;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// Collects what there is of a user.
@Singleton
final class AccountView {

    /// How many refresh tokens are shown.
    private static final int MOST_TOKENS = 100;

    private final BrowserSessions sessions;
    private final RefreshFamilies families;
    private final ConsentMemory consents;
    private final Clients clients;
    private final Connectors connectors;
    private final FactorRules rules;

    AccountView(
            BrowserSessions sessions,
            RefreshFamilies families,
            ConsentMemory consents,
            Clients clients,
            Connectors connectors,
            FactorRules rules) {
        this.sessions = sessions;
        this.families = families;
        this.consents = consents;
        this.clients = clients;
        this.connectors = connectors;
        this.rules = rules;
    }

    /// @param session that of the browser that looks
    /// @param key its key, with which the forms are signed
    /// @param action where the forms are posted to
    /// @param factors the page of the second factors
    Account of(Session session, SessionKey key, String action, String factors) {
        var login = session.authentication();
        var entry = connectors.find(login.connector());
        var told = entry.map(connector -> connector.told(login.identity())).orElse(login.identity());
        return new Account(
                action,
                ShownName.of(told),
                Optional.ofNullable(told.email()).map(Email::address).orElse(null),
                entry.map(ConnectorEntry::name).orElse(login.connector().value()),
                login.at(),
                session.expiresAt(),
                sessions.of(session.subject()).stream()
                        .sorted(Comparator.comparing(other -> !other.id().equals(session.id())))
                        .map(other -> signedOn(other, session, key))
                        .toList(),
                families.of(session.subject(), MOST_TOKENS).stream()
                        .map(family -> lastingAccess(family, key))
                        .toList(),
                consents.of(session.subject()).stream()
                        .map(given -> consented(given, key))
                        .toList(),
                rules.all().isEmpty() ? null : factors);
    }

    private Account.SignedOn signedOn(Session other, Session session, SessionKey key) {
        var device = other.authentication().device();
        return new Account.SignedOn(
                new AccountTarget(Kind.SESSION, other.id().value()).fields(key),
                other.id().equals(session.id()),
                device.userAgent(),
                device.address(),
                other.authentication().at(),
                other.lastUsedAt(),
                other.clients().keySet().stream().map(this::name).toList());
    }

    private Account.LastingAccess lastingAccess(RefreshFamily family, SessionKey key) {
        return new Account.LastingAccess(
                new AccountTarget(Kind.TOKEN, family.id().value()).fields(key),
                name(family.client()),
                family.authentication().device().userAgent(),
                family.createdAt(),
                family.lastUsedAt());
    }

    private Account.Consented consented(Consents.Given given, SessionKey key) {
        return new Account.Consented(
                new AccountTarget(Kind.CONSENT, given.client().value()).fields(key),
                name(given.client()),
                values(given).filter(value -> !value.startsWith(Access.CLAIM)).toList(),
                values(given)
                        .filter(value -> value.startsWith(Access.CLAIM))
                        .map(value -> value.substring(Access.CLAIM.length()))
                        .toList(),
                AudienceNames.of(clients, given.client(), given.scopes()),
                given.at());
    }

    private static Stream<String> values(Consents.Given given) {
        return given.scopes().values().stream().map(Scope::value);
    }

    private String name(ClientId client) {
        return clients.find(client).map(Client::name).orElse(client.value());
    }
}
