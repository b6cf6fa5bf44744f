package io.lintel.server.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// A point in time as a page shows it: in words and UTC, which the script restates in the time of the browser.
///
/// @param machine for the attribute `datetime`
record Moment(String machine, String words) {

    static Moment of(Instant instant, Locale language) {
        var words = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(language)
                .withZone(ZoneOffset.UTC)
                .format(instant);
        return new Moment(instant.truncatedTo(ChronoUnit.SECONDS).toString(), words + " UTC");
    }
}
