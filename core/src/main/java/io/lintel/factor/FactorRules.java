package io.lintel.factor;

import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which second factors a login needs.
public final class FactorRules {

    private final Map<AuthenticatorId, Authenticator> authenticators = new LinkedHashMap<>();
    private final List<AuthenticatorId> defaultChain;

    /// @throws IllegalArgumentException if two authenticators have one id, or the default names one that is not
    ///     there
    public FactorRules(List<Authenticator> authenticators, List<AuthenticatorId> defaultChain) {
        for (var authenticator : authenticators) {
            if (this.authenticators.putIfAbsent(authenticator.id(), authenticator) != null) {
                throw new IllegalArgumentException("there are two authenticators " + authenticator.id());
            }
        }
        for (var id : defaultChain) {
            if (!this.authenticators.containsKey(id)) {
                throw new IllegalArgumentException("there is no authenticator " + id);
            }
        }
        this.defaultChain = List.copyOf(defaultChain);
    }

    /// No second factor for anybody.
    public static FactorRules none() {
        return new FactorRules(List.of(), List.of());
    }

    public Collection<Authenticator> all() {
        return List.copyOf(authenticators.values());
    }

    public Optional<Authenticator> find(AuthenticatorId id) {
        return Optional.ofNullable(authenticators.get(id));
    }

    /// The factors that end-users of connectors of that type need, in order, each once.
    ///
    /// @throws OAuth2Exception `server_error` if the chain names an authenticator that is not there: leaving it
    ///     out would leave a factor out
    public List<Authenticator> demanded(FactorChain chain, String connectorType) {
        var chosen = chain.chosen();
        return (chosen == null ? defaultChain : chosen)
                .stream()
                        .distinct()
                        .map(this::require)
                        .filter(authenticator -> authenticator.isFor(connectorType))
                        .toList();
    }

    private Authenticator require(AuthenticatorId id) {
        return find(id).orElseThrow(() -> OAuth2Exception.quietly(
                ErrorCode.SERVER_ERROR, "a client asks for authenticator \"" + id + "\", which is not there"));
    }
}
