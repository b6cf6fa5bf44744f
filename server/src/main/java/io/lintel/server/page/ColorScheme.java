package io.lintel.server.page;

import org.jspecify.annotations.Nullable;

/// Light or dark.
enum ColorScheme {
    /// As the end-user's system is set.
    AUTO("light dark", null),
    LIGHT("light", "light"),
    DARK("dark", "dark");

    private final String css;
    private final @Nullable String forced;

    ColorScheme(String css, @Nullable String forced) {
        this.css = css;
        this.forced = forced;
    }

    /// The value of the CSS property `color-scheme`.
    String css() {
        return css;
    }

    /// What our style sheet looks for on the root element.
    @Nullable
    String forced() {
        return forced;
    }
}
