package io.lintel.server.http;

import io.micronaut.security.authentication.Authentication;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Whoever asks about a token where the operator lets anybody ask, as Micronaut Security sees them.
enum Anybody implements Authentication {
    ASKING;

    @Override
    public String getName() {
        return "anybody";
    }

    @Override
    public Map<String, Object> getAttributes() {
        return Map.of();
    }

    @Override
    public Collection<String> getRoles() {
        return List.of(Roles.INTROSPECTION);
    }
}
