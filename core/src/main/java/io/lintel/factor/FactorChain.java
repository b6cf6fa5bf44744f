package io.lintel.factor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The second factors a client asks for, in order.
///
/// @param chosen null for the default of all clients, empty for none
public record FactorChain(@Nullable List<AuthenticatorId> chosen) {

    private static final FactorChain DEFAULT = new FactorChain(null);

    public FactorChain {
        chosen = chosen == null ? null : List.copyOf(chosen);
    }

    public static FactorChain ofDefault() {
        return DEFAULT;
    }

    public static FactorChain of(AuthenticatorId... chosen) {
        return new FactorChain(List.of(chosen));
    }
}
