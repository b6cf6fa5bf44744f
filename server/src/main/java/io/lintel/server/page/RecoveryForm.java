package io.lintel.server.page;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks for a recovery code, posted as `recovery_code`.
///
/// @param action where it is posted to: a path of our own site
/// @param hidden what is posted with it, unchanged
/// @param back the page that asks for the factor itself: a path of our own site
public record RecoveryForm(
        String action, Map<String, String> hidden, @Nullable FactorProblem problem, String back) {

    public RecoveryForm {
        hidden = Collections.unmodifiableMap(new LinkedHashMap<>(hidden));
    }
}
