package io.lintel.server.page;

import org.jspecify.annotations.Nullable;

/// An error as an end-user sees it: what to do now, and what to tell the administrator.
///
/// @param reference finds the line in the log that has the details
/// @param retry where to try again, if that can help: a path of our own site
public record ErrorReport(
        PageError error, String reference, @Nullable String retry) {

    public ErrorReport(PageError error, String reference) {
        this(error, reference, null);
    }
}
