package io.lintel.server.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The languages there is a catalogue for, and the choice among them.
public final class Languages {

    /// The first is what everybody gets whose languages are not here.
    static final List<Locale> OFFERED = List.of(Locale.ENGLISH, Locale.GERMAN);

    private static final int LONGEST_PREFERENCE = 512;

    private Languages() {}

    /// As clients write them in `ui_locales` (BCP 47).
    public static List<String> tags() {
        return OFFERED.stream().map(Locale::toLanguageTag).toList();
    }

    /// The best match: `ui_locales` before `Accept-Language`, a region's language where the region is not here.
    static Locale bestFor(LanguagePreference preference) {
        var ranges = new ArrayList<LanguageRange>();
        uiLocales(preference.uiLocales()).forEach(tag -> ranges.addAll(ranges(tag)));
        ranges.addAll(ranges(preference.acceptLanguage()));
        var best = Locale.lookup(ranges, OFFERED);
        return best == null ? OFFERED.getFirst() : best;
    }

    private static Stream<String> uiLocales(@Nullable String tags) {
        return tags == null || tags.length() > LONGEST_PREFERENCE ? Stream.of() : Stream.of(tags.split(" "));
    }

    private static List<LanguageRange> ranges(@Nullable String preference) {
        if (preference == null || preference.isBlank() || preference.length() > LONGEST_PREFERENCE) {
            return List.of();
        }
        try {
            return LanguageRange.parse(preference);
        } catch (IllegalArgumentException unreadable) {
            return List.of();
        }
    }
}
