package io.lintel.tools.launch;

import io.lintel.example.Client;
import io.lintel.example.ExampleApp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Makes the JDK's ahead-of-time cache (JEP 514): `Training CACHE -- JAVA…`.
///
/// The cache holds the classes of one run, already loaded and linked, and how their methods behaved. So the
/// server is run here on a throw-away configuration, asked once for each kind of thing it does, and stopped;
/// java writes the cache as it ends. A visit that goes wrong makes a poorer cache and no failure: what is wrong
/// shows in the output.
public final class Training {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(90);

    private Training() {}

    /// Ends with status 0 if there is a cache.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 4 || !arguments[1].equals("--")) {
            System.err.println("usage: Training CACHE -- JAVA OPTIONS -jar JAR");
            System.exit(2);
        }
        try {
            train(Path.of(arguments[0]), Arrays.asList(arguments).subList(2, arguments.length));
        } catch (LaunchException problem) {
            System.err.println("lintel: " + problem.getMessage());
            System.exit(1);
        }
    }

    private static void train(Path cache, List<String> command) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("lintel-training");
        try {
            var ports = freePorts(3);
            var words = new RandomWords();
            var secrets = new Configuration.Secrets(words.next(8), words.next(3));
            var configuration = new Configuration(ports.get(0), ports.get(1), ports.get(2), secrets, true);
            configuration.write(folder.resolve(Configuration.FILE));
            makeDatabase(command, folder, configuration);
            var made = folder.resolve("lintel.aot");
            var server = ServerProcess.start(withCacheOutput(command, made), folder, Configuration.FILE, "server.log");
            try {
                server.awaitAnswer(configuration.issuer().resolve("/.well-known/openid-configuration"), START);
                visit(configuration);
            } finally {
                server.stop(STOP);
            }
            if (!Files.exists(made)) {
                throw new LaunchException("java made no cache" + server.lastWords());
            }
            install(made, cache);
        } finally {
            delete(folder);
        }
    }

    /// What makes a database is needed once, and would be loaded at every start if the cache held it: a tenth of
    /// all classes.
    private static void makeDatabase(List<String> command, Path folder, Configuration configuration)
            throws IOException, InterruptedException {
        var server = ServerProcess.start(command, folder, Configuration.FILE, "first.log");
        try {
            server.awaitAnswer(configuration.issuer().resolve("/.well-known/openid-configuration"), START);
        } finally {
            server.stop(STOP);
        }
    }

    private static void visit(Configuration configuration) throws IOException {
        var client = new Client(Configuration.CLIENT_ID, configuration.secrets().client(), configuration.redirectUri());
        var listen = Configuration.loopback(configuration.appPort());
        try (var _ = ExampleApp.start(configuration.issuer(), client, listen)) {
            var visit = new Visit(configuration);
            visit.signIn("local");
            visit.signIn("mock");
            visit.look();
        } catch (LaunchException problem) {
            System.out.println("The training visit ended early: " + problem.getMessage());
        }
    }

    /// Moves the cache in one step, so that a server that starts meanwhile sees all of it or nothing.
    private static void install(Path made, Path cache) throws IOException {
        var beside = Files.createTempFile(cache.toAbsolutePath().getParent(), "lintel", ".tmp");
        Files.move(made, beside, StandardCopyOption.REPLACE_EXISTING);
        Files.move(beside, cache, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<String> withCacheOutput(List<String> command, Path cache) {
        var complete = new ArrayList<>(command);
        complete.add(1, "-XX:AOTCacheOutput=" + cache);
        return complete;
    }

    private static List<Integer> freePorts(int count) throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (var i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
