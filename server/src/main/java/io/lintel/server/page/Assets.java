package io.lintel.server.page;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The files pages load, by name: `static/…`, `theme/…` and `robots.txt`.
///
/// The operator's files, then the built-in ones, are read when the server starts; a request only looks a name
/// up. No name a request makes up can therefore reach a file, and a broken theme is noticed at start.
public final class Assets {

    static final List<String> BUILT_IN = List.of(
            "robots.txt",
            "static/lintel.css",
            "static/lintel.js",
            "static/webauthn.js",
            "static/img/check.svg",
            "static/img/generic.svg",
            "static/img/github.svg",
            "static/img/ldap.svg",
            "static/img/local.svg",
            "static/img/mock.svg",
            "static/img/saml.svg",
            "theme/favicon.png",
            "theme/favicon.svg",
            "theme/logo.png",
            "theme/logo.svg");

    private final Map<String, Asset> operators;
    private final Map<String, Asset> builtIn;

    private Assets(Map<String, Asset> operators, Map<String, Asset> builtIn) {
        this.operators = operators;
        this.builtIn = builtIn;
    }

    /// Reads everything there is.
    ///
    /// @throws IllegalArgumentException if the operator's directory is not as it should be
    public static Assets load(Branding branding) {
        var directory = branding.directory();
        if (branding.themeIsTheOperators()
                && (directory == null || !Files.isDirectory(theme(directory, branding.themeName())))) {
            throw new IllegalArgumentException("frontend.theme is '" + branding.themeName() + "', but "
                    + (directory == null
                            ? "frontend.dir is not set; only light, dark and auto are built in"
                            : "there is no directory " + theme(directory, branding.themeName())));
        }
        var operators = directory == null ? Map.<String, Asset>of() : read(directory, branding.themeName());
        return new Assets(operators, BUILT_IN.stream().collect(toMap(identity(), Assets::builtIn)));
    }

    /// The file with that name, which is the path of the request after the issuer's path and a slash, decoded
    /// once.
    public Optional<Asset> find(String name) {
        var asset = operators.get(name);
        return Optional.ofNullable(asset == null ? builtIn.get(name) : asset);
    }

    /// Whether a file is ours and not the operator's.
    boolean isBuiltIn(String name) {
        return !operators.containsKey(name);
    }

    private static Map<String, Asset> read(Path directory, String theme) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException("frontend.dir: " + directory + " is no directory");
        }
        var assets = new TreeMap<String, Asset>();
        try {
            var files = directory.resolve("static");
            if (Files.isDirectory(files)) {
                assets.putAll(FrontendDirectory.read(files, "static/"));
            }
            if (Files.isDirectory(theme(directory, theme))) {
                assets.putAll(FrontendDirectory.read(theme(directory, theme), "theme/"));
            }
            var robots = directory.resolve("robots.txt");
            if (Files.isRegularFile(robots)) {
                assets.put("robots.txt", Asset.of("robots.txt", Files.readAllBytes(robots)));
            }
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("frontend.dir: " + directory + " cannot be read", unreadable);
        }
        return assets;
    }

    private static Path theme(Path directory, String name) {
        return directory.resolve("themes").resolve(name);
    }

    private static Asset builtIn(String name) {
        try (var file = Assets.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("The jar is damaged: it lacks " + name);
            }
            return Asset.of(name, file.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
