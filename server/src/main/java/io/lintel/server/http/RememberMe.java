package io.lintel.server.http;

import io.lintel.oauth2.Parameters;
import io.lintel.server.page.LoginForm.Remember;
import io.lintel.server.settings.SessionsSettings;
import io.lintel.server.settings.Settings;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// Whether the browser shall keep the session when it is closed: asked where there is a form, decided by the
/// operator where there is none.
@Singleton
final class RememberMe {

    private static final String FIELD = "remember_me";

    private final @Nullable SessionsSettings settings;

    RememberMe(Settings settings) {
        this.settings = settings.sessions();
    }

    /// Where nobody is asked.
    boolean byDefault() {
        return settings != null && settings.rememberMeCheckedByDefault();
    }

    /// The box on a new form.
    Remember offered() {
        return settings == null ? Remember.NOT_OFFERED : box(settings.rememberMeCheckedByDefault());
    }

    /// The box of a form that was sent.
    Remember chosen(Parameters form) {
        return settings == null
                ? Remember.NOT_OFFERED
                : box(form.find(FIELD).filter("on"::equals).isPresent());
    }

    private static Remember box(boolean checked) {
        return checked ? Remember.CHECKED : Remember.UNCHECKED;
    }
}
