package io.lintel.tools.launch;

import io.lintel.example.Client;
import io.lintel.example.ExampleApp;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// Starts a server and the example app beside it, on the loopback interface: `Quickstart FOLDER [--port N]
/// [--app-port N] -- JAVA…`.
///
/// The folder keeps the configuration, the database and the password between runs. The password is made at
/// random at the first run, because one that everybody knows would sooner or later be found on a machine others
/// can reach. The app runs in this process and the server in a process of its own; SIGTERM or Ctrl-C ends both.
public final class Quickstart {

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(35);
    private static final int PASSWORD_GROUPS = 3;
    private static final int SECRET_GROUPS = 8;

    private Quickstart() {}

    /// Ends only when the server has ended or the process is told to.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            var split = Arrays.asList(arguments).indexOf("--");
            var options = Arrays.asList(arguments).subList(1, split);
            var command = Arrays.asList(arguments).subList(split + 1, arguments.length);
            run(Path.of(arguments[0]), port(options, "--port", 5556), port(options, "--app-port", 5555), command);
        } catch (LaunchException problem) {
            System.err.println("lintel: " + problem.getMessage());
            System.exit(1);
        }
    }

    private static void run(Path folder, int port, int appPort, List<String> command)
            throws IOException, InterruptedException {
        requireFree(port, "--port");
        requireFree(appPort, "--app-port");
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var secrets =
                new Configuration.Secrets(new RandomWords().next(SECRET_GROUPS), password(folder.resolve("password")));
        var configuration = new Configuration(port, 0, appPort, secrets, false);
        configuration.write(folder.resolve(Configuration.FILE));

        var client = new Client(Configuration.CLIENT_ID, secrets.client(), configuration.redirectUri());
        var listen = Configuration.loopback(appPort);
        var app = ExampleApp.start(configuration.issuer(), client, listen);
        var server = ServerProcess.start(command, folder, Configuration.FILE, "server.log");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            app.close();
            server.stop(STOP);
        }));
        server.awaitAnswer(configuration.issuer().resolve("/.well-known/openid-configuration"), START);
        System.out.println(welcome(configuration, folder));
        var status = server.awaitEnd();
        throw new LaunchException("the server has ended with status " + status + server.lastWords());
    }

    private static String welcome(Configuration configuration, Path folder) {
        return """

                Lintel is ready.

                  Open      %s
                  User      %s
                  Password  %s

                The server is %s, its configuration %s.
                Ctrl-C stops both.
                """.formatted(
                        configuration.app(),
                        Configuration.USER,
                        configuration.secrets().password(),
                        configuration.issuer(),
                        folder.resolve(Configuration.FILE));
    }

    private static String password(Path file) throws IOException {
        if (Files.exists(file) && !Files.readString(file).isBlank()) {
            return Files.readString(file).strip();
        }
        var password = new RandomWords().next(PASSWORD_GROUPS);
        Configuration.writePrivately(file, password + "\n");
        return password;
    }

    private static void requireFree(int port, String flag) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(Configuration.loopback(port));
        } catch (IOException busy) {
            throw new LaunchException(
                    "port " + port + " is in use. Choose another: ./lintel quickstart " + flag + " " + (port + 1000),
                    busy);
        }
    }

    private static int port(List<String> options, String flag, int otherwise) {
        for (var i = 0; i < options.size(); i += 2) {
            if (!List.of("--port", "--app-port").contains(options.get(i)) || i + 1 == options.size()) {
                throw new LaunchException("usage: ./lintel quickstart [--port N] [--app-port N]");
            }
        }
        var at = options.indexOf(flag);
        if (at < 0) {
            return otherwise;
        }
        try {
            var port = Integer.parseInt(options.get(at + 1));
            if (port > 0 && port < 1 << 16) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new LaunchException(flag + " needs a number from 1 to 65535, not " + options.get(at + 1), e);
        }
        throw new LaunchException(flag + " needs a number from 1 to 65535, not " + options.get(at + 1));
    }
}
