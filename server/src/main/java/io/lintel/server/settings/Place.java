package io.lintel.server.settings;

import org.jspecify.annotations.Nullable;

/// Where something was written: the source, the line and the path of keys that leads there.
public final class Place {

    private static final int LONGEST_SHOWN = 80;

    private final String source;
    private final int line;
    private final @Nullable Place parent;
    private final String step;

    private Place(String source, int line, @Nullable Place parent, String step) {
        this.source = source;
        this.line = line;
        this.parent = parent;
        this.step = step;
    }

    /// The whole of a source, such as a file.
    public static Place of(String source) {
        return new Place(source, 0, null, "");
    }

    /// The value of a key below this place.
    public Place key(String name, int keyLine) {
        return new Place(source, keyLine, this, printable(name));
    }

    /// The value of a key that was not written: it is missing where its parent stands.
    public Place key(String name) {
        return key(name, line);
    }

    /// An element of the list at this place, counted from 0.
    public Place item(int index, int itemLine) {
        return new Place(source, itemLine, this, "[" + index + "]");
    }

    /// The same path, further down.
    Place atLine(int otherLine) {
        return new Place(source, otherLine, parent, step);
    }

    /// The same path, written somewhere else.
    Place writtenIn(String otherSource) {
        return new Place(otherSource, 0, parent, step);
    }

    /// The line, counted from 1; 0 for a source without lines.
    public int line() {
        return line;
    }

    /// The keys and indices, such as `staticClients[0].redirectURIs[1]`; empty for the whole source.
    public String path() {
        if (parent == null) {
            return step;
        }
        var before = parent.path();
        return before.isEmpty() || step.startsWith("[") ? before + step : before + "." + step;
    }

    /// The source and the line, such as `config.yaml:12`.
    public String position() {
        return line == 0 ? source : source + ":" + line;
    }

    /// A text as it may stand in a message: without control characters, and not longer than a line.
    public static String printable(String text) {
        var shown = new StringBuilder();
        text.codePoints()
                .limit(LONGEST_SHOWN)
                .forEach(character -> shown.appendCodePoint(
                        Character.isISOControl(character)
                                        || character == 0x2028
                                        || character == 0x2029
                                        || Character.getType(character) == Character.FORMAT
                                ? '\uFFFD'
                                : character));
        return text.codePointCount(0, text.length()) > LONGEST_SHOWN
                ? shown.append('…').toString()
                : shown.toString();
    }

    @Override
    public String toString() {
        var path = path();
        return path.isEmpty() ? position() : position() + ": " + path;
    }
}
