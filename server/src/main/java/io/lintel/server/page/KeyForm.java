package io.lintel.server.page;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks for a security key, whose answer is posted as `credential`, or registers one, and then a name for it as
/// `name`.
///
/// @param action where it is posted to: a path of our own site
/// @param hidden what is posted with it, unchanged
/// @param isRegistration whether a key is registered
/// @param options what the browser is asked, in JSON
/// @param lifetime how long it may be asked that
/// @param recovery the page that takes recovery codes instead: a path of our own site
public record KeyForm(
        String action,
        Map<String, String> hidden,
        boolean isRegistration,
        String options,
        Duration lifetime,
        @Nullable FactorProblem problem,
        @Nullable String recovery) {

    public KeyForm {
        hidden = Collections.unmodifiableMap(new LinkedHashMap<>(hidden));
    }
}
