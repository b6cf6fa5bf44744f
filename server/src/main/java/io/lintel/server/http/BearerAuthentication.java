package io.lintel.server.http;

import io.lintel.signing.JwtClaims;
import io.micronaut.security.authentication.Authentication;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The holder of an access token of ours, as Micronaut Security sees it.
final class BearerAuthentication implements Authentication {

    private static final long serialVersionUID = 1L;

    private final transient JwtClaims claims;

    BearerAuthentication(JwtClaims claims) {
        this.claims = claims;
    }

    static JwtClaims of(Authentication authentication) {
        return ((BearerAuthentication) authentication).claims;
    }

    @Override
    public String getName() {
        return claims.findString("sub").orElse("");
    }

    @Override
    public Map<String, Object> getAttributes() {
        return Map.of();
    }

    @Override
    public Collection<String> getRoles() {
        return List.of(Roles.BEARER);
    }
}
