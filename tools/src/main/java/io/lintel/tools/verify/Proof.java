package io.lintel.tools.verify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which requirement is proved by which tests.
///
/// @param tests from a tag to the tests that carry it
record Proof(Requirements requirements, Map<String, Set<String>> tests) {

    /// How a requirement stands.
    private enum Standing {
        PROVED("proved"),
        PROVED_IN_PART("proved, but for parts that wait"),
        WAITING("waiting"),
        WITHOUT_TEST("without a test");

        private final String heading;

        Standing(String heading) {
            this.heading = heading;
        }
    }

    /// What is wrong with it: requirements of finished groups without a test, requirements that have tests and
    /// are said to wait, and tags that name no requirement.
    ///
    /// @param complete whether every test ran; if not, a missing test is no mistake
    List<String> mistakes(boolean complete) {
        var mistakes = new ArrayList<String>();
        requirements.numbered().forEach((number, requirement) -> {
            if (complete && requirements.isFinished(number) && standing(number, requirement) == Standing.WITHOUT_TEST) {
                mistakes.add("no passing test carries the tag " + number + " (" + requirement.title() + ")");
            }
            if (requirement.waits() && tests.containsKey(number)) {
                mistakes.add(number + " is said to wait for " + requirement.waitsFor() + " and has tests: "
                        + tests.get(number));
            }
        });
        tests.forEach((tag, carriers) -> {
            if ((tag.startsWith("SEC") || tag.startsWith("REL"))
                    && !requirements.numbered().containsKey(tag)) {
                mistakes.add("the tag " + tag + " of " + carriers + " is not in docs/requirements.txt");
            }
        });
        return mistakes;
    }

    private Standing standing(String number, Requirement requirement) {
        if (requirement.waits()) {
            return Standing.WAITING;
        }
        if (!tests.containsKey(number)) {
            return Standing.WITHOUT_TEST;
        }
        return requirement.waitingParts().isEmpty() ? Standing.PROVED : Standing.PROVED_IN_PART;
    }

    /// A table with a row for each group and one with a row for each requirement, in Markdown.
    String table() {
        var table = new StringBuilder("# Requirements and the tests that prove them\n\n");
        table.append(
                "A group marked * is finished: each of its requirements has a test or waits for what is not built.\n\n");
        appendGroups(table);
        table.append("\n| number | requirement | tests | waits for |\n|---|---|---|---|\n");
        requirements
                .numbered()
                .forEach((number, requirement) -> table.append("| %s | %s | %s | %s |%n"
                        .formatted(
                                number,
                                requirement.title(),
                                String.join("<br>", tests.getOrDefault(number, Set.of())),
                                requirement.missing())));
        return table.toString();
    }

    private void appendGroups(StringBuilder table) {
        var groups = new LinkedHashMap<String, Map<Standing, Integer>>();
        requirements.numbered().forEach((number, requirement) -> groups.computeIfAbsent(
                        Requirements.group(number), _ -> new EnumMap<>(Standing.class))
                .merge(standing(number, requirement), 1, Integer::sum));
        table.append("| group |");
        for (var standing : Standing.values()) {
            table.append(' ').append(standing.heading).append(" |");
        }
        table.append("\n|---|---|---|---|---|\n");
        groups.forEach((group, counts) -> {
            table.append("| ").append(group).append(requirements.finished().contains(group) ? "* |" : " |");
            for (var standing : Standing.values()) {
                table.append(' ').append(counts.getOrDefault(standing, 0)).append(" |");
            }
            table.append('\n');
        });
    }
}
