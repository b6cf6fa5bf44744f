package io.lintel.authorization;

import io.lintel.client.Client;
import io.lintel.client.Clients;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Scopes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads the scopes a client asks for and refuses those it may not have, wherever it asks (RFC 6749, section
/// 3.3).
public final class RequestedScopes {

    private static final int MOST = 64;

    /// A client came by no connector, and can ask again instead of refreshing.
    private static final Set<Scope> OF_CLIENTS = Set.of(Scope.OPENID, Scope.EMAIL, Scope.PROFILE, Scope.GROUPS);

    private static final Set<Scope> OF_EXCHANGES =
            Set.of(Scope.OPENID, Scope.EMAIL, Scope.PROFILE, Scope.GROUPS, Scope.FEDERATED_ID);

    private final Clients clients;

    public RequestedScopes(Clients clients) {
        this.clients = clients;
    }

    /// Those of a client that will act for an end-user.
    ///
    /// @throws OAuth2Exception `invalid_scope`
    public Scopes ofEndUser(Client client, String text) {
        var scopes = require(client, text, Scope.ALL, "Unknown scopes: ");
        if (!scopes.contains(Scope.OPENID)) {
            throw OAuth2Exception.of(ErrorCode.INVALID_SCOPE, "The scope openid is missing.");
        }
        return scopes;
    }

    /// Those of a client that will act for itself; it need not ask for any.
    ///
    /// @throws OAuth2Exception `invalid_scope`
    public Scopes ofClient(Client client, String text) {
        return require(client, text, OF_CLIENTS, "There is no end-user for the scopes: ");
    }

    /// Those of a client that shows a token of an end-user for ours; it need not ask for any, and nothing outlives
    /// that token.
    ///
    /// @throws OAuth2Exception `invalid_scope`
    public Scopes ofExchange(Client client, String text) {
        return require(client, text, OF_EXCHANGES, "An exchange gives nothing for the scopes: ");
    }

    /// The scope that names a client as audience, as `audience` does (RFC 8693, section 2.1).
    ///
    /// @throws OAuth2Exception `invalid_target` if it does not trust the client that asks
    public Scope ofAudience(Client client, ClientId audience) {
        if (!isTrusted(client, audience)) {
            throw OAuth2Exception.of(
                    ErrorCode.INVALID_TARGET,
                    "This client may not ask for tokens for that audience.",
                    "client \"" + ErrorText.printable(audience.value()) + "\" is not there or does not trust client \""
                            + client.id() + "\"");
        }
        return Scope.audienceOf(audience);
    }

    /// @param without what a scope lacks that only others may have
    private Scopes require(Client client, String text, Set<Scope> known, String without) {
        var scopes = Scopes.parse(text);
        if (scopes.values().size() > MOST) {
            throw OAuth2Exception.of(ErrorCode.INVALID_SCOPE, "There are too many scopes.");
        }
        var unknown = scopes.values().stream()
                .filter(scope -> !known.contains(scope) && scope.audience().isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            throw refused(isForEndUsers(unknown) ? without : "Unknown scopes: ", unknown);
        }
        if (!client.registration().allows(scopes.values())) {
            throw OAuth2Exception.of(ErrorCode.INVALID_SCOPE, "The client has not registered for all of the scopes.");
        }
        var foreign = scopes.values().stream()
                .filter(scope -> scope.audience()
                        .filter(peer -> !isTrusted(client, peer))
                        .isPresent())
                .toList();
        if (!foreign.isEmpty()) {
            throw refused("This client may not ask for the scopes: ", foreign);
        }
        return scopes;
    }

    private static boolean isForEndUsers(List<Scope> unknown) {
        return Scope.ALL.containsAll(unknown);
    }

    private boolean isTrusted(Client client, ClientId peer) {
        return clients.find(peer).filter(other -> other.trusts(client.id())).isPresent();
    }

    private static OAuth2Exception refused(String why, List<Scope> scopes) {
        var names = scopes.stream().map(Scope::value).collect(Collectors.joining(" "));
        return OAuth2Exception.of(ErrorCode.INVALID_SCOPE, why + ErrorText.printable(names));
    }
}
