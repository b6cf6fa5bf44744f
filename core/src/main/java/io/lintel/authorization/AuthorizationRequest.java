package io.lintel.authorization;

import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginHint;
import io.lintel.connector.Wanted;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.CodeChallenge;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.Prompt;
import io.lintel.oauth2.RedirectUri;
import io.lintel.oauth2.ResponseMode;
import io.lintel.oauth2.ResponseType;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Scopes;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An authorization request that has been checked (OpenID Connect Core, section 3.1.2.1). Made by
/// [AuthorizationRequestReader].
///
/// @param access what the client wants to know
/// @param state goes back to the client as it came
/// @param maxAge how old the end-user's last login may be
/// @param connector the connector the client asked for
/// @param loginHint what the client thinks the end-user is called
/// @param hinted the only end-user who may log in, by the `sub` the client knows them by (`id_token_hint`)
/// @param locales the languages the client asked for, as given
/// @param device the device the answer goes to, and no redirect URI
public record AuthorizationRequest(
        ClientId client,
        RedirectUri redirectUri,
        Set<ResponseType> responseTypes,
        ResponseMode responseMode,
        Access access,
        @Nullable String state,
        @Nullable CodeChallenge codeChallenge,
        Set<Prompt> prompts,
        @Nullable Duration maxAge,
        @Nullable ConnectorId connector,
        @Nullable LoginHint loginHint,
        @Nullable String hinted,
        @Nullable String locales,
        @Nullable AskingDevice device) {

    public AuthorizationRequest {
        responseTypes = Set.copyOf(responseTypes);
        prompts = Set.copyOf(prompts);
    }

    /// What a device asks for. The end-user is always asked: whoever sent them here may have another device in mind
    /// than they have (RFC 8628, section 5.4).
    public static AuthorizationRequest ofDevice(ClientId client, Access access, AskingDevice device) {
        return new AuthorizationRequest(
                client,
                RedirectUri.DEVICE,
                Set.of(),
                ResponseMode.QUERY,
                access,
                null,
                null,
                Set.of(Prompt.CONSENT),
                null,
                null,
                null,
                null,
                null,
                device);
    }

    public Scopes scopes() {
        return access.scopes();
    }

    /// What its connector must allow: a code and tokens from the authorization endpoint are given by different
    /// grants.
    public Set<GrantType> grantTypes() {
        if (device != null) {
            return Set.of(GrantType.DEVICE_CODE);
        }
        var needed = EnumSet.noneOf(GrantType.class);
        if (responseTypes.contains(ResponseType.CODE)) {
            needed.add(GrantType.AUTHORIZATION_CODE);
        }
        if (ResponseType.needTokens(responseTypes)) {
            needed.add(GrantType.IMPLICIT);
        }
        return needed;
    }

    /// What the client wants of the connector beyond the identity.
    public Set<Wanted> wanted() {
        var wanted = EnumSet.noneOf(Wanted.class);
        if (access.includesGroups()) {
            wanted.add(Wanted.GROUPS);
        }
        if (scopes().contains(Scope.OFFLINE_ACCESS)) {
            wanted.add(Wanted.OFFLINE_ACCESS);
        }
        if (prompts(Prompt.LOGIN) || maxAge != null) {
            wanted.add(Wanted.FRESH_LOGIN);
        }
        return wanted;
    }

    public boolean prompts(Prompt prompt) {
        return prompts.contains(prompt);
    }

    /// The same request with fewer scopes.
    public AuthorizationRequest withScopes(Scopes fewer) {
        return new AuthorizationRequest(
                client,
                redirectUri,
                responseTypes,
                responseMode,
                access.withScopes(fewer),
                state,
                codeChallenge,
                prompts,
                maxAge,
                connector,
                loginHint,
                hinted,
                locales,
                device);
    }
}
