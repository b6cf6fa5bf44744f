package io.lintel.tools.verify;

import java.util.List;

/// One numbered requirement.
///
/// @param waitsFor what must be built before it means anything; empty if it can be proved today
/// @param waitingParts the parts of it that wait, each with what it waits for
record Requirement(String title, String waitsFor, List<String> waitingParts) {

    Requirement {
        waitingParts = List.copyOf(waitingParts);
    }

    boolean waits() {
        return !waitsFor.isEmpty();
    }

    /// What is missing before all of it can be proved; empty if nothing is.
    String missing() {
        return waits() ? "all of it: " + waitsFor : String.join("<br>", waitingParts);
    }
}
