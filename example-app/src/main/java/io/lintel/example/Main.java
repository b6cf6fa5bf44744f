package io.lintel.example;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Starts the application with what is given on the command line.
public final class Main {

    private static final String USAGE = """
            usage: java -jar example-app.jar --issuer URL --client-id ID [options]
              --client-secret SECRET   the client's secret; without it the client is public
              --listen HOST:PORT       where to listen (127.0.0.1:5555)
              --redirect-uri URL       as registered (http://HOST:PORT/callback)""";

    private static final Set<String> FLAGS =
            Set.of("--issuer", "--client-id", "--client-secret", "--listen", "--redirect-uri");

    private Main() {}

    /// Ends with status 2 and the usage if the command line is wrong, with 1 if the port is taken.
    public static void main(String[] arguments) {
        var flags = parse(arguments);
        if (flags.isEmpty()) {
            System.err.println(USAGE);
            System.exit(2);
        }
        flags.ifPresent(Main::start);
    }

    private static void start(Map<String, String> flags) {
        var listen = flags.getOrDefault("--listen", "127.0.0.1:5555");
        var redirectUri = flags.getOrDefault("--redirect-uri", "http://" + listen + "/callback");
        var client = new Client(
                flags.getOrDefault("--client-id", ""),
                flags.getOrDefault("--client-secret", ""),
                URI.create(redirectUri));
        try {
            var app = ExampleApp.start(URI.create(flags.getOrDefault("--issuer", "")), client, address(listen));
            Runtime.getRuntime().addShutdownHook(new Thread(app::close));
            System.out.println("The example app answers at http://" + listen);
        } catch (IOException e) {
            System.err.println("example-app: cannot listen on " + listen + ": " + e.getMessage());
            System.exit(1);
        }
    }

    /// The flags and their values; empty if one is unknown, has no value, or a required one is missing.
    static Optional<Map<String, String>> parse(String[] arguments) {
        var flags = new HashMap<String, String>();
        for (var i = 0; i < arguments.length; i += 2) {
            if (!FLAGS.contains(arguments[i]) || i + 1 == arguments.length) {
                return Optional.empty();
            }
            flags.put(arguments[i], arguments[i + 1]);
        }
        return flags.containsKey("--issuer") && flags.containsKey("--client-id")
                ? Optional.of(flags)
                : Optional.empty();
    }

    private static InetSocketAddress address(String listen) {
        var uri = URI.create("http://" + listen);
        return new InetSocketAddress(uri.getHost(), uri.getPort());
    }
}
