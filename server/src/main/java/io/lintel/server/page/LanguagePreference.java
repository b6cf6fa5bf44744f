package io.lintel.server.page;

import org.jspecify.annotations.Nullable;

/// In which language an end-user wants to read. Anything unreadable in it is passed over.
///
/// @param uiLocales the parameter `ui_locales` (OpenID Connect Core, section 3.1.2.1), which is asked first
/// @param acceptLanguage the header field `Accept-Language`
public record LanguagePreference(
        @Nullable String uiLocales, @Nullable String acceptLanguage) {

    public static LanguagePreference none() {
        return new LanguagePreference(null, null);
    }
}
