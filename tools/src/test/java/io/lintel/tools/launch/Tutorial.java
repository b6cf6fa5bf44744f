package io.lintel.tools.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The fenced blocks of a page, in their order.
record Tutorial(List<Block> blocks) {
    private static final Pattern FENCE =
            Pattern.compile("^```([^\\n`]*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    /// @param label what stands behind the opening fence
    record Block(String label, String text) {}

    static Tutorial read(String page) {
        return new Tutorial(FENCE.matcher(page)
                .results()
                .map(found -> new Block(found.group(1).strip(), found.group(2)))
                .toList());
    }

    /// A change to one file: `---` and its name, then parts between lines that begin with `@@`, each of lines that are
    /// there (` `), go (`-`) or come (`+`).
    static String apply(String file, String change) {
        // Each line begins after the end of another.
        var changed = "\n" + file;
        for (var part : change.split("(?m)^@@.*\\n", -1)) {
            var before = new ArrayList<String>();
            var after = new ArrayList<String>();
            for (var line : part.lines().filter(each -> !each.startsWith("---")).toList()) {
                var text = line.isEmpty() ? "" : line.substring(1);
                if (!line.startsWith("+")) {
                    before.add(text);
                }
                if (!line.startsWith("-")) {
                    after.add(text);
                }
            }
            var old = "\n" + String.join("\n", before) + "\n";
            var at = changed.indexOf(old);
            if (at < 0 || changed.indexOf(old, at + 1) >= 0) {
                throw new AssertionError("is not there, or more than once:\n" + old + "\nin:\n" + changed);
            }
            changed = changed.substring(0, at) + "\n" + String.join("\n", after) + "\n"
                    + changed.substring(at + old.length());
        }
        return changed.substring(1);
    }

    /// The file a change is for.
    static String fileOf(String change) {
        return change.lines().findFirst().orElse("").substring("--- ".length());
    }
}
