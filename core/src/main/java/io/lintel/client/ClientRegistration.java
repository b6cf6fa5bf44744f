package io.lintel.client;

import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.Scope;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How we know a client, and what it has registered for.
///
/// @param grantTypes null for all there are
/// @param scopes null for all there are
public record ClientRegistration(
        Provenance provenance,
        @Nullable Set<GrantType> grantTypes,
        @Nullable Set<Scope> scopes) {

    /// Written by the operator, for everything.
    public static final ClientRegistration DEFAULT = new ClientRegistration(Provenance.OPERATOR, null, null);

    public ClientRegistration {
        grantTypes = grantTypes == null ? null : Set.copyOf(grantTypes);
        scopes = scopes == null ? null : Set.copyOf(scopes);
    }

    public boolean allows(GrantType grantType) {
        return grantTypes == null || grantTypes.contains(grantType);
    }

    public boolean allows(Collection<Scope> wanted) {
        return scopes == null || scopes.containsAll(wanted);
    }
}
