package io.lintel.server.page;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The question whether somebody wants a second factor of theirs to be gone.
///
/// @param action where a yes is posted to: a path of our own site
/// @param hidden what is posted with it, unchanged
/// @param name as its holder calls it; may be blank
/// @param isLast whether nothing else is enrolled with its authenticator
/// @param back where a no leads: a path of our own site
public record FactorRemoval(
        String action, Map<String, String> hidden, boolean isKey, String name, boolean isLast, String back) {

    public FactorRemoval {
        hidden = Collections.unmodifiableMap(new LinkedHashMap<>(hidden));
    }
}
