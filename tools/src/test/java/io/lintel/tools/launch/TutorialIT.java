package io.lintel.tools.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.tools.launch.Tutorial.Block;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Does what docs/writing-a-connector.md says, to the letter but for the ports, with what has just been built.
@Timeout(900)
final class TutorialIT {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final int MAXIMUM_PAGES = 10;

    private final Path folder;
    private final Path checkout;
    private final Map<String, String> ports = new LinkedHashMap<>();
    private final Map<String, Process> running = new LinkedHashMap<>();
    private final List<String> said = new ArrayList<>();

    TutorialIT(@TempDir Path folder) throws IOException {
        this.folder = folder.toRealPath();
        checkout = Files.createDirectory(this.folder.resolve("lintel"));
        Checkout.executable(
                checkout.resolve("lintel"), "#!/bin/sh\nexec '" + CHECKOUT.resolve("lintel") + "' \"$@\"\n");
        // Nothing is fetched: all that is needed has been, to build what is tested.
        var bin = Files.createDirectory(this.folder.resolve("bin"));
        Checkout.executable(bin.resolve("mvn"), "#!/bin/sh\nexec '" + programOnPath("mvn") + "' -o \"$@\"\n");
        for (var port : List.of("5555", "5556", "5557")) {
            try (var free = new ServerSocket(0)) {
                ports.put(port, String.valueOf(free.getLocalPort()));
            }
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (var process : running.values()) {
            stop(process);
        }
    }

    @Test
    void everyStepIsTrue() throws Exception {
        var groups = new ArrayList<List<String>>();
        var blocks = Tutorial.read(Files.readString(CHECKOUT.resolve("docs/writing-a-connector.md")))
                .blocks();
        for (var i = 0; i < blocks.size(); i++) {
            take(blocks.get(i));
            // Once all that runs at the same time has been started.
            if (stays(blocks, i) && !stays(blocks, i + 1)) {
                groups.add(signIn("ada", adasPassword()));
            }
        }
        assertThat(groups).containsExactly(List.of("admins", "authors"), List.of("acme:admins", "acme:authors"));
    }

    private static boolean stays(List<Block> blocks, int index) {
        return index < blocks.size() && blocks.get(index).label().equals("sh stays");
    }

    @Test
    void connectorThatSendsTheBrowserAwaySignsIn() throws Exception {
        take(new Block("sh", """
                ./lintel new-connector portal-login --kind callback --directory ../portal-login
                mvn -f ../portal-login package
                ./lintel certify ../portal-login
                mkdir ../portal-login/plugins
                cp ../portal-login/target/*.jar ../portal-login/plugins
                """));
        var readme = Files.readString(folder.resolve("portal-login/README.md"));
        var upstream = readme.lines()
                .filter(line -> line.startsWith("    java "))
                .findFirst()
                .orElseThrow()
                .strip()
                .replace("java src", "\"$JAVA_HOME/bin/java\" ../portal-login/src");
        take(new Block("sh stays", upstream));
        take(new Block("sh stays", "./lintel serve ../portal-login/lintel.yaml"));
        take(new Block(
                "sh stays",
                "./lintel app --issuer http://127.0.0.1:5556 --client-id example-app --client-secret "
                        + "\"$(sed -n 's/^ *secret: //p' ../portal-login/lintel.yaml)\""));

        assertThat(signIn("", "")).containsExactly("admins", "authors");
    }

    private void take(Block block) throws IOException, InterruptedException {
        switch (block.label()) {
            case "sh" ->
                assertThat(run(block.text())).as(String.join("\n", said)).isZero();
            case "sh fails" ->
                assertThat(run(block.text())).as(String.join("\n", said)).isPositive();
            case "sh stays" -> start(block.text().strip());
            case "text" ->
                assertThat(String.join("\n", said)).contains(block.text().strip());
            case "diff" -> {
                var file = folder.resolve("acme").resolve(Tutorial.fileOf(block.text()));
                Files.writeString(file, Tutorial.apply(Files.readString(file), block.text()));
            }
            default -> throw new AssertionError("nobody knows what to do with ```" + block.label());
        }
    }

    /// Runs commands, each of which must end well but for the last.
    private int run(String commands) throws IOException, InterruptedException {
        said.clear();
        var process = shell("set -e\n" + commands).redirectErrorStream(true).start();
        said.addAll(new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList());
        var status = process.waitFor();
        for (var name : List.of("acme", "portal-login")) {
            var configuration = folder.resolve(name).resolve("lintel.yaml");
            if (Files.exists(configuration)) {
                Files.writeString(configuration, withFreePorts(Files.readString(configuration)));
            }
        }
        return status;
    }

    private void start(String command) throws IOException, InterruptedException {
        var before = running.remove(command);
        if (before != null) {
            stop(before);
        }
        var log = folder.resolve("log" + running.size());
        // What the page need not say: the app listens at its usual port.
        var listen = command.startsWith("./lintel app") ? " --listen 127.0.0.1:5555" : "";
        var process = shell("exec " + command + listen)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        running.put(command, process);
        if (command.contains(" serve ")) {
            try (var browser = new Browser()) {
                while (!answers(browser, issuer().resolve("/.well-known/openid-configuration"))) {
                    assertThat(process.waitFor(50, MILLISECONDS))
                            .as(() -> text(log))
                            .isFalse();
                }
            }
        }
    }

    /// The groups that the example app shows.
    private List<String> signIn(String username, String password) throws IOException, InterruptedException {
        var app = URI.create("http://127.0.0.1:" + ports.get("5555"));
        try (var browser = new Browser()) {
            while (!answers(browser, app)) {
                assertThat(running.values()).allSatisfy(process -> assertThat(process.waitFor(50, MILLISECONDS))
                        .isFalse());
            }
            var page = browser.submit(browser.open(app), "sign-in", Map.of("scope", "profile groups"));
            for (var pages = 0; !page.origin().equals(app.toString()); pages++) {
                assertThat(pages).as(page.html()).isLessThan(MAXIMUM_PAGES);
                page = next(browser, page, username, password);
            }
            assertThat(page.html()).contains("Ada Lovelace");
            return List.of("acme:admins", "acme:authors", "admins", "authors").stream()
                    .filter(quoted(page.html())::contains)
                    .toList();
        }
    }

    private static List<String> quoted(String html) {
        return Pattern.compile("(?:&quot;|&#34;|\")([a-z:]+)(?:&quot;|&#34;|\")")
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static WebPage next(Browser browser, WebPage page, String username, String password) {
        if (page.has("password")) {
            var field = page.requireForm("password").fields().containsKey("login") ? "login" : "username";
            return browser.submit(page, "password", Map.of(field, username, "password", password));
        }
        if (page.has("consent-accept")) {
            return browser.submit(page, "consent-accept", Map.of());
        }
        if (page.has("continue")) {
            return browser.submit(page, "continue", Map.of());
        }
        return browser.open(page.findLink("callback")
                .orElseThrow(() -> new AssertionError("nothing to do on " + page.address() + ":\n" + page.html())));
    }

    private String adasPassword() throws IOException {
        return Files.readString(folder.resolve("acme/acme.txt")).split(":", -1)[1];
    }

    private URI issuer() {
        return URI.create("http://127.0.0.1:" + ports.get("5556"));
    }

    private static boolean answers(Browser browser, URI address) {
        try {
            return browser.open(address).status() == 200;
        } catch (LaunchException notYet) {
            return false;
        }
    }

    private ProcessBuilder shell(String commands) {
        var builder = new ProcessBuilder("sh", "-c", withFreePorts(commands)).directory(checkout.toFile());
        var environment = builder.environment();
        environment.put("PATH", folder.resolve("bin") + ":" + environment.get("PATH"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("LINTEL_STATE", folder.resolve("state").toString());
        environment.put("LINTEL_BUILD", "never");
        environment.put("LINTEL_AOT", "never");
        environment.remove("LINTEL_JAVA_OPTS");
        environment.remove("MAVEN_OPTS");
        return builder;
    }

    private String withFreePorts(String text) {
        var changed = text;
        for (var port : ports.entrySet()) {
            changed = changed.replaceAll("(:|\\.java )" + port.getKey() + "(?![0-9])", "$1" + port.getValue());
        }
        return changed;
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, SECONDS)) {
            process.destroyForcibly();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return String.valueOf(unreadable.getMessage());
        }
    }

    private static Path programOnPath(String name) {
        for (var place : System.getenv("PATH").split(":", -1)) {
            var program = Path.of(place).resolve(name);
            if (Files.isExecutable(program)) {
                return program;
            }
        }
        throw new IllegalStateException("there is no " + name + " on the path");
    }
}
