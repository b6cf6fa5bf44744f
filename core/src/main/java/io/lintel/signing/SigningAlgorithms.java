package io.lintel.signing;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// The algorithms there are keys for.
///
/// @param main signs whatever no client asked another algorithm for
/// @param others what clients may ask for besides
public record SigningAlgorithms(SigningAlgorithm main, List<SigningAlgorithm> others) {

    public SigningAlgorithms {
        var all = new LinkedHashSet<>(others);
        all.remove(main);
        others = List.copyOf(all);
    }

    public static SigningAlgorithms only(SigningAlgorithm main) {
        return new SigningAlgorithms(main, List.of());
    }

    /// Each once, the main one first.
    public SequencedSet<SigningAlgorithm> all() {
        var all = new LinkedHashSet<SigningAlgorithm>();
        all.add(main);
        all.addAll(others);
        return all;
    }
}
