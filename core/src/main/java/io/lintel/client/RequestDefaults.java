package io.lintel.client;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What counts where a client's authorization request says nothing of it (OpenID Connect Dynamic Client Registration,
/// section 2).
///
/// @param maxAge how old the end-user's last login may be
/// @param contexts the values of `acr` it wishes for, the best first
public record RequestDefaults(@Nullable Duration maxAge, List<String> contexts) {

    private static final RequestDefaults NONE = new RequestDefaults(null, List.of());

    public RequestDefaults {
        contexts = List.copyOf(contexts);
    }

    public static RequestDefaults none() {
        return NONE;
    }
}
