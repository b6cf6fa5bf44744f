package io.lintel.server.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What every page has around its content.
///
/// @param logoIsOurs whether the issuer's name has to stand beside the logo
record Frame(
        Texts texts,
        String issuerName,
        ColorScheme scheme,
        String logo,
        boolean logoIsOurs,
        String favicon,
        String stylesheet,
        @Nullable String themeStylesheet,
        String script,
        List<FooterEntry> footer) {

    record FooterEntry(Message text, String href) {}

    String language() {
        return texts.language().toLanguageTag();
    }

    String direction() {
        return texts.of(Message.DIRECTION);
    }
}
