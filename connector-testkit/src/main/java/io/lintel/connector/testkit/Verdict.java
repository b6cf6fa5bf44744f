package io.lintel.connector.testkit;

import static java.util.stream.Collectors.joining;

import io.lintel.connector.testkit.TestClass.Rule;
import java.util.ArrayList;
import java.util.List;

/// Whether a connector keeps one contract.
///
/// @param contract its name
/// @param rules how many rules it has
/// @param breaches those that are not kept, each with the reason
/// @param replaced those that the test class has a version of its own of
record Verdict(String contract, int rules, List<String> breaches, List<String> replaced) {

    static Verdict of(Class<?> contract, List<Rule> rules, Outcomes outcomes) {
        var breaches = new ArrayList<String>();
        for (var rule : rules) {
            if (rule.isLeftOut()) {
                breaches.add(rule.name() + " is left out: its replacement is no @Test");
            } else {
                outcomes.findBreach(rule).ifPresent(reason -> breaches.add(rule.name() + ": " + reason));
            }
        }
        var replaced = rules.stream().filter(Rule::isReplaced).map(Rule::name).toList();
        return new Verdict(contract.getSimpleName(), rules.size(), List.copyOf(breaches), replaced);
    }

    boolean kept() {
        return breaches.isEmpty();
    }

    @Override
    public String toString() {
        if (!kept()) {
            return "FAIL  " + contract + ": " + breaches.size() + " of " + rules + " rules: "
                    + String.join("; ", breaches);
        }
        var own =
                replaced.isEmpty() ? "" : replaced.stream().collect(joining(", ", ", of which its test replaces ", ""));
        return "PASS  " + contract + ": " + rules + " rules" + own;
    }
}
