package io.lintel.connector.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// An Active Directory domain: a domain controller of Samba with LDAP and Kerberos, at an address of the loopback
/// interface that is its own, with everything in one folder.
///
/// The ports of a domain controller cannot be chosen, and only root may listen there.
public final class ActiveDirectory implements AutoCloseable {
    public static final String REALM = "CORP.EXAMPLE.COM";
    public static final String BASE = "DC=corp,DC=example,DC=com";
    public static final String USERS = "CN=Users," + BASE;
    public static final String READER = "CN=reader," + USERS;
    public static final String PASSWORD = "Passw0rd of a user";

    private static final String ADMIN_PASSWORD = "Passw0rd of the administrator";
    private static final List<Integer> PORTS = List.of(88, 389, 464, 636, 3268, 3269);

    private final Path folder;
    private final String address;
    private final TestCertificate certificate;
    private final Process process;
    private final LDAPConnection admin;

    private ActiveDirectory(
            Path folder, String address, TestCertificate certificate, Process process, LDAPConnection admin) {
        this.folder = folder;
        this.address = address;
        this.certificate = certificate;
        this.process = process;
        this.admin = admin;
    }

    static ActiveDirectory start() throws IOException, GeneralSecurityException, InterruptedException, LDAPException {
        var folder = Files.createTempDirectory("lintel-ad");
        var address = freeAddress();
        var certificate = TestCertificate.of(folder, "dc1.corp.example.com", address);
        provision(folder, address);
        var process = new ProcessBuilder(
                        "samba",
                        "-i",
                        "-M",
                        "single",
                        "--debug-stdout",
                        "-s",
                        configuration(folder, address, certificate))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("samba.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        var admin = connect(process, address, certificate, folder.resolve("samba.log"));
        var directory = new ActiveDirectory(folder, address, certificate, process, admin);
        directory.set(BASE, "lockoutThreshold", "3");
        directory.addUser("reader");
        Files.writeString(directory.krb5Conf(), """
                [libdefaults]
                  default_realm = %1$s
                  dns_lookup_realm = false
                  dns_lookup_kdc = false
                  dns_canonicalize_hostname = false
                  rdns = false
                [realms]
                  %1$s = {
                    kdc = %2$s
                  }
                """.formatted(REALM, address));
        return directory;
    }

    /// An address of the loopback interface where nobody listens on a domain controller's ports.
    private static String freeAddress() throws IOException {
        var random = new Random();
        IOException taken = new IOException("no attempt was made");
        for (var attempt = 0; attempt < 20; attempt++) {
            var address = "127.%d.%d.%d".formatted(random.nextInt(2, 255), random.nextInt(256), random.nextInt(1, 255));
            try {
                for (var port : PORTS) {
                    try (var socket = new ServerSocket()) {
                        socket.bind(new InetSocketAddress(address, port));
                    }
                }
                return address;
            } catch (IOException failed) {
                taken = failed;
            }
        }
        throw new IOException(
                "a domain controller needs ports such as 389 of the loopback interface: run as root", taken);
    }

    private static void provision(Path folder, String address) throws IOException, InterruptedException {
        var empty = Files.writeString(folder.resolve("empty.conf"), "[global]\n");
        run(
                folder,
                "samba-tool",
                "domain",
                "provision",
                "-s",
                empty.toString(),
                "--targetdir=" + folder.resolve("dc"),
                "--realm=" + REALM,
                "--domain=CORP",
                "--server-role=dc",
                "--dns-backend=NONE",
                "--backend-store=tdb",
                "--adminpass=" + ADMIN_PASSWORD,
                "--host-name=dc1",
                "--host-ip=" + address,
                "--option=interfaces=" + address + "/8",
                "--option=bind interfaces only=yes");
    }

    private static String configuration(Path folder, String address, TestCertificate certificate)
            throws IOException, GeneralSecurityException {
        var pem = Files.writeString(folder.resolve("certificate.pem"), certificate.pem());
        var key = Files.writeString(folder.resolve("key.pem"), certificate.keyPem());
        key.toFile().setReadable(false, false);
        key.toFile().setReadable(true, true);
        return Files.writeString(
                        folder.resolve("smb.conf"), """
                [global]
                  server role = active directory domain controller
                  server services = ldap, kdc
                  realm = %1$s
                  workgroup = CORP
                  netbios name = DC1
                  interfaces = %2$s/8
                  bind interfaces only = yes
                  private dir = %3$s/private
                  state directory = %3$s/state
                  cache directory = %3$s/cache
                  lock directory = %3$s
                  pid directory = %3$s
                  ncalrpc dir = %3$s/ncalrpc
                  binddns dir = %3$s/bind-dns
                  winbindd socket directory = %3$s/winbindd
                  ntp signd socket directory = %3$s/ntp
                  log file = %3$s/log
                  tls certfile = %4$s
                  tls cafile = %4$s
                  tls keyfile = %5$s
                """.formatted(REALM, address, folder.resolve("dc"), pem, key))
                .toString();
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        var log = Files.createTempFile(folder, "command", ".log");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException missing) {
            throw new IOException(
                    "there is no " + command[0] + ": install the Debian packages samba, samba-dsdb-modules,"
                            + " samba-vfs-modules and samba-ad-provision",
                    missing);
        }
        if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(command[0] + " " + command[1] + " failed: " + Files.readString(log));
        }
    }

    private static LDAPConnection connect(Process process, String address, TestCertificate certificate, Path log)
            throws IOException, InterruptedException, GeneralSecurityException, LDAPException {
        for (var attempt = 0; attempt < 300; attempt++) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                break;
            }
            var connection = new LDAPConnection(certificate.context().getSocketFactory());
            try {
                connection.connect(address, 636);
            } catch (LDAPException notYet) {
                continue;
            }
            connection.bind("Administrator@corp.example.com", ADMIN_PASSWORD);
            return connection;
        }
        process.destroyForcibly();
        throw new IOException("samba does not start: " + Files.readString(log));
    }

    public String address() {
        return address;
    }

    /// The authority of its certificate, as a value of `rootCAData`.
    public String rootCaData() throws GeneralSecurityException {
        return certificate.rootCaData();
    }

    /// What Kerberos clients need to know.
    public Path krb5Conf() {
        return folder.resolve("krb5.conf");
    }

    public Path folder() {
        return folder;
    }

    LDAPConnection admin() {
        return admin;
    }

    /// Adds somebody whose password is [#PASSWORD].
    public String addUser(String name, Attribute... more) throws LDAPException {
        var dn = "CN=" + name + "," + USERS;
        var entry = new Entry(dn);
        entry.addAttribute("objectClass", "user");
        entry.addAttribute("sAMAccountName", name);
        entry.addAttribute("userPrincipalName", name + "@corp.example.com");
        entry.addAttribute("displayName", "The user " + name);
        entry.addAttribute("mail", name + "@example.com");
        entry.addAttribute("userAccountControl", "512");
        entry.addAttribute("unicodePwd", ("\"" + PASSWORD + "\"").getBytes(StandardCharsets.UTF_16LE));
        for (var attribute : more) {
            entry.addAttribute(attribute);
        }
        admin.add(entry);
        return dn;
    }

    public String addGroup(String name, String... members) throws LDAPException {
        var dn = "CN=" + name + "," + USERS;
        var entry = new Entry(dn);
        entry.addAttribute("objectClass", "group");
        entry.addAttribute("sAMAccountName", name);
        entry.addAttribute("member", members);
        admin.add(entry);
        return dn;
    }

    void set(String dn, String attribute, String value) throws LDAPException {
        admin.modify(dn, new Modification(ModificationType.REPLACE, attribute, value));
    }

    void set(String dn, String attribute, byte[] value) throws LDAPException {
        admin.modify(dn, new Modification(ModificationType.REPLACE, attribute, value));
    }

    void delete(String dn) throws LDAPException {
        admin.delete(dn);
    }

    /// Adds an account of services, and writes a keytab with its keys under the first of their names.
    ///
    /// @param services such as `HTTP/login.example.com`
    public Path addServices(String name, String... services) throws LDAPException, IOException, InterruptedException {
        // AES with 128 and 256 bits: without it the domain controller would use RC4, which Java does not.
        addUser(
                name,
                new Attribute("servicePrincipalName", services),
                new Attribute("msDS-SupportedEncryptionTypes", "24"));
        var keytab = folder.resolve(name + ".keytab");
        run(
                folder,
                "samba-tool",
                "domain",
                "exportkeytab",
                "-s",
                folder.resolve("smb.conf").toString(),
                "--principal=" + services[0],
                keytab.toString());
        return keytab;
    }

    @Override
    public void close() {
        admin.close();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
