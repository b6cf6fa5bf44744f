package io.lintel.tools.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The numbered requirements, in the order of their list, and the groups in which each must have a test.
///
/// @param titles from number, which is also the tag of its tests, to a short title
/// @param finished the letters of a number's group, such as `A` of `SEC-A1`, and `REL` of `REL-3`
record Requirements(Map<String, String> titles, Set<String> finished) {

    private static final Pattern NUMBER = Pattern.compile("(?:SEC-([A-Z])|(REL)-)[0-9]+");
    private static final String FINISHED = "finished:";

    Requirements {
        titles = new LinkedHashMap<>(titles);
        finished = Set.copyOf(finished);
    }

    /// Reads lines of a number and a title, one line `finished:` with groups, and lines of comment that begin
    /// with `#`.
    static Requirements read(Path file) throws IOException {
        var titles = new LinkedHashMap<String, String>();
        var finished = new TreeSet<String>();
        for (var line : Files.readAllLines(file)) {
            if (line.startsWith(FINISHED)) {
                finished.addAll(words(line.substring(FINISHED.length())));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                var space = line.indexOf(' ');
                var number = space < 0 ? line : line.substring(0, space);
                if (!isNumber(number)
                        || space < 0
                        || titles.put(number, line.substring(space).strip()) != null) {
                    throw new IllegalArgumentException(
                            file + ": not a number and a title, or a number given twice: " + line);
                }
            }
        }
        var groups = new TreeSet<String>();
        titles.keySet().forEach(number -> groups.add(group(number)));
        if (!groups.containsAll(finished)) {
            throw new IllegalArgumentException(file + ": a finished group has no requirement: " + finished);
        }
        return new Requirements(titles, finished);
    }

    /// Whether a tag is meant as the number of a requirement.
    static boolean isNumber(String tag) {
        return NUMBER.matcher(tag).matches();
    }

    boolean mustHaveTest(String number) {
        return finished.contains(group(number));
    }

    private static String group(String number) {
        var matcher = NUMBER.matcher(number);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not the number of a requirement: " + number);
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    private static Set<String> words(String text) {
        var words = new TreeSet<>(Set.of(text.strip().split("\\s+")));
        words.remove("");
        return words;
    }
}
