package io.lintel.server.page;

/// A whole HTML page, to be sent as [#CONTENT_TYPE] with the fields of [SecurityHeaders].
///
/// @param status the HTTP status that goes with it
public record Page(int status, String html) {

    public static final String CONTENT_TYPE = "text/html; charset=utf-8";
}
