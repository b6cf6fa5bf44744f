package io.lintel.server.page;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How an operator wants the pages to look: `frontend` in the configuration.
///
/// @param issuerName what the product is called on every page
/// @param logoUrl an absolute URL, or `theme/…` or `static/…`; without one the theme's logo
/// @param theme `light`, `dark`, `auto` (as the end-user's system is set), or a directory below `themes`
/// @param extra links at the foot of every page: `helpURL`, `privacyURL`, `termsURL`, `imprintURL`
/// @param directory holds `static`, `themes/<theme>` and `robots.txt`; what is missing there is taken from the
///     built-in
public record Branding(
        String issuerName,
        @Nullable String logoUrl,
        @Nullable String theme,
        Map<String, String> extra,
        @Nullable Path directory) {

    /// The themes dex had once; its newer releases show `light` for them.
    private static final Set<String> OLD_NAMES_OF_LIGHT = Set.of("coreos", "tectonic");

    public Branding {
        issuerName = issuerName.isBlank() ? "Lintel" : issuerName;
        logoUrl = blankIsAbsent(logoUrl);
        theme = blankIsAbsent(theme);
        extra = Map.copyOf(extra);
        if (logoUrl != null && !Link.isWeb(logoUrl) && !isAssetName(logoUrl)) {
            throw new IllegalArgumentException(
                    "frontend.logoURL is '" + logoUrl
                            + "'; write an http or https URL, or theme/NAME or static/NAME for a file of the frontend directory");
        }
        if (theme != null && !theme.matches("[A-Za-z0-9_][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("frontend.theme is '" + theme
                    + "'; write light, dark, auto, or the name of a directory below themes in the frontend directory");
        }
        FooterLink.requireValid(extra);
    }

    /// No operator's wishes.
    public static Branding plain() {
        return new Branding("Lintel", null, null, Map.of(), null);
    }

    /// The directory below `themes` with this theme's files.
    String themeName() {
        return theme == null || theme.equals("auto") || OLD_NAMES_OF_LIGHT.contains(theme) ? "light" : theme;
    }

    /// Whether the theme exists only if the operator made it.
    boolean themeIsTheOperators() {
        return !themeName().equals("light") && !themeName().equals("dark");
    }

    /// The scheme the pages are drawn in. A style sheet written for one scheme is never mixed with our other
    /// one.
    ColorScheme colorScheme(boolean operatorsStylesheet) {
        if (themeName().equals("dark")) {
            return ColorScheme.DARK;
        }
        var free = theme == null || theme.equals("auto");
        return free && !operatorsStylesheet ? ColorScheme.AUTO : ColorScheme.LIGHT;
    }

    private static @Nullable String blankIsAbsent(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    private static boolean isAssetName(String url) {
        return url.matches("/?(theme|static)/[^\\p{Cntrl}\\s\\\\?#%]+");
    }
}
