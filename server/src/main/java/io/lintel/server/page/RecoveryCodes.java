package io.lintel.server.page;

import io.lintel.secret.Secret;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// New recovery codes, which count once the end-user says, by posting, that they are kept.
///
/// @param action where it is posted to: a path of our own site
/// @param hidden what is posted with it, unchanged
public record RecoveryCodes(String action, Map<String, String> hidden, List<Secret> codes) {

    public RecoveryCodes {
        hidden = Collections.unmodifiableMap(new LinkedHashMap<>(hidden));
        codes = List.copyOf(codes);
    }
}
