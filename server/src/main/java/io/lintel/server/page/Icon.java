package io.lintel.server.page;

/// The last part of the CSS class that gives a connector its icon.
final class Icon {

    private Icon() {}

    /// The connector's type, for which our style sheet or a theme may have an icon.
    static String of(String type) {
        return type.matches("[A-Za-z0-9-]{1,40}") ? type : "generic";
    }
}
