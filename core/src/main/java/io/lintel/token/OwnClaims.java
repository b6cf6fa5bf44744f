package io.lintel.token;

import io.lintel.client.Client;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Scopes;
import io.lintel.oauth2.Subject;
import io.lintel.signing.JwtClaims;

/// What a token says of a client that got it for itself, with the claims that dex has.
final class OwnClaims {

    private OwnClaims() {}

    /// No end-user has it: an end-user's names a connector, and the id of a connector is never empty.
    static Subject subject(Client client) {
        return new Subject(client.id().value(), "");
    }

    /// Each claim appears with its scope alone. A client has no address, and so none that is verified.
    static void add(JwtClaims.Builder claims, Client client, Scopes scopes) {
        if (scopes.contains(Scope.EMAIL)) {
            claims.add("email_verified", false);
        }
        var groups = client.machine().groups();
        if (scopes.contains(Scope.GROUPS) && !groups.isEmpty()) {
            claims.add("groups", groups);
        }
        if (scopes.contains(Scope.PROFILE)) {
            claims.add("name", client.name());
            claims.add("preferred_username", client.name());
        }
    }
}
