package io.lintel.connector.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldif.LDIFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;

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

    private final SlapdProcess process;
    private final LDAPConnection admin;
    private final TestCertificate certificate;

    private Slapd(SlapdProcess process, LDAPConnection admin, TestCertificate certificate) {
        this.process = process;
        this.admin = admin;
        this.certificate = certificate;
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
                """.formatted(ldapPort(), BASE, ADMIN, ADMIN_PASSWORD));
        replica.await(READER);
        return replica;
    }

    private static Slapd start(Path folder, String more)
            throws IOException, GeneralSecurityException, InterruptedException, LDAPException {
        var certificate = TestCertificate.of(folder, "localhost", "127.0.0.1");
        var process = SlapdProcess.start(configuration(folder, certificate, more), "ldap", "ldaps");
        return new Slapd(process, process.connect(ADMIN, ADMIN_PASSWORD), certificate);
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
            if (process.endsWithin(100)) {
                break;
            }
        }
        throw new AssertionError(dn + " was not copied");
    }

    /// Ends it at once, as a crash would.
    void kill() {
        process.kill();
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

    public int ldapPort() {
        return process.ports().getFirst();
    }

    int ldapsPort() {
        return process.ports().getLast();
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
        process.stop();
    }
}
