package io.lintel.server.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssetsTest {

    private static final LanguagePreference ENGLISH = LanguagePreference.none();

    private final Path outside;
    private final Path directory;

    AssetsTest(@TempDir Path outside) throws IOException {
        this.outside = outside;
        this.directory = Files.createDirectory(outside.resolve("web"));
        write("static/own.css", "own");
        write("static/img/ldap.svg", "<svg/>");
        write("static/.htpasswd", "secret");
        write("static/.git/config", "secret");
        write("static/a b.txt", "spaced");
        write("themes/corp/styles.css", "corp");
        write("themes/corp/logo.png", "corp logo");
        write("themes/other/secret.css", "other");
        write("templates/login.html", "template");
        write("config.yaml", "secret");
        Files.writeString(outside.resolve("secret.txt"), "secret");
    }

    @ParameterizedTest
    @Tag("SEC-L5")
    @ValueSource(
            strings = {
                "",
                "/",
                "static",
                "static/",
                "static/img",
                "static/img/",
                "theme",
                "theme/",
                "static//own.css",
                "/static/own.css",
                "static/./own.css",
                "static/img/../own.css",
                "static/../config.yaml",
                "static/../../secret.txt",
                "theme/../other/secret.css",
                "static/%2e%2e/config.yaml",
                "static/..%2fconfig.yaml",
                "static/%252e%252e/config.yaml",
                "static/..;/config.yaml",
                "static/own.css;x=1",
                "static/..\\config.yaml",
                "static\\own.css",
                "static/own.css\u0000.png",
                "static/own.css\u0000",
                "static/own.css/",
                "static/OWN.CSS",
                "static/.htpasswd",
                "static/.git/config",
                "static/\uFF0E\uFF0E/config.yaml",
                "static/\u2025/config.yaml",
                "config.yaml",
                "templates/login.html",
                "themes/corp/styles.css",
                "../secret.txt",
                "/etc/passwd",
                "file:///etc/passwd",
                "static/C:\\secret",
                "messages_en.properties",
                "Pages.class"
            })
    void nameThatIsNoFileOfTheThemeIsNothing(String name) {
        assertThat(assets("corp").find(name)).isEmpty();
    }

    @Test
    void filesOfTheOperatorComeBeforeOursOneByOne() {
        var assets = assets("corp");

        assertThat(text(assets, "static/own.css")).isEqualTo("own");
        assertThat(text(assets, "static/a b.txt")).isEqualTo("spaced");
        assertThat(text(assets, "static/img/ldap.svg")).isEqualTo("<svg/>");
        assertThat(text(assets, "static/img/saml.svg")).contains("viewBox");
        assertThat(text(assets, "theme/logo.png")).isEqualTo("corp logo");
        assertThat(assets.find("theme/favicon.png")).isPresent();
        assertThat(text(assets, "robots.txt")).isEqualTo("User-agent: *\nDisallow: /\n");
    }

    @Test
    void robotsFileOfTheOperatorReplacesOurs() throws IOException {
        write("robots.txt", "own");

        assertThat(text(assets("corp"), "robots.txt")).isEqualTo("own");
    }

    @Test
    void everyBuiltInFileIsNamed() throws IOException {
        var resources = Path.of("src/main/resources/io/lintel/server/page");
        try (var files = Files.walk(resources)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> resources.relativize(file).toString())
                            .filter(name -> !name.endsWith(".properties")))
                    .containsExactlyInAnyOrderElementsOf(Assets.BUILT_IN);
        }
    }

    @Test
    void pagesLoadNothingThatIsNotThere() {
        var assets = assets("corp");
        var page = new Pages(Samples.ISSUER, branding("corp"), assets).home(ENGLISH);

        assertThat(Shape.parse(page).select("[src], link").stream()
                        .map(element -> element.hasAttr("src") ? element.attr("src") : element.attr("href")))
                .hasSize(5)
                .allSatisfy(url -> assertThat(
                                assets.find(url.replaceFirst("^/dex/", "").replaceFirst("\\?v=.*", "")))
                        .isPresent());
    }

    @Test
    void addressOfAFileChangesWithTheFile() throws IOException {
        var before = stylesheet();
        write("themes/corp/styles.css", "corp, again");

        assertThat(stylesheet()).isNotEqualTo(before);
    }

    @Test
    @Tag("SEC-L5")
    void linkOutOfTheRootStopsTheStart() throws IOException {
        Files.createSymbolicLink(directory.resolve("static/leak.txt"), outside.resolve("secret.txt"));

        assertThatThrownBy(() -> assets("corp"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("static/leak.txt")
                .hasMessageContaining("put a copy there");
    }

    @Test
    @Tag("SEC-L5")
    void linkedDirectoryOutOfTheRootStopsTheStart() throws IOException {
        var secrets = Files.createDirectory(outside.resolve("secrets"));
        Files.writeString(secrets.resolve("key.txt"), "secret");
        Files.createSymbolicLink(directory.resolve("themes/corp/fonts"), secrets);

        assertThatThrownBy(() -> assets("corp"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("themes/corp/fonts")
                .hasMessageContaining("put a copy there");
    }

    @Test
    void linksInsideTheRootAreFollowedAsAKubernetesVolumeNeeds() throws IOException {
        write("static/..2026/late.css", "late");
        Files.createSymbolicLink(directory.resolve("static/..data"), Path.of("..2026"));
        Files.createSymbolicLink(directory.resolve("static/late.css"), Path.of("..data/late.css"));

        assertThat(text(assets("corp"), "static/late.css")).isEqualTo("late");
        assertThat(assets("corp").find("static/..data/late.css")).isEmpty();
    }

    @Test
    void loopOfLinksStopsTheStart() throws IOException {
        Files.createSymbolicLink(directory.resolve("static/loop"), Path.of("."));

        assertThatThrownBy(() -> assets("corp")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Tag("SEC-L9")
    void fileTooLargeStopsTheStart() throws IOException {
        Files.write(directory.resolve("static/film.mp4"), new byte[FrontendDirectory.LARGEST_FILE + 1]);

        assertThatThrownBy(() -> assets("corp"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("film.mp4");
    }

    @Test
    void themeThatIsNotThereStopsTheStart() {
        assertThatThrownBy(() -> assets("absent"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("themes/absent");
        assertThatThrownBy(() -> Assets.load(new Branding("X", null, "corp", Map.of(), null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("frontend.dir");
        assertThatThrownBy(() -> Assets.load(new Branding("X", null, null, Map.of(), outside.resolve("absent"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no directory");
    }

    @ParameterizedTest
    @Tag("SEC-L5")
    @ValueSource(strings = {"..", ".", "../other", "a/b", "a\\b", ".hidden", "a\u0000b", "%2e%2e"})
    void themeThatIsNoPlainNameIsRefused(String theme) {
        assertThatThrownBy(() -> branding(theme))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("frontend.theme");
    }

    @ParameterizedTest(name = "theme {0}: {1}")
    @CsvSource({
        ",light dark",
        "auto,light dark",
        "light,light",
        "dark,dark",
        "coreos,light",
        "tectonic,light",
        "corp,light"
    })
    void themeDecidesOnTheColorScheme(@Nullable String theme, String scheme) {
        var page = Samples.pages(Samples.ISSUER, branding(theme)).home(ENGLISH);

        assertThat(Shape.parse(page).select("meta[name=color-scheme]").attr("content"))
                .isEqualTo(scheme);
        assertThat(Shape.parse(page).select("html").attr("data-scheme")).isEqualTo(scheme.contains(" ") ? "" : scheme);
    }

    @Test
    void styleSheetOfAnOperatorIsNotMixedWithOurDarkScheme() throws IOException {
        write("themes/light/styles.css", "body { background: white }");
        var page = Samples.pages(Samples.ISSUER, branding(null)).home(ENGLISH);

        assertThat(Shape.parse(page).select("html").attr("data-scheme")).isEqualTo("light");
        assertThat(Shape.parse(page).select("link[rel=stylesheet]").eachAttr("href"))
                .hasSize(2);
    }

    private String stylesheet() {
        var page = Samples.pages(Samples.ISSUER, branding("corp")).home(ENGLISH);
        return Shape.parse(page).select("link[rel=stylesheet] + link").attr("href");
    }

    private Assets assets(String theme) {
        return Assets.load(branding(theme));
    }

    private Branding branding(@Nullable String theme) {
        return new Branding("X", null, theme, Map.of(), directory);
    }

    private static String text(Assets assets, String name) {
        return new String(assets.find(name).orElseThrow().bytes(), UTF_8);
    }

    private void write(String name, String text) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
