package io.lintel.connector.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldif.LDIFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// An OpenLDAP server of its own, on two free ports of the loopback interface, with everything in one folder.
///
/// It has the overlays memberof and ppolicy, and lets the service account alone read.
public final class Slapd {
    static final String BASE = "dc=example,dc=org";
    public static final String PEOPLE = "ou=people," + BASE;
    static final String GROUPS = "ou=groups," + BASE;
    public static final String READER = "cn=reader," + BASE;
    public static final String READER_PASSWORD = "reader's password";

    private static final String ADMIN = "cn=admin," + BASE;
    private static final String ADMIN_PASSWORD = "admin";

    private final Process process;
    private final LDAPConnection admin;
    private final TestCertificate certificate;
    private final int ldapPort;
    private final int ldapsPort;

    private Slapd(Process process, LDAPConnection admin, TestCertificate certificate, int ldapPort, int ldapsPort) {
        this.process = process;
        this.admin = admin;
        this.certificate = certificate;
        this.ldapPort = ldapPort;
        this.ldapsPort = ldapsPort;
    }

    public static Slapd start(Path folder)
            throws IOException, GeneralSecurityException, InterruptedException, LDAPException {
        var slapd = start(folder, "");
        slapd.fill();
        return slapd;
    }

    /// Starts another server that copies everything from this one, and goes on doing so.
    Slapd startReplica(Path folder) throws IOException, GeneralSecurityException, InterruptedException, LDAPException {
        var replica = start(folder, """
                syncrepl rid=1 provider=ldap://127.0.0.1:%d type=refreshAndPersist retry="1 +"
                  searchbase="%s" bindmethod=simple binddn="%s" credentials=%s
                """.formatted(ldapPort, BASE, ADMIN, ADMIN_PASSWORD));
        replica.await(READER);
        return replica;
    }

    private static Slapd start(Path folder, String more)
            throws IOException, GeneralSecurityException, InterruptedException, LDAPException {
        var certificate = TestCertificate.of(folder, "localhost", "127.0.0.1");
        var configuration = configuration(folder, certificate, more);
        var ldapPort = freePort();
        var ldapsPort = freePort();
        var log = folder.resolve("slapd.log");
        var process = new ProcessBuilder(
                        executable().toString(),
                        "-d",
                        "none",
                        "-f",
                        configuration.toString(),
                        "-h",
                        "ldap://127.0.0.1:" + ldapPort + " ldaps://127.0.0.1:" + ldapsPort)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        var admin = connect(process, ldapPort, log);
        return new Slapd(process, admin, certificate, ldapPort, ldapsPort);
    }

    private void fill() throws LDAPException {
        add("dn: " + BASE, "objectClass: domain", "dc: example");
        add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: people");
        add("dn: " + GROUPS, "objectClass: organizationalUnit", "ou: groups");
        add(
                "dn: " + READER,
                "objectClass: applicationProcess",
                "objectClass: simpleSecurityObject",
                "cn: reader",
                "userPassword: " + READER_PASSWORD);
        add(
                "dn: cn=policy," + BASE,
                "objectClass: applicationProcess",
                "objectClass: pwdPolicy",
                "cn: policy",
                "pwdAttribute: userPassword",
                "pwdLockout: TRUE",
                "pwdMaxFailure: 3",
                "pwdMustChange: TRUE",
                "pwdMaxAge: 86400");
    }

    /// Waits until an entry is there.
    void await(String dn) throws LDAPException, InterruptedException {
        for (var attempt = 0; attempt < 300; attempt++) {
            if (admin.getEntry(dn) != null) {
                return;
            }
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new AssertionError(dn + " was not copied");
    }

    /// Ends it at once, as a crash would.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static Path executable() {
        var path = Objects.requireNonNullElse(System.getenv("PATH"), "") + ":/usr/sbin:/usr/local/sbin";
        return Stream.of(path.split(":"))
                .map(folder -> Path.of(folder, "slapd"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no slapd: install the Debian package slapd"));
    }

    private static Path configuration(Path folder, TestCertificate certificate, String more)
            throws IOException, GeneralSecurityException {
        var data = Files.createDirectory(folder.resolve("data"));
        var pem = Files.writeString(folder.resolve("certificate.pem"), certificate.pem());
        var key = Files.writeString(folder.resolve("key.pem"), certificate.keyPem());
        return Files.writeString(folder.resolve("slapd.conf"), """
                include /etc/ldap/schema/core.schema
                include /etc/ldap/schema/cosine.schema
                include /etc/ldap/schema/inetorgperson.schema
                include /etc/ldap/schema/nis.schema
                modulepath /usr/lib/ldap
                moduleload back_mdb
                moduleload memberof
                moduleload ppolicy
                moduleload syncprov
                pidfile %1$s/slapd.pid
                TLSCertificateFile %2$s
                TLSCertificateKeyFile %3$s
                sizelimit 100
                database mdb
                suffix "%4$s"
                rootdn "%5$s"
                rootpw %6$s
                directory %7$s
                dbnosync
                %9$s
                index objectClass,uid,cn,member,memberUid,entryCSN,entryUUID eq
                limits dn.exact="%8$s" size.soft=100 size.hard=100 size.prtotal=unlimited
                access to attrs=userPassword by anonymous auth by * none
                access to * by dn.exact="%8$s" read by anonymous auth by * none
                overlay memberof
                memberof-group-oc groupOfNames
                overlay ppolicy
                ppolicy_default "cn=policy,%4$s"
                ppolicy_use_lockout
                overlay syncprov
                """.formatted(
                        folder, pem, key, BASE, ADMIN, ADMIN_PASSWORD, data, READER, more));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static LDAPConnection connect(Process process, int port, Path log)
            throws IOException, InterruptedException, LDAPException {
        for (var attempt = 0; attempt < 200; attempt++) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                break;
            }
            var connection = new LDAPConnection();
            try {
                connection.connect("127.0.0.1", port);
            } catch (LDAPException notYet) {
                continue;
            }
            connection.bind(ADMIN, ADMIN_PASSWORD);
            return connection;
        }
        process.destroyForcibly();
        throw new IOException("slapd does not start: " + Files.readString(log));
    }

    public int ldapPort() {
        return ldapPort;
    }

    int ldapsPort() {
        return ldapsPort;
    }

    TestCertificate certificate() {
        return certificate;
    }

    void add(String... ldif) throws LDAPException {
        try {
            admin.add(ldif);
        } catch (LDIFException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    void add(Entry entry) throws LDAPException {
        admin.add(entry);
    }

    /// @param uid becomes the user name; nothing in it needs escaping
    public String addPerson(String cn, String uid, String password) throws LDAPException {
        var dn = "cn=" + cn + "," + PEOPLE;
        var entry = new Entry(dn);
        entry.addAttribute("objectClass", "inetOrgPerson");
        entry.addAttribute("cn", cn);
        entry.addAttribute("sn", cn);
        entry.addAttribute("uid", uid);
        entry.addAttribute("mail", cn + "@example.org");
        entry.addAttribute("userPassword", password);
        admin.add(entry);
        return dn;
    }

    String addGroup(String cn, List<String> members) throws LDAPException {
        var dn = "cn=" + cn + "," + GROUPS;
        var entry = new Entry(dn);
        entry.addAttribute("objectClass", "groupOfNames");
        entry.addAttribute("cn", cn);
        entry.addAttribute("member", members);
        admin.add(entry);
        return dn;
    }

    void set(String dn, String attribute, String value) throws LDAPException {
        admin.modify(dn, new Modification(ModificationType.REPLACE, attribute, value));
    }

    void delete(String dn) throws LDAPException {
        admin.delete(dn);
    }

    public void stop() throws InterruptedException {
        admin.close();
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
