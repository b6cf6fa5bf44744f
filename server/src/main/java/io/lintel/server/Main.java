package io.lintel.server;

import io.lintel.server.doctor.Examination;
import io.lintel.server.logging.Logging;
import io.lintel.server.settings.InvalidSettings;
import io.lintel.server.settings.Overrides;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The command line: `serve CONFIG`, `check CONFIG`, `doctor CONFIG`, `connectors [CONFIG]`, `version`, `help`.
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    /// The flags of `serve`, which stand for keys of the file.
    private static final List<String> FLAGS =
            List.of("--web-http-addr", "--web-https-addr", "--telemetry-addr", "--grpc-addr");

    private static final List<String> DOCTOR_FLAGS = List.of("--connector", "--user");

    private static final String HELP = """
        usage:
          serve CONFIG    start the server
              --web-http-addr ADDRESS     instead of web.http
              --web-https-addr ADDRESS    instead of web.https
              --telemetry-addr ADDRESS    instead of telemetry.http
              --grpc-addr ADDRESS         instead of grpc.addr
          check CONFIG    tell everything that is wrong with a configuration file
          doctor CONFIG   examine the way to each upstream, step by step
              --connector ID              this one only
              --user NAME                 look somebody up, and tell the groups a sign-in would give
          connectors [CONFIG]
                          tell which types of connectors there are, with the plugins of a configuration file
          version         tell the version
          help            tell this
        """;

    private final PrintStream out;
    private final PrintStream err;

    private Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /// Exit status: 0 if all is well, 1 if the configuration is not, 2 if the command line is not or the server
    /// cannot start.
    public static void main(String[] arguments) {
        Logging.adoptJavaLogging();
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, thrown) -> LOG.error("thread {} ended by an exception", thread.getName(), thrown));
        var status = new Main(System.out, System.err).run(List.of(arguments));
        if (status >= 0) {
            System.exit(status);
        }
    }

    /// The exit status, or a negative number if a server is running now.
    private int run(List<String> arguments) {
        var command = arguments.isEmpty() ? "" : arguments.getFirst();
        var rest = arguments.isEmpty() ? List.<String>of() : arguments.subList(1, arguments.size());
        return switch (command) {
            case "serve" -> serve(rest);
            case "check" -> check(rest);
            case "doctor" -> doctor(rest);
            case "connectors" -> connectors(rest);
            case "version" -> version();
            case "help", "--help", "-h" -> {
                out.print(HELP);
                yield 0;
            }
            default -> usage(command.isEmpty() ? "" : "there is no command " + command);
        };
    }

    private int serve(List<String> arguments) {
        var flags = new HashMap<String, String>();
        var files = new ArrayList<String>();
        for (var i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            var equals = argument.indexOf('=');
            var name = equals < 0 ? argument : argument.substring(0, equals);
            if (FLAGS.contains(name) && equals >= 0) {
                flags.put(name, argument.substring(equals + 1));
            } else if (FLAGS.contains(name) && i + 1 < arguments.size()) {
                flags.put(name, arguments.get(++i));
            } else if (argument.startsWith("-")) {
                return usage("there is no flag " + argument + ", or it lacks its address");
            } else {
                files.add(argument);
            }
        }
        return files.size() == 1 ? serve(Path.of(files.getFirst()), overrides(flags)) : usage("serve takes one file");
    }

    private int serve(Path file, Overrides overrides) {
        try {
            var lintel = Lintel.load(file, System.getenv(), overrides, Clock.systemUTC());
            Logging.configure(lintel.loaded().settings().logger());
            lintel.loaded().warnings().forEach(warning -> LOG.warn("{}", warning));
            Ending.onSignals(lintel);
            lintel.start();
            return -1;
        } catch (InvalidSettings invalid) {
            err.println(invalid.getMessage());
            return 2;
        } catch (RuntimeException failed) {
            LOG.error("the server cannot start", failed);
            err.println("the server cannot start: " + Causes.of(failed));
            return 2;
        }
    }

    private int check(List<String> arguments) {
        if (arguments.size() != 1) {
            return usage("check takes one file");
        }
        try {
            var warnings = Lintel.check(Path.of(arguments.getFirst()), System.getenv(), Clock.systemUTC());
            warnings.forEach(warning -> out.println("warning: " + warning));
            out.println("ok");
            return 0;
        } catch (InvalidSettings invalid) {
            invalid.warnings().forEach(warning -> out.println("warning: " + warning));
            invalid.mistakes().forEach(out::println);
            return 1;
        }
    }

    private int doctor(List<String> arguments) {
        var flags = new HashMap<String, String>();
        var files = new ArrayList<String>();
        for (var i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            if (DOCTOR_FLAGS.contains(argument) && i + 1 < arguments.size()) {
                flags.put(argument, arguments.get(++i));
            } else if (argument.startsWith("-")) {
                return usage("there is no flag " + argument + ", or it lacks its value");
            } else {
                files.add(argument);
            }
        }
        if (files.size() != 1) {
            return usage("doctor takes one file");
        }
        var wanted = new Examination(
                Optional.ofNullable(flags.get(DOCTOR_FLAGS.get(0))),
                Optional.ofNullable(flags.get(DOCTOR_FLAGS.get(1))));
        try {
            var failed = Lintel.examine(Path.of(files.getFirst()), System.getenv(), wanted, out, Clock.systemUTC());
            return failed == 0 ? 0 : 1;
        } catch (InvalidSettings invalid) {
            invalid.mistakes().forEach(out::println);
            return 1;
        }
    }

    private int connectors(List<String> arguments) {
        if (arguments.size() > 1) {
            return usage("connectors takes one file or none");
        }
        try {
            var file = arguments.isEmpty() ? null : Path.of(arguments.getFirst());
            Lintel.connectors(file, System.getenv(), Clock.systemUTC()).lines().forEach(out::println);
            return 0;
        } catch (InvalidSettings invalid) {
            invalid.mistakes().forEach(err::println);
            return 1;
        }
    }

    private int version() {
        out.println("Lintel " + Version.current());
        out.println("Java " + Runtime.version());
        out.println(System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return 0;
    }

    private int usage(String mistake) {
        if (!mistake.isEmpty()) {
            err.println(mistake);
        }
        err.print(HELP);
        return 2;
    }

    private static Overrides overrides(Map<String, String> flags) {
        return new Overrides(
                flags.getOrDefault(FLAGS.get(0), ""),
                flags.getOrDefault(FLAGS.get(1), ""),
                flags.getOrDefault(FLAGS.get(2), ""),
                flags.getOrDefault(FLAGS.get(3), ""));
    }
}
