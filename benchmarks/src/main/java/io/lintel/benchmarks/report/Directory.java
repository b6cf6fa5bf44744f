package io.lintel.benchmarks.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.benchmarks.load.Load;
import io.lintel.benchmarks.load.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/// Whole code flows of somebody in many nested groups, at a slapd, beside flows of the same person at a connector
/// that asks for no groups: what is between them is the search for the groups.
final class Directory {

    private static final int LEVELS = 5;
    private static final int GROUPS_OF_EACH = 100;
    private static final Duration BEGINNING = Duration.ofMillis(50);
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Pattern ID_TOKEN = Pattern.compile("\"id_token\": *\"[^.]+\\.([^.]+)\\.");
    private static final Pattern GROUP = Pattern.compile("\"group-[0-9]+-[0-9]+\"");

    private final Path checkout;
    private final Path folder;
    private final Duration time;

    Directory(Path checkout, Path folder, Duration time) {
        this.checkout = checkout;
        this.folder = folder;
        this.time = time;
    }

    void measure() throws IOException, InterruptedException {
        try (var slapd = Slapd.start(folder, LEVELS, GROUPS_OF_EACH)) {
            var configuration = Configuration.directory(slapd.port());
            try (var server = ServerProcess.start(configuration.launch(checkout, folder), folder)) {
                server.awaitAnswer(configuration.discovery());
                System.out.printf(
                        Locale.ROOT, "%-34s %9s %8s %8s%n", "directory, one visitor", "first ms", "p50 ms", "p99 ms");
                var without = measure("code flow, no groups", configuration, "people");
                var with = measure("code flow, 500 nested groups", configuration, "groups");
                requireGroups(Load.once(configuration.target("groups")));
                System.out.printf(
                        Locale.ROOT, "500 nested groups: %.0f ms of a code flow (aim: at most 300)%n", with - without);
            }
        } catch (LDAPException failed) {
            throw new IOException("slapd does not do as told", failed);
        }
    }

    private static void requireGroups(String answer) {
        var token = ID_TOKEN.matcher(answer);
        var claims = token.find() ? new String(Base64.getUrlDecoder().decode(token.group(1)), UTF_8) : "";
        var groups = GROUP.matcher(claims).results().count();
        if (groups != LEVELS * GROUPS_OF_EACH) {
            throw new IllegalStateException("the ID token has " + groups + " groups");
        }
    }

    /// @return the median, in milliseconds
    private double measure(String name, Configuration configuration, String connector) throws InterruptedException {
        try (var load = Load.prepare(configuration.target(connector), Scenario.CODE_FLOW, 1)) {
            var first = load.run(BEGINNING);
            load.run(WARM_UP);
            var measured = load.run(time);
            System.out.printf(
                    Locale.ROOT,
                    "%-34s %9.0f %8.1f %8.1f%n",
                    name,
                    first.milliseconds(1),
                    measured.milliseconds(0.5),
                    measured.milliseconds(0.99));
            return measured.milliseconds(0.5);
        }
    }
}
