package io.lintel.connector.ldap;

import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorException;
import io.lintel.secret.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionException;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KeyTab;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.Oid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks Kerberos tickets with the key of a keytab.
///
/// Java does what is cryptography and time. It needs neither a krb5.conf nor a configuration of JAAS for that, and
/// asks nobody. What Java does not look at, or not closely enough, is here: whom the ticket is for, the realm of its
/// owner, and whether it was shown before. Java remembers that for this process, by the name of the service, which
/// stands beside what is sealed and can be changed by anybody.
final class Tickets {
    private static final Logger LOG = LoggerFactory.getLogger(Tickets.class);
    private static final String ANY_REALM = "*";

    private final KerberosConfiguration configuration;
    private final Keytab keytab;
    private final ConnectorContext context;

    private Tickets(KerberosConfiguration configuration, Keytab keytab, ConnectorContext context) {
        this.configuration = configuration;
        this.keytab = keytab;
        this.context = context;
    }

    /// Null takes no tickets.
    static @Nullable Tickets of(@Nullable KerberosConfiguration configuration, ConnectorContext context) {
        if (configuration == null || !configuration.enabled()) {
            return null;
        }
        var path = configuration.keytabPath();
        if (path == null) {
            throw ConnectorException.misconfigured("kerberos.keytabPath is missing: it is the file with our key");
        }
        var keytab = new Keytab(Path.of(path));
        var tickets = new Tickets(configuration, keytab, context);
        if (keytab.isReadable()) {
            tickets.requireKey();
        } else {
            LOG.warn(
                    "connector {}: kerberos.keytabPath: cannot read {}: nobody logs in by ticket until it is there",
                    context.id(),
                    path);
        }
        ClockSkew.allow(configuration.maxClockSkew());
        return tickets;
    }

    private void requireKey() {
        try {
            var wanted =
                    configuration.keytabPrincipal() == null ? configuration.spn() : configuration.keytabPrincipal();
            var owners = keytab.owners();
            var usable = wanted == null
                    ? owners.stream().anyMatch(KerberosName::isWebService)
                    : owners.stream().anyMatch(owner -> owner.matches(KerberosName.parse(wanted, owner.realm())));
            if (!usable) {
                throw ConnectorException.misconfigured("kerberos: " + keytab.path() + " holds no key of "
                        + (wanted == null ? "a service HTTP/…; set kerberos.spn and kerberos.keytabPrincipal" : wanted)
                        + "; it holds keys of " + owners.stream().distinct().toList());
            }
        } catch (IOException malformed) {
            throw ConnectorException.misconfigured(
                    "kerberos.keytabPath: cannot read " + keytab.path() + ": " + malformed.getMessage(), malformed);
        }
    }

    /// Whether tickets can be checked now.
    boolean areTaken() {
        return keytab.isReadable();
    }

    boolean alsoTakePasswords() {
        return configuration.fallbackToPassword();
    }

    /// Whose ticket it is.
    ///
    /// @param username what the directory is asked for
    /// @param answer base64 for the browser; empty if it did not ask for one
    record Owner(String username, String answer) {}

    /// @throws TicketException if the token does not prove who its owner is
    Owner check(Secret token) throws TicketException {
        var read = NegotiateToken.parse(token);
        var key = keyFor(read.service());
        var subject = new Subject();
        var principal = new KerberosPrincipal(key.name() + "@" + key.realm());
        subject.getPrincipals().add(principal);
        subject.getPrivateCredentials()
                .add(KeyTab.getInstance(principal, keytab.path().toFile()));
        try {
            var owner = Subject.callAs(subject, () -> accept(read.bytes(), key.realm()));
            if (!context.oneTimeUse().claim(read.authenticator(), acceptableUntil())) {
                throw new TicketException("the ticket is refused: it was shown before");
            }
            return owner;
        } catch (CompletionException refused) {
            if (refused.getCause() instanceof TicketException because) {
                throw because;
            }
            // Java's parsers fail on malformed tokens in more ways than one.
            throw new TicketException("the ticket is refused: " + reason(refused.getCause()), refused);
        }
    }

    /// The clock in the token may be ahead, and the token is good for as long again.
    private Instant acceptableUntil() {
        return context.clock().instant().plusSeconds(2L * configuration.maxClockSkew() + 60);
    }

    private Owner accept(byte[] token, String ourRealm) throws GSSException, TicketException {
        var manager = GSSManager.getInstance();
        var mechanisms = new Oid[] {new Oid("1.3.6.1.5.5.2"), new Oid("1.2.840.113554.1.2.2")};
        var credential = manager.createCredential(
                null, GSSCredential.INDEFINITE_LIFETIME, mechanisms, GSSCredential.ACCEPT_ONLY);
        var context = manager.createContext(credential);
        try {
            var answer = context.acceptSecContext(token, 0, token.length);
            if (!context.isEstablished()) {
                throw new TicketException("the browser wants a second round, and there is none");
            }
            var name = username(context.getSrcName().toString(), ourRealm);
            return new Owner(name, answer == null ? "" : Base64.getEncoder().encodeToString(answer));
        } finally {
            context.dispose();
            credential.dispose();
        }
    }

    /// The name in the keytab whose key opens tickets for that service.
    private KerberosName keyFor(KerberosName service) throws TicketException {
        var spn = configuration.spn();
        if (spn == null
                ? !service.isWebService()
                : !KerberosName.parse(spn, service.realm()).matches(service)) {
            throw new TicketException("the ticket is for " + service + " and not for us"
                    + (spn == null ? "" : ", who are " + spn + " (kerberos.spn)"));
        }
        var owner = configuration.keytabPrincipal() == null
                ? service
                : KerberosName.parse(configuration.keytabPrincipal(), service.realm());
        return owners().stream()
                .filter(owner::matches)
                .findFirst()
                .orElseThrow(() -> new TicketException(
                        "the ticket is for " + service + ", and " + keytab.path() + " holds no key of " + owner));
    }

    private List<KerberosName> owners() throws TicketException {
        try {
            return keytab.owners();
        } catch (IOException unreadable) {
            throw new TicketException("cannot read " + keytab.path() + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private String username(String principal, String ourRealm) throws TicketException {
        if (principal.indexOf('\\') >= 0 || principal.indexOf('@') < 1) {
            throw new TicketException("the name of the ticket's owner is not one of an end-user");
        }
        var owner = KerberosName.parse(principal, "");
        var expected = expectedRealm(ourRealm);
        if (!expected.equals(ANY_REALM) && !expected.equalsIgnoreCase(owner.realm())) {
            throw new TicketException(
                    "the ticket's owner, " + owner + ", is not of the realm " + expected + " (kerberos.expectedRealm)");
        }
        return configuration.looksUpWholePrincipal() ? owner.name() + "@" + owner.realm() : owner.name();
    }

    /// A bare name means somebody in one realm only: unless the configuration says which, in ours. dex does not mind.
    private String expectedRealm(String ours) {
        var expected = configuration.expectedRealm();
        if (expected != null) {
            return expected;
        }
        return configuration.looksUpWholePrincipal() || context.dexCompatible() ? ANY_REALM : ours;
    }

    private static String reason(@Nullable Throwable cause) {
        return cause instanceof GSSException refused ? String.valueOf(refused.getMessage()) : "it is malformed";
    }
}
