package io.lintel.server.page;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The question whether a client may have what it asks for, answered by posting `approval` as `approve` or
/// `rejected`.
///
/// @param action where the answer is posted to: a path of our own site
/// @param hidden what is posted with it, unchanged
/// @param user what the end-user is called
/// @param scopes the scopes that will be granted on a yes, and no others; and resources, as `resource:` and the URI
/// @param claims what will be told beside, each by its name (OpenID Connect Core, section 5.5)
/// @param clientNames the names of the clients that `audience:server:client_id:` scopes name, by id, and of
///     resources, by `resource:` and the URI
/// @param userCode what the device shows that the client is on, if it is on one; the end-user compares
/// @param selfRegistered whether nobody but the client itself has said who it is
public record ConsentForm(
        String action,
        Map<String, String> hidden,
        ShownClient client,
        String user,
        List<String> scopes,
        List<String> claims,
        Map<String, String> clientNames,
        @Nullable String userCode,
        boolean selfRegistered) {

    public ConsentForm {
        hidden = Collections.unmodifiableMap(new LinkedHashMap<>(hidden));
        scopes = List.copyOf(scopes);
        claims = List.copyOf(claims);
        clientNames = Map.copyOf(clientNames);
    }

    /// One of a client that is not on a device.
    public ConsentForm(
            String action,
            Map<String, String> hidden,
            ShownClient client,
            String user,
            List<String> scopes,
            List<String> claims,
            Map<String, String> clientNames) {
        this(action, hidden, client, user, scopes, claims, clientNames, null, false);
    }
}
