package io.lintel.server.page;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The question whether somebody wants to sign out.
///
/// @param action where a yes is posted to: a path of our own site
/// @param hidden what is posted with it, unchanged
/// @param user what the end-user is called
/// @param client the name of the client that asks, if it says who it is
/// @param stay where a no leads: a path of our own site
public record LogoutForm(
        String action,
        Map<String, String> hidden,
        String user,
        @Nullable String client,
        String stay) {

    public LogoutForm {
        hidden = Collections.unmodifiableMap(new LinkedHashMap<>(hidden));
    }
}
