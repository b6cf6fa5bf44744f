package io.lintel.benchmarks.report;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.connector.ldap.SlapdProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// An OpenLDAP server on the loopback interface, with one person in nested groups.
final class Slapd implements AutoCloseable {

    static final String BASE = "dc=example,dc=org";
    static final String READER = "cn=reader," + BASE;
    static final String USER = "ada";
    static final String PASSWORD = "for benchmarks alone";

    private static final String ADMIN = "cn=admin," + BASE;

    private final SlapdProcess process;

    private Slapd(SlapdProcess process) {
        this.process = process;
    }

    /// @param folder takes everything it keeps
    /// @param levels of groups, each around the one below; the person is in all of the lowest
    static Slapd start(Path folder, int levels, int groupsOfEach)
            throws IOException, InterruptedException, LDAPException {
        var slapd = new Slapd(SlapdProcess.start(configuration(folder), "ldap"));
        try (var admin = slapd.process.connect(ADMIN, PASSWORD)) {
            fill(admin, levels, groupsOfEach);
            return slapd;
        } catch (IOException | LDAPException | InterruptedException failed) {
            slapd.close();
            throw failed;
        }
    }

    int port() {
        return process.ports().getFirst();
    }

    private static void fill(LDAPConnection admin, int levels, int groupsOfEach) throws LDAPException {
        admin.add(entry(BASE, "domain", "dc", "example"));
        admin.add(entry("ou=groups," + BASE, "organizationalUnit", "ou", "groups"));
        var reader = entry(READER, "applicationProcess", "cn", "reader");
        reader.addAttribute("objectClass", "simpleSecurityObject");
        reader.addAttribute("userPassword", PASSWORD);
        admin.add(reader);
        var person = entry("uid=" + USER + "," + BASE, "inetOrgPerson", "cn", "Ada Lovelace");
        person.addAttribute("sn", "Lovelace");
        person.addAttribute("mail", "ada@example.org");
        person.addAttribute("userPassword", PASSWORD);
        admin.add(person);
        for (var level = 0; level < levels; level++) {
            for (var number = 0; number < groupsOfEach; number++) {
                var group = entry(group(level, number), "groupOfNames", "cn", "group-" + level + "-" + number);
                group.addAttribute("member", level == 0 ? person.getDN() : group(level - 1, number));
                admin.add(group);
            }
        }
    }

    private static String group(int level, int number) {
        return "cn=group-" + level + "-" + number + ",ou=groups," + BASE;
    }

    private static Entry entry(String dn, String type, String attribute, String value) {
        var entry = new Entry(dn);
        entry.addAttribute("objectClass", type);
        entry.addAttribute(attribute, value);
        return entry;
    }

    private static Path configuration(Path folder) throws IOException {
        var data = Files.createDirectories(folder.resolve("slapd"));
        return Files.writeString(folder.resolve("slapd.conf"), """
                include /etc/ldap/schema/core.schema
                include /etc/ldap/schema/cosine.schema
                include /etc/ldap/schema/inetorgperson.schema
                modulepath /usr/lib/ldap
                moduleload back_mdb
                sizelimit unlimited
                database mdb
                suffix "%1$s"
                rootdn "%4$s"
                rootpw "%2$s"
                directory "%3$s"
                dbnosync
                index objectClass,uid,cn,member eq
                access to attrs=userPassword by anonymous auth by * none
                access to * by * read
                """.formatted(BASE, PASSWORD, data, ADMIN));
    }

    @Override
    public void close() {
        process.kill();
    }
}
