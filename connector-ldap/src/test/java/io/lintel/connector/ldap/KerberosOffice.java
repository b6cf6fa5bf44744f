package io.lintel.connector.ldap;

import static java.util.Map.entry;

import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.connector.ConnectorContext;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Negotiation;
import io.lintel.connector.OneTimeUse;
import io.lintel.connector.Wanted;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/// A realm that gives tickets made to measure, a directory, and a connector that takes the tickets of the one for the
/// people of the other.
final class KerberosOffice implements AutoCloseable {

    final TestRealm realm = new TestRealm();
    final Path keytab;
    final TestDirectory directory;
    final LdapConnector connector;

    KerberosOffice(Path keytab) throws IOException, LDAPException {
        this.keytab = keytab;
        realm.keytab(keytab, TestRealm.SERVICE, "HTTP/other.example.com");
        directory = TestDirectory.plain();
        connector = with();
    }

    LoginResult accepted(Secret token, Wanted... wanted) {
        return accepted(connector, token, wanted);
    }

    LoginResult accepted(LdapConnector by, Secret token, Wanted... wanted) {
        return switch (by.negotiate(TestLogins.request(wanted), token)) {
            case Negotiation.Accepted accepted -> accepted.login();
            case Negotiation.NotAccepted not -> throw new AssertionError("not accepted: " + not.detail());
        };
    }

    String notAccepted(TestRealm.Ticket ticket) {
        return notAccepted(connector, ticket.token());
    }

    String notAccepted(LdapConnector by, Secret token) {
        return switch (by.negotiate(TestLogins.request(), token)) {
            case Negotiation.Accepted accepted -> throw new AssertionError("was accepted");
            case Negotiation.NotAccepted not -> not.detail();
        };
    }

    LdapConnector sharing(OneTimeUse used, boolean dexCompatible) {
        var configuration = Configurations.of(Configurations.with(directory.configuration(), kerberos(Map.of())));
        var context = TestLogins.context("corp", Clock.systemUTC(), used);
        return new LdapConnectorFactory()
                .create(
                        configuration,
                        new ConnectorContext(
                                context.id(),
                                context.callback(),
                                context.httpClient(),
                                context.clock(),
                                used,
                                dexCompatible));
    }

    @SafeVarargs
    final LdapConnector with(Map.Entry<String, ?>... changes) {
        var block = new LinkedHashMap<String, Object>();
        for (var change : changes) {
            block.put(change.getKey(), change.getValue());
        }
        return directory.open(kerberos(block));
    }

    Map.Entry<String, Object> kerberos(Map<String, ?> changes) {
        var block = new LinkedHashMap<String, Object>();
        block.put("enabled", true);
        block.put("keytabPath", keytab.toString());
        block.putAll(changes);
        return entry("kerberos", block);
    }

    @Override
    public void close() {
        connector.close();
        directory.close();
    }
}
