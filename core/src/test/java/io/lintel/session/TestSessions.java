package io.lintel.session;

import static io.lintel.authorization.TestAuthorizations.NOW;

import io.lintel.client.TestClients;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.connector.TestIdentities;
import io.lintel.connector.Wanted;
import io.lintel.secret.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Sessions of browsers. Each has a number; the same number makes the same one.
public final class TestSessions {

    private TestSessions() {}

    public static SessionId id(int number) {
        return new SessionId("session2345678901234x" + number);
    }

    /// What the browser of the session shows before it was used again.
    public static SessionKey key(int number) {
        return new SessionKey(id(number), Secret.of("secret-of-session-" + number + "/0"));
    }

    /// Alice's session, with every field set.
    public static Session alices(int number) {
        var login = new Authentication(
                new ConnectorId("corp-ldap"),
                TestIdentities.ALICE,
                NOW.minusSeconds(1),
                List.of(AuthenticationMethod.PASSWORD, AuthenticationMethod.MULTIPLE_FACTORS),
                id(number),
                new Device("2001:db8::7", "Fox/5.0 (\"quick\"; brówn)"));
        return session(
                number,
                login,
                Set.of(Wanted.GROUPS, Wanted.OFFLINE_ACCESS),
                Map.of(
                        TestClients.SHOP.id(), new ClientEntry(NOW.minusSeconds(1), NOW, false),
                        TestClients.API.id(), new ClientEntry(NOW.minusSeconds(1), NOW.plusMillis(1), true)),
                true);
    }

    /// Bob's session, with no field set that may be left out.
    public static Session bobs(int number) {
        return of(number, TestIdentities.BOB);
    }

    /// A session of somebody at the directory.
    public static Session of(int number, Identity identity) {
        var login =
                Authentication.of(new ConnectorId("corp-ldap"), identity, NOW).in(id(number));
        return session(number, login, Set.of(), Map.of(), false);
    }

    private static Session session(
            int number,
            Authentication login,
            Set<Wanted> wanted,
            Map<io.lintel.oauth2.ClientId, ClientEntry> clients,
            boolean remembered) {
        return new Session(
                id(number),
                SecretHash.of(key(number).secret()),
                login,
                wanted,
                clients,
                remembered,
                NOW.plusMillis(number),
                NOW,
                NOW.plusSeconds(3_600),
                NOW.plusSeconds(86_400),
                0);
    }

    /// The next generation, in which everything is other that may be.
    public static Session next(Session session) {
        var generation = session.generation() + 1;
        var clients = new HashMap<>(session.clients());
        clients.put(TestClients.THIEF.id(), new ClientEntry(NOW, NOW.plusSeconds(generation), true));
        return new Session(
                session.id(),
                SecretHash.of(Secret.of("secret-of-" + session.id() + "/" + generation)),
                session.authentication(),
                Set.of(Wanted.GROUPS),
                clients,
                !session.remembered(),
                session.createdAt(),
                session.lastUsedAt().plusSeconds(1),
                session.idleExpiry().plusSeconds(1),
                session.absoluteExpiry(),
                generation);
    }
}
