package io.lintel.connector.ldap;

import static java.util.Map.entry;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.OperationType;
import io.lintel.connector.testkit.TestLogins;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/// A directory in memory on the loopback interface, with one person in it: alice, whose password is
/// [#PASSWORD].
///
/// It answers searches to the service account alone.
public final class TestDirectory implements AutoCloseable {
    static final String BASE = "dc=example,dc=org";
    public static final String PEOPLE = "ou=people," + BASE;
    static final String GROUPS = "ou=groups," + BASE;
    public static final String READER = "cn=reader," + BASE;
    public static final String READER_PASSWORD = "reader's password";
    static final String ALICE = "uid=alice," + PEOPLE;
    public static final String PASSWORD = "alice's password";

    private final InMemoryDirectoryServer server;
    private final TestWire wire = new TestWire();
    private final int port;

    private TestDirectory(InMemoryListenerConfig listener) throws LDAPException {
        var config = new InMemoryDirectoryServerConfig(BASE);
        config.setListenerConfigs(listener);
        config.setSchema(null);
        config.addAdditionalBindCredentials(READER, READER_PASSWORD);
        config.setAuthenticationRequiredOperationTypes(OperationType.SEARCH);
        config.addInMemoryOperationInterceptor(wire);
        server = new InMemoryDirectoryServer(config);
        add(BASE, "objectClass", "domain");
        add(PEOPLE, "objectClass", "organizationalUnit");
        add(GROUPS, "objectClass", "organizationalUnit");
        addPerson("alice", PASSWORD);
        server.startListening();
        port = server.getListenPort();
    }

    /// Speaks in the clear.
    public static TestDirectory plain() throws LDAPException {
        return new TestDirectory(
                InMemoryListenerConfig.createLDAPConfig("plain", InetAddress.getLoopbackAddress(), 0, null));
    }

    /// Speaks in the clear until it is asked for StartTLS.
    static TestDirectory startTls(SSLContext context) throws LDAPException {
        return new TestDirectory(InMemoryListenerConfig.createLDAPConfig(
                "startTLS", InetAddress.getLoopbackAddress(), 0, context.getSocketFactory()));
    }

    static TestDirectory ldaps(SSLContext context) throws LDAPException {
        return new TestDirectory(InMemoryListenerConfig.createLDAPSConfig(
                "ldaps", InetAddress.getLoopbackAddress(), 0, context.getServerSocketFactory(), null));
    }

    /// Wants to see the certificate of who connects.
    static TestDirectory ldapsWithClientCertificates(SSLContext context) throws LDAPException {
        return new TestDirectory(InMemoryListenerConfig.createLDAPSConfig(
                "ldaps", InetAddress.getLoopbackAddress(), 0, context.getServerSocketFactory(), null, true, true));
    }

    /// What arrives at the directory, and what it is told to answer.
    TestWire wire() {
        return wire;
    }

    public int port() {
        return port;
    }

    void stop() {
        server.shutDown(true);
    }

    /// Listens again on the same port.
    void restart() throws LDAPException {
        server.startListening();
    }

    /// @param namesAndValues of attributes, in turn
    void add(String dn, String... namesAndValues) throws LDAPException {
        var values = new LinkedHashMap<String, List<String>>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            var value = List.of(namesAndValues[i + 1]);
            values.merge(namesAndValues[i], value, (some, more) -> {
                var all = new ArrayList<>(some);
                all.addAll(more);
                return all;
            });
        }
        var entry = new Entry(dn);
        values.forEach((name, all) -> entry.addAttribute(new Attribute(name, all)));
        server.add(entry);
    }

    void add(Entry entry) throws LDAPException {
        server.add(entry);
    }

    void addPerson(String uid, String password, String... more) throws LDAPException {
        var attributes = new ArrayList<>(List.of(
                "objectClass",
                "person",
                "uid",
                uid,
                "cn",
                "The person " + uid,
                "mail",
                "person" + Integer.toHexString(uid.hashCode()) + "@example.org",
                "userPassword",
                password));
        attributes.addAll(Arrays.asList(more));
        add(person(uid), attributes.toArray(String[]::new));
    }

    static String person(String uid) {
        return SearchBase.parse("test", PEOPLE, "sub").child("uid", uid);
    }

    void addGroup(String name, String... members) throws LDAPException {
        var attributes = new ArrayList<>(List.of("objectClass", "groupOfNames", "cn", name));
        for (var member : members) {
            attributes.addAll(List.of("member", member));
        }
        add(group(name), attributes.toArray(String[]::new));
    }

    static String group(String name) {
        return "cn=" + name + "," + GROUPS;
    }

    void set(String dn, String attribute, String value) throws LDAPException {
        server.modify(dn, new Modification(ModificationType.REPLACE, attribute, value));
    }

    void delete(String dn) throws LDAPException {
        server.delete(dn);
    }

    /// What an operator would write for this directory, without TLS.
    Map<String, Object> configuration() {
        return configuration("127.0.0.1:" + port());
    }

    static Map<String, Object> configuration(String host) {
        return Map.ofEntries(
                entry("host", host),
                entry("insecureNoSSL", true),
                entry("bindDN", READER),
                entry("bindPW", READER_PASSWORD),
                entry("userSearch", Map.of("baseDN", PEOPLE, "username", List.of("uid"), "nameAttr", "cn")),
                entry(
                        "groupSearch",
                        Map.of(
                                "baseDN",
                                GROUPS,
                                "nameAttr",
                                "cn",
                                "userMatchers",
                                List.of(Map.of("userAttr", "DN", "groupAttr", "member")))));
    }

    static LdapConnector open(Map<String, ?> configuration) {
        return open(configuration, Clock.systemUTC());
    }

    static LdapConnector open(Map<String, ?> configuration, Clock clock) {
        return new LdapConnectorFactory().create(Configurations.of(configuration), TestLogins.context("corp", clock));
    }

    /// A connector like those of [#configuration()], with some keys changed.
    @SafeVarargs
    final LdapConnector open(Map.Entry<String, ?>... changes) {
        return open(Configurations.with(configuration(), changes));
    }

    @Override
    public void close() {
        server.shutDown(true);
    }
}
