package io.lintel.connector.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.Identity;
import io.lintel.connector.support.Json;
import io.lintel.secret.Secret;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a login keeps for its refreshes and its logout. The refresh token is where, and written as, dex has it.
///
/// @param refreshToken absent if the provider gave none
/// @param subject who the provider says it is; absent in what dex has stored
/// @param idToken the last one, as a hint for the logout; absent if there was none, or it is too long for an address
record RefreshState(
        @Nullable Secret refreshToken,
        @Nullable String subject,
        @Nullable Secret idToken) {

    private static final int MOST_HINT_CHARACTERS = 4_096;

    Secret toSecret() {
        var members = new LinkedHashMap<String, String>();
        if (refreshToken != null) {
            members.put(
                    "RefreshToken",
                    Base64.getEncoder().encodeToString(refreshToken.reveal().getBytes(UTF_8)));
        }
        if (subject != null) {
            members.put("subject", subject);
        }
        if (idToken != null && idToken.reveal().length() <= MOST_HINT_CHARACTERS) {
            members.put("idToken", idToken.reveal());
        }
        return Secret.of(Json.write(members));
    }

    /// @throws ConnectorException invalid response if no such connector made it
    static RefreshState of(Identity identity) {
        try {
            var state = Optional.ofNullable(identity.refreshState()).orElseGet(Secret::empty);
            var members = Json.read(state.reveal(), "the refresh state").asObject();
            return new RefreshState(
                    members.findText("RefreshToken").map(RefreshState::decoded).orElse(null),
                    members.findText("subject").orElse(null),
                    members.findText("idToken").map(Secret::of).orElse(null));
        } catch (ConnectorException | IllegalArgumentException foreign) {
            throw ConnectorException.invalidResponse("the refresh state of " + identity
                    + " was not made by an oidc connector: the end-user must log in again");
        }
    }

    private static @Nullable Secret decoded(String base64) {
        var token = new String(Base64.getDecoder().decode(base64), UTF_8);
        return token.isEmpty() ? null : Secret.of(token);
    }
}
