package io.lintel.server.browser;

/// A key that types no letter, as the WebDriver standard (section 17.4.2) spells it.
public enum Key {
    TAB('\uE004'),
    ENTER('\uE007'),
    SHIFT('\uE008'),
    ESCAPE('\uE00C'),
    SPACE(' ');

    private final char code;

    Key(char code) {
        this.code = code;
    }

    String code() {
        return String.valueOf(code);
    }
}
