package io.lintel.connector.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// An OpenLDAP server on free ports of the loopback interface, for as long as it is wanted.
public final class SlapdProcess {

    private static final int ATTEMPTS = 400;
    private static final int PAUSE_MILLISECONDS = 50;
    private static final int PATIENCE_SECONDS = 10;

    private final Process process;
    private final Path log;
    private final List<Integer> ports;

    private SlapdProcess(Process process, Path log, List<Integer> ports) {
        this.process = process;
        this.log = log;
        this.ports = List.copyOf(ports);
    }

    /// @param configuration a slapd.conf; what the server says is written beside it
    /// @param schemes such as `ldap`; each has a port of its own
    public static SlapdProcess start(Path configuration, String... schemes) throws IOException {
        var ports = new ArrayList<Integer>();
        var addresses = new ArrayList<String>();
        for (var scheme : schemes) {
            ports.add(freePort());
            addresses.add(scheme + "://127.0.0.1:" + ports.getLast());
        }
        var log = configuration.resolveSibling("slapd.log");
        var process = new ProcessBuilder(
                        executable().toString(),
                        "-d",
                        "none",
                        "-f",
                        configuration.toString(),
                        "-h",
                        String.join(" ", addresses))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new SlapdProcess(process, log, ports);
    }

    private static Path executable() {
        var path = Objects.requireNonNullElse(System.getenv("PATH"), "") + ":/usr/sbin:/usr/local/sbin";
        return Stream.of(path.split(":"))
                .map(folder -> Path.of(folder, "slapd"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no slapd: install the Debian package slapd"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// The ports of the schemes, in their order.
    public List<Integer> ports() {
        return ports;
    }

    /// A connection to the first port, as soon as the server answers there.
    public LDAPConnection connect(String dn, String password) throws IOException, InterruptedException, LDAPException {
        for (var attempt = 0; attempt < ATTEMPTS && !endsWithin(PAUSE_MILLISECONDS); attempt++) {
            var connection = new LDAPConnection();
            try {
                connection.connect("127.0.0.1", ports.getFirst());
            } catch (LDAPException notYet) {
                continue;
            }
            connection.bind(dn, password);
            return connection;
        }
        kill();
        throw new IOException("slapd does not start: " + Files.readString(log));
    }

    boolean endsWithin(int milliseconds) throws InterruptedException {
        return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    }

    /// Ends it at once, as a crash would.
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
