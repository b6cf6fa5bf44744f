package io.lintel.server.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One browser with a profile of its own, and in it one window.
///
/// It reaches `localhost`, names below it, and 127.0.0.1, and nothing else. Finding an element waits half a
/// minute for it. That is how a test waits for the next page: by finding something there that is not on the
/// page before.
public final class Browser implements AutoCloseable {

    private static final List<String> FLAGS = List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--force-device-scale-factor=1",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1");

    private static final Duration WAIT = Duration.ofSeconds(30);

    private final DriverProcess process;
    private final WebDriver driver;
    private final Path profile;

    private Browser(DriverProcess process, WebDriver driver, Path profile) {
        this.process = process;
        this.driver = driver;
        this.profile = profile;
    }

    /// Starts one, in English.
    ///
    /// @throws AssertionError if no browser is installed
    public static Browser start() {
        var process = DriverProcess.start();
        try {
            var profile = Files.createTempDirectory("browser-profile-");
            return new Browser(process, new WebDriver(process.address(), capabilities(profile)), profile);
        } catch (IOException | RuntimeException | AssertionError failed) {
            process.close();
            throw new AssertionError("Chromium did not start", failed);
        }
    }

    /// Opens a page and waits until it is loaded.
    public void open(URI address) {
        driver.post("/url", Map.of("url", address.toString()));
    }

    public URI location() {
        return URI.create(String.valueOf(driver.get("/url")));
    }

    public String title() {
        return String.valueOf(driver.get("/title"));
    }

    public void back() {
        driver.post("/back", Map.of());
    }

    /// The first element a CSS selector matches, waiting for one.
    ///
    /// @throws AssertionError if there is none after half a minute
    public Element find(String css) {
        return new Element(driver, (Map<?, ?>) driver.post("/element", selector(css)));
    }

    /// Every element a CSS selector matches now.
    public List<Element> findAll(String css) {
        return ((List<?>) script("return [...document.querySelectorAll(arguments[0])]", css))
                .stream().map(found -> new Element(driver, (Map<?, ?>) found)).toList();
    }

    /// The element that has the focus.
    public Element focused() {
        return new Element(driver, (Map<?, ?>) driver.get("/element/active"));
    }

    /// Presses keys together, in order, on whatever has the focus.
    public void press(Key... keys) {
        var actions = new ArrayList<Map<String, String>>();
        for (var key : keys) {
            actions.add(Map.of("type", "keyDown", "value", key.code()));
        }
        for (var key : Arrays.asList(keys).reversed()) {
            actions.add(Map.of("type", "keyUp", "value", key.code()));
        }
        keys(actions);
    }

    /// Types text on whatever has the focus.
    public void type(String text) {
        var actions = new ArrayList<Map<String, String>>();
        text.codePoints().mapToObj(Character::toString).forEach(letter -> {
            actions.add(Map.of("type", "keyDown", "value", letter));
            actions.add(Map.of("type", "keyUp", "value", letter));
        });
        keys(actions);
    }

    /// Runs the body of a function in the page; `arguments` are its arguments. Works with scripts switched off,
    /// too.
    public Object script(String body, Object... arguments) {
        return driver.post("/execute/sync", Map.of("script", body, "args", List.of(arguments)));
    }

    /// Runs the body of a function that answers by calling its last argument.
    public Object asynchronousScript(String body, Object... arguments) {
        return driver.post("/execute/async", Map.of("script", body, "args", List.of(arguments)));
    }

    /// Whether the scripts of pages opened from now on run.
    public void runScripts(boolean run) {
        developerCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
    }

    /// Pretends that the system is set to `light` or `dark`.
    public void preferColorScheme(String scheme) {
        media("prefers-color-scheme", scheme);
    }

    /// Pretends a feature of CSS media queries.
    public void media(String feature, String value) {
        developerCommand(
                "Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    /// Makes the visible part of the page this many CSS pixels large.
    public void resize(int width, int height) {
        developerCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /// How many CSS pixels high the visible part would have to be to show all of the page.
    public int wholeHeight() {
        return ((Number) script("return document.documentElement.scrollHeight")).intValue();
    }

    /// Writes what is visible into a PNG file.
    public void screenshot(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, Base64.getDecoder().decode(String.valueOf(driver.get("/screenshot"))));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// What the browser wrote to its console since the last call: script errors, failed loads, policy
    /// violations.
    public List<String> complaints() {
        return ((List<?>) driver.post("/se/log", Map.of("type", "browser")))
                .stream()
                        .map(entry -> (Map<?, ?>) entry)
                        .map(entry -> entry.get("level") + " " + entry.get("message"))
                        .toList();
    }

    /// Waits until the browser complains of something with these words.
    public void awaitComplaint(String words) {
        var end = System.nanoTime() + WAIT.toNanos();
        while (complaints().stream().noneMatch(said -> said.contains(words))) {
            if (System.nanoTime() > end) {
                throw new AssertionError("The browser did not complain of " + words);
            }
        }
    }

    /// The cookies a script could not all read: name to value, of the page that is open.
    public Map<String, String> cookies() {
        var cookies = new TreeMap<String, String>();
        for (var cookie : (List<?>) driver.get("/cookie")) {
            var fields = (Map<?, ?>) cookie;
            cookies.put(String.valueOf(fields.get("name")), String.valueOf(fields.get("value")));
        }
        return cookies;
    }

    /// Plugs in a security key that its holder touches whenever it is asked for.
    ///
    /// @param verifies whether it has made sure who its holder is
    public VirtualKey plugInKey(boolean verifies) {
        return VirtualKey.plugIn(driver, verifies);
    }

    public void forgetCookies() {
        developerCommand("Network.clearBrowserCookies", Map.of());
    }

    @Override
    public void close() {
        try (process) {
            driver.close();
        } finally {
            delete(profile);
        }
    }

    private Object developerCommand(String command, Map<String, Object> parameters) {
        return driver.post("/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
    }

    private void keys(List<Map<String, String>> actions) {
        driver.post(
                "/actions", Map.of("actions", List.of(Map.of("type", "key", "id", "keyboard", "actions", actions))));
    }

    private static Map<String, Object> selector(String css) {
        return Map.of("using", "css selector", "value", css);
    }

    private static Map<String, Object> capabilities(Path profile) {
        var flags = Stream.concat(FLAGS.stream(), Stream.of("--user-data-dir=" + profile, "--lang=en-US"))
                .toList();
        return Map.of(
                "browserName",
                "chrome",
                "acceptInsecureCerts",
                true,
                "timeouts",
                Map.of("implicit", WAIT.toMillis(), "pageLoad", 60_000, "script", 60_000),
                "goog:chromeOptions",
                Map.of("binary", DriverProcess.CHROMIUM.toString(), "args", flags),
                "goog:loggingPrefs",
                Map.of("browser", "ALL"));
    }

    /// Deletes what is there; a file the browser took away in the meantime is no fault.
    private static void delete(Path directory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException failure)
                        throws IOException {
                    Files.deleteIfExists(emptied);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException leftBehind) {
            throw new UncheckedIOException(leftBehind);
        }
    }
}
