package io.lintel.tools.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which requirement is proved by which tests.
///
/// @param tests from a tag to the tests that carry it
record Proof(Requirements requirements, Map<String, Set<String>> tests) {

    /// What is wrong with it: requirements of finished groups without a test, and tags that name no
    /// requirement.
    ///
    /// @param complete whether every test ran; if not, a missing test is no mistake
    List<String> mistakes(boolean complete) {
        var mistakes = new ArrayList<String>();
        requirements.titles().forEach((number, title) -> {
            if (complete && requirements.mustHaveTest(number) && !tests.containsKey(number)) {
                mistakes.add("no passing test carries the tag " + number + " (" + title + ")");
            }
        });
        tests.forEach((tag, carriers) -> {
            if ((tag.startsWith("SEC") || tag.startsWith("REL"))
                    && !requirements.titles().containsKey(tag)) {
                mistakes.add("the tag " + tag + " of " + carriers + " is not in docs/requirements.txt");
            }
        });
        return mistakes;
    }

    /// A table with a row for each requirement, in Markdown.
    String table() {
        var table = new StringBuilder("# Requirements and the tests that prove them\n\n");
        table.append("| number | requirement | tests |\n|---|---|---|\n");
        requirements
                .titles()
                .forEach((number, title) -> table.append("| %s | %s | %s |%n"
                        .formatted(number, title, String.join("<br>", tests.getOrDefault(number, Set.of())))));
        return table.toString();
    }
}
