package io.lintel.server.settings;

import io.lintel.server.page.Assets;
import io.lintel.server.page.Branding;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How pages look.
///
/// @param dir where files of pages are taken from before the built-in ones
/// @param logoUrl null for the logo of the theme
/// @param issuer the name of the product or the organisation in titles
/// @param theme null to follow the end-user's system
/// @param extra links at the foot of pages
public record FrontendSettings(
        @Nullable Path dir,
        @Nullable String logoUrl,
        String issuer,
        @Nullable String theme,
        Map<String, String> extra) {

    public FrontendSettings {
        extra = Map.copyOf(extra);
    }

    /// @param environment `DEX_FRONTEND_DIR` stands in for a missing `dir`
    static FrontendSettings read(Section section, Map<String, String> environment) {
        var dir = FileCheck.path(section, "dir");
        var fallback = environment.getOrDefault("DEX_FRONTEND_DIR", "");
        var frontend = new FrontendSettings(
                dir == null && !fallback.isEmpty() ? Path.of(fallback) : dir,
                section.textOrNull("logoURL"),
                section.text("issuer", "Lintel"),
                section.textOrNull("theme"),
                section.textsByKey("extra"));
        try {
            Assets.load(frontend.branding());
        } catch (IllegalArgumentException refused) {
            section.mistakes().add(section.place(), "cannot be shown: " + refused.getMessage());
        }
        return frontend;
    }

    /// The same in the words of the pages.
    public Branding branding() {
        return new Branding(issuer, logoUrl, theme, extra, dir);
    }
}
