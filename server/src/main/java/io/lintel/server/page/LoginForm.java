package io.lintel.server.page;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A form for a name and a password, posted as `login` and `password`.
///
/// @param action where it is posted to: a path of our own site
/// @param hidden what is posted with it, unchanged
/// @param connector the name of the connector that asks
/// @param usernamePrompt what the connector calls the first field
/// @param username what was typed the last time
/// @param problem why the form is shown again
/// @param back the page to choose another connector on, where there is a choice: a path of our own site
/// @param client the one the end-user came from, where there is one
/// @param remember the box `remember_me`
public record LoginForm(
        String action,
        Map<String, String> hidden,
        String connector,
        String usernamePrompt,
        @Nullable String username,
        @Nullable LoginProblem problem,
        @Nullable String back,
        @Nullable ShownClient client,
        Remember remember) {

    /// The box that asks whether the browser shall keep the session when it is closed.
    public enum Remember {
        NOT_OFFERED,
        UNCHECKED,
        CHECKED
    }

    public LoginForm {
        hidden = Collections.unmodifiableMap(new LinkedHashMap<>(hidden));
    }

    /// A form without the box.
    public LoginForm(
            String action,
            Map<String, String> hidden,
            String connector,
            String usernamePrompt,
            @Nullable String username,
            @Nullable LoginProblem problem,
            @Nullable String back,
            @Nullable ShownClient client) {
        this(action, hidden, connector, usernamePrompt, username, problem, back, client, Remember.NOT_OFFERED);
    }
}
