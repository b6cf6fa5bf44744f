package io.lintel.server.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Collects everything that is wrong with a file, so that it is told at once.
public final class Mistakes {

    private static final String GOES_ON =
            ". The connector is not available until this is mended; DEX_CONTINUE_ON_CONNECTOR_FAILURE=false makes it"
                    + " a mistake";

    private final List<Mistake> mistakes = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    private final boolean checking;
    private final boolean unknownKeysRefused;
    private final boolean failedConnectorsTolerated;
    private final List<Warning> failedConnectors = new ArrayList<>();

    /// @param flags may ask for unknown keys to be refused when serving, too
    public Mistakes(Strictness strictness, FeatureFlags flags) {
        this.checking = strictness == Strictness.CHECK;
        this.unknownKeysRefused = checking || flags.configDisallowUnknownFields();
        this.failedConnectorsTolerated = !checking && flags.continueOnConnectorFailure();
    }

    /// @param message continues the path: `is not an absolute URI`
    public void add(Place place, String message) {
        mistakes.add(Mistake.of(place, message));
    }

    public void warn(Place place, String message) {
        warnings.add(new Warning(place, message));
    }

    /// @param what the value in question, empty if the key alone says it
    void addNotSupportedYet(Place place, String what) {
        mistakes.add(Mistake.notSupportedYet(place, what));
    }

    /// Notes a key that nobody asked for.
    ///
    /// @param known the keys there are
    public void addUnknownKey(Place place, List<String> known) {
        addUnknownKey(place, known, unknownKeysRefused);
    }

    /// Notes an unknown key where dex accepts it even if told to disallow them.
    void addUnknownKeyOfLenientBlock(Place place, List<String> known) {
        addUnknownKey(place, known, checking);
    }

    private void addUnknownKey(Place place, List<String> known, boolean refused) {
        var there = known.isEmpty() ? "no keys are expected here" : "there are: " + String.join(", ", known);
        if (refused) {
            add(place, "is an unknown key (" + there + ")");
        } else {
            warn(place, "is an unknown key and has no effect (" + there + ")");
        }
    }

    /// Notes a connector of a type that nobody on the class path serves.
    ///
    /// @param types there are
    public void addUnknownConnectorType(Place place, String type, Collection<String> types) {
        if (NotSupportedYet.CONNECTOR_TYPES.contains(type)) {
            addNotSupportedYet(place, type);
        } else {
            add(
                    place,
                    "is an unknown connector type \"" + Place.printable(type) + "\" (there are: "
                            + String.join(", ", types) + ")");
        }
    }

    /// Notes a connector that cannot be opened though its `config` could be read. Whether the server goes on
    /// without it is [decided][#judgeFailedConnectors] when all connectors are known.
    public void addFailedConnector(Place place, String message) {
        failedConnectors.add(new Warning(place, message));
    }

    /// The server goes on without connectors that cannot be opened if it may and if there is another one.
    ///
    /// @param connectors how many there are, with those that cannot be opened
    void judgeFailedConnectors(int connectors) {
        if (failedConnectorsTolerated && failedConnectors.size() < connectors) {
            failedConnectors.forEach(failed -> warnings.add(new Warning(failed.place(), failed.message() + GOES_ON)));
        } else {
            failedConnectors.forEach(failed -> add(failed.place(), failed.message()));
        }
    }

    /// How many there are so far.
    public int size() {
        return mistakes.size();
    }

    public boolean isEmpty() {
        return mistakes.isEmpty();
    }

    /// In the order of the lines.
    public List<Mistake> all() {
        return mistakes.stream()
                .sorted(Comparator.comparingInt(mistake -> mistake.place().line()))
                .toList();
    }

    /// In the order of the lines.
    public List<Warning> warnings() {
        return warnings.stream()
                .sorted(Comparator.comparingInt(warning -> warning.place().line()))
                .toList();
    }

    /// @throws InvalidSettings with all mistakes, if there is one
    public void throwIfAny() {
        if (!mistakes.isEmpty()) {
            throw new InvalidSettings(all(), warnings());
        }
    }
}
