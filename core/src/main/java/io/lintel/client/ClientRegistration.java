package io.lintel.client;

import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.ResponseType;
import io.lintel.oauth2.Scope;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How we know a client, and what it has registered for.
///
/// @param grantTypes null for all there are
/// @param responseTypes null for all there are
/// @param scopes null for all there are
public record ClientRegistration(
        Provenance provenance,
        @Nullable Set<GrantType> grantTypes,
        @Nullable Set<Set<ResponseType>> responseTypes,
        @Nullable Set<Scope> scopes) {

    /// Written by the operator, for everything.
    public static final ClientRegistration DEFAULT = new ClientRegistration(Provenance.OPERATOR, null, null, null);

    public ClientRegistration {
        grantTypes = grantTypes == null ? null : Set.copyOf(grantTypes);
        responseTypes = responseTypes == null
                ? null
                : responseTypes.stream().map(Set::copyOf).collect(Collectors.toUnmodifiableSet());
        scopes = scopes == null ? null : Set.copyOf(scopes);
    }

    public boolean allows(GrantType grantType) {
        return grantTypes == null || grantTypes.contains(grantType);
    }

    public boolean allowsResponse(Set<ResponseType> types) {
        return responseTypes == null || responseTypes.contains(types);
    }

    public boolean allows(Collection<Scope> wanted) {
        return scopes == null || scopes.containsAll(wanted);
    }
}
