package io.lintel.server.settings;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How pages look.
///
/// @param dir where pages and styles are taken from instead of the built-in ones
/// @param logoUrl absolute, or relative to the issuer
/// @param issuer the name of the product or the organisation in titles
/// @param extra words for templates
public record FrontendSettings(
        @Nullable Path dir, String logoUrl, String issuer, String theme, Map<String, String> extra) {

    public FrontendSettings {
        extra = Map.copyOf(extra);
    }

    /// @param environment `DEX_FRONTEND_DIR` stands in for a missing `dir`
    static FrontendSettings read(Section section, Map<String, String> environment) {
        var dir = FileCheck.path(section, "dir");
        var fallback = environment.getOrDefault("DEX_FRONTEND_DIR", "");
        return new FrontendSettings(
                dir == null && !fallback.isEmpty() ? Path.of(fallback) : dir,
                section.text("logoURL", "theme/logo.png"),
                section.text("issuer", "Lintel"),
                theme(section.text("theme", "light")),
                section.textsByKey("extra"));
    }

    private static String theme(String name) {
        return name.equals("coreos") || name.equals("tectonic") ? "light" : name;
    }
}
