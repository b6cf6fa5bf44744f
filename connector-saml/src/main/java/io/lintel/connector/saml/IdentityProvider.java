package io.lintel.connector.saml;

import io.lintel.connector.ConnectorException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of an identity provider at one moment.
///
/// @param entityId null if nobody has told
/// @param singleSignOn where requests for authentication go
/// @param singleLogout where logout messages go
/// @param signers whose signatures count
/// @param validUntil when this should have been read again; null if nobody has told
record IdentityProvider(
        @Nullable String entityId,
        Map<Binding, URI> singleSignOn,
        Map<Binding, SingleLogout> singleLogout,
        List<X509Certificate> signers,
        @Nullable Instant validUntil) {

    /// @param requests where requests go
    /// @param responses where answers to the provider's requests go
    record SingleLogout(URI requests, URI responses) {

        SingleLogout(URI location) {
            this(location, location);
        }
    }

    IdentityProvider {
        singleSignOn = Map.copyOf(singleSignOn);
        singleLogout = Map.copyOf(singleLogout);
        signers = List.copyOf(signers);
    }

    /// With what a configuration says besides: its addresses win, its keys count as well.
    IdentityProvider under(IdentityProvider configured) {
        var keys = new LinkedHashSet<>(signers);
        keys.addAll(configured.signers);
        return new IdentityProvider(
                entityId,
                configured.singleSignOn.isEmpty() ? singleSignOn : configured.singleSignOn,
                configured.singleLogout.isEmpty() ? singleLogout : configured.singleLogout,
                List.copyOf(keys),
                validUntil);
    }

    /// @throws ConnectorException if there is no such address
    URI requireSingleSignOn(Binding binding) {
        var location = singleSignOn.get(binding);
        if (location == null) {
            throw ConnectorException.misconfigured("the identity provider's metadata has no address for ssoBinding "
                    + binding + ", only for " + singleSignOn.keySet());
        }
        return location;
    }

    Optional<SingleLogout> findSingleLogout(Binding binding) {
        return Optional.ofNullable(singleLogout.get(binding));
    }
}
