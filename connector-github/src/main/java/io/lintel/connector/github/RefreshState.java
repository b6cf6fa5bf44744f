package io.lintel.connector.github;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.Identity;
import io.lintel.connector.support.Json;
import io.lintel.connector.support.UpstreamTokens;
import io.lintel.secret.Secret;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a login keeps for its refreshes: the tokens, in the members dex gives them.
final class RefreshState {

    private RefreshState() {}

    static Secret of(UpstreamTokens tokens) {
        var members = new LinkedHashMap<String, String>();
        members.put("accessToken", tokens.accessToken().reveal());
        if (tokens.refreshToken() != null) {
            members.put("refreshToken", tokens.refreshToken().reveal());
        }
        if (tokens.expiry() != null) {
            members.put("expiry", tokens.expiry().toString());
        }
        return Secret.of(Json.write(members));
    }

    static UpstreamTokens tokens(Identity identity) {
        try {
            var state = Optional.ofNullable(identity.refreshState()).orElseGet(Secret::empty);
            var members = Json.read(state.reveal(), "the refresh state").asObject();
            return new UpstreamTokens(
                    Secret.of(members.requireText("accessToken")),
                    members.findText("refreshToken").map(Secret::of).orElse(null),
                    expiry(members.findText("expiry").orElse(null)));
        } catch (ConnectorException | DateTimeException foreign) {
            throw ConnectorException.invalidResponse(
                    "the refresh state of " + identity
                            + " was not made by a github connector: the end-user must log in again",
                    foreign);
        }
    }

    private static @Nullable Instant expiry(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
