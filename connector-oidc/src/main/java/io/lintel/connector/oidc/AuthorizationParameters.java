package io.lintel.connector.oidc;

import static io.lintel.connector.Wanted.FRESH_LOGIN;
import static io.lintel.connector.Wanted.OFFLINE_ACCESS;

import io.lintel.connector.LoginRequest;
import io.lintel.connector.support.Pkce;
import io.lintel.connector.support.ProviderMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// What a request says to the provider beyond OAuth 2.0 (OpenID Connect Core, section 3.1.2.1).
final class AuthorizationParameters {

    private static final String OFFLINE = "offline_access";

    private final OidcConfiguration configuration;

    AuthorizationParameters(OidcConfiguration configuration) {
        this.configuration = configuration;
    }

    /// Offline access is asked for where the provider knows the scope (section 11).
    List<String> scopes(LoginRequest request, ProviderMetadata metadata) {
        var scopes = new LinkedHashSet<String>();
        scopes.add("openid");
        scopes.addAll(configuration.scopes());
        if (request.wants(OFFLINE_ACCESS) && metadata.scopes().contains(OFFLINE)) {
            scopes.add(OFFLINE);
        }
        return List.copyOf(scopes);
    }

    Map<String, String> more(LoginRequest request, Pkce pkce) {
        var more = new LinkedHashMap<String, String>();
        more.put("nonce", pkce.nonce());
        if (!configuration.acrValues().isEmpty()) {
            more.put("acr_values", String.join(" ", configuration.acrValues()));
        }
        if (request.wants(OFFLINE_ACCESS)) {
            more.put("access_type", "offline");
        }
        var prompts = prompts(request);
        if (!prompts.isEmpty()) {
            more.put("prompt", String.join(" ", prompts));
        }
        var hint = request.loginHint();
        if (hint != null) {
            more.put("login_hint", hint.value());
        }
        return more;
    }

    private List<String> prompts(LoginRequest request) {
        var prompts = new ArrayList<String>();
        if (request.wants(FRESH_LOGIN)) {
            prompts.add("login");
        }
        var wanted = configuration.promptType().strip();
        // No other prompt goes together with none.
        if (request.wants(OFFLINE_ACCESS)
                && !wanted.isEmpty()
                && !prompts.contains(wanted)
                && !(wanted.equals("none") && !prompts.isEmpty())) {
            prompts.add(wanted);
        }
        return prompts;
    }
}
