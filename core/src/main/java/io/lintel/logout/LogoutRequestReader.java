package io.lintel.logout;

import io.lintel.client.Client;
import io.lintel.client.Clients;
import io.lintel.logout.InvalidLogoutException.Reason;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.RedirectUri;
import io.lintel.token.IdTokens;
import io.lintel.token.IssuedIdToken;
import org.jspecify.annotations.Nullable;

/// Reads requests for a logout (OpenID Connect RP-Initiated Logout, section 2). `logout_hint` is passed over: no
/// session is looked for beyond that of the browser.
public final class LogoutRequestReader {

    private static final int LONGEST_STATE = 1024;

    private final Clients clients;
    private final IdTokens idTokens;
    private final PostLogoutTargets targets;

    public LogoutRequestReader(Clients clients, IdTokens idTokens, PostLogoutTargets targets) {
        this.clients = clients;
        this.idTokens = idTokens;
        this.targets = targets;
    }

    /// @throws OAuth2Exception `invalid_request` if a parameter is malformed
    /// @throws InvalidLogoutException if there is no such client or address
    public LogoutRequest read(Parameters parameters) {
        var hinted = parameters.find("id_token_hint").map(idTokens::read).orElse(null);
        var client = client(hinted, parameters.find("client_id").orElse(null));
        var hint = hinted == null || client == null
                ? null
                : new LogoutRequest.Hint(client, hinted.sub(), hinted.session());
        return new LogoutRequest(
                hint,
                client,
                target(client, parameters),
                parameters.find("ui_locales").orElse(null));
    }

    /// A hint must have been issued to the client that shows it (section 2).
    private @Nullable Client client(@Nullable IssuedIdToken hinted, @Nullable String id) {
        if (hinted != null && id != null && !hinted.client().value().equals(id)) {
            throw new InvalidLogoutException(
                    Reason.CLIENTS_DIFFER,
                    "client_id is \"" + id + "\", and the id_token_hint was issued to \"" + hinted.client() + "\"");
        }
        if (hinted != null) {
            return require(hinted.client());
        }
        return id == null ? null : require(new ClientId(id));
    }

    private Client require(ClientId id) {
        return clients.find(id)
                .orElseThrow(
                        () -> new InvalidLogoutException(Reason.CLIENT_UNKNOWN, "there is no client \"" + id + "\""));
    }

    private @Nullable PostLogoutTarget target(@Nullable Client client, Parameters parameters) {
        var uri = parameters.find("post_logout_redirect_uri");
        if (uri.isEmpty()) {
            return null;
        }
        if (client == null) {
            throw new InvalidLogoutException(
                    Reason.CLIENT_MISSING, "post_logout_redirect_uri needs an id_token_hint or a client_id");
        }
        var state = parameters.find("state");
        if (state.filter(text -> text.length() > LONGEST_STATE).isPresent()) {
            throw OAuth2Exception.of(ErrorCode.INVALID_REQUEST, "The state is too long.");
        }
        return targets.require(client, new RedirectUri(uri.get()), state.orElse(null));
    }
}
