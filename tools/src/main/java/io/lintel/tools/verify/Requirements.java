package io.lintel.tools.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The numbered requirements, in the order of their list, and the groups in which each must have a test, unless
/// it waits for something that is not built.
///
/// @param numbered from a number, which is also the tag of its tests
/// @param finished the letters of a number's group, such as `A` of `SEC-A1`, and `REL` of `REL-3`
record Requirements(Map<String, Requirement> numbered, Set<String> finished) {

    private static final Pattern NUMBER = Pattern.compile("(?:SEC-([A-Z])|(REL)-)[0-9]+");
    private static final String FINISHED = "finished:";
    private static final String WAITS = "waits for ";
    private static final String PART_WAITS = "part waits for ";

    Requirements {
        numbered = new LinkedHashMap<>(numbered);
        finished = Set.copyOf(finished);
    }

    /// Reads lines of a number and a title, one line `finished:` with groups, and lines of comment that begin
    /// with `#`. Below a number, indented, `waits for X` says that all of it waits for X, and each line
    /// `part waits for X: Y` that Y does.
    static Requirements read(Path file) throws IOException {
        var numbered = new LinkedHashMap<String, Requirement>();
        var finished = new TreeSet<String>();
        var last = "";
        for (var line : Files.readAllLines(file)) {
            if (line.startsWith(FINISHED)) {
                finished.addAll(words(line.substring(FINISHED.length())));
            } else if (line.startsWith(" ") && !line.isBlank()) {
                var before = numbered.get(last);
                if (before == null) {
                    throw new IllegalArgumentException(file + ": a remark without a requirement above it: " + line);
                }
                numbered.put(last, remarked(file, before, line.strip()));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                var space = line.indexOf(' ');
                last = space < 0 ? line : line.substring(0, space);
                if (!isNumber(last) || space < 0 || numbered.containsKey(last)) {
                    throw new IllegalArgumentException(
                            file + ": not a number and a title, or a number given twice: " + line);
                }
                numbered.put(last, new Requirement(line.substring(space).strip(), "", List.of()));
            }
        }
        var groups = new TreeSet<String>();
        numbered.keySet().forEach(number -> groups.add(group(number)));
        if (!groups.containsAll(finished)) {
            throw new IllegalArgumentException(file + ": a finished group has no requirement: " + finished);
        }
        return new Requirements(numbered, finished);
    }

    private static Requirement remarked(Path file, Requirement before, String remark) {
        if (remark.startsWith(WAITS) && before.missing().isEmpty()) {
            return new Requirement(
                    before.title(), remark.substring(WAITS.length()).strip(), List.of());
        }
        if (remark.startsWith(PART_WAITS) && remark.contains(": ") && !before.waits()) {
            var parts = new ArrayList<>(before.waitingParts());
            parts.add(remark.substring(PART_WAITS.length()).strip());
            return new Requirement(before.title(), "", parts);
        }
        throw new IllegalArgumentException(
                file + ": neither \"waits for X\" alone nor \"part waits for X: Y\": " + remark);
    }

    /// Whether a tag is meant as the number of a requirement.
    static boolean isNumber(String tag) {
        return NUMBER.matcher(tag).matches();
    }

    boolean isFinished(String number) {
        return finished.contains(group(number));
    }

    /// The group of a number.
    static String group(String number) {
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
