package io.lintel.server.http;

import io.lintel.client.AuthenticatedClient;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.TokenType;
import io.lintel.secret.Secret;
import io.lintel.server.audit.Audit;
import io.lintel.server.audit.AuditEvent;
import io.lintel.server.settings.Compatibility;
import io.lintel.server.settings.Settings;
import io.lintel.token.TokenEndpoint;
import io.lintel.token.TokenResponse;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The token endpoint (RFC 6749, section 3.2).
@Controller("${lintel.path}")
@Secured(Roles.CLIENT)
@Produces(MediaType.APPLICATION_JSON)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TokenController {

    private final TokenEndpoint endpoint;

    /// dex calls every token a bearer token; RFC 8693, section 2.2.1, one that opens nothing N_A.
    private final boolean isDex;

    private final Audit audit;

    TokenController(TokenEndpoint endpoint, Settings settings, Audit audit) {
        this.endpoint = endpoint;
        this.isDex = settings.compatibility() == Compatibility.DEX;
        this.audit = audit;
    }

    @Post("/token")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<Map<String, Object>> answer(Authentication authentication, @Nullable @Body String body) {
        AuthenticatedClient client = ClientAuthentication.of(authentication);
        var parameters = Parameters.of(FormText.parse(body));
        var response = endpoint.answer(client, parameters);
        audit.record(new AuditEvent.TokensIssued(
                client.client().id(),
                parameters.find("grant_type").orElse(""),
                response.scopes(),
                response.refreshToken() != null));
        return HttpResponse.ok(members(response))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.PRAGMA, "no-cache");
    }

    private Map<String, Object> members(TokenResponse response) {
        var members = new LinkedHashMap<String, Object>();
        members.put("access_token", response.accessToken().reveal());
        var exchanged = response.exchanged();
        if (exchanged != null) {
            members.put("issued_token_type", exchanged.value());
        }
        members.put("token_type", exchanged == TokenType.ID_TOKEN && !isDex ? "N_A" : "bearer");
        members.put("expires_in", response.expiresIn().toSeconds());
        putIfPresent(members, "refresh_token", response.refreshToken());
        putIfPresent(members, "id_token", response.idToken());
        // An empty one is none (RFC 6749, appendix A.4).
        if (!response.scopes().values().isEmpty()) {
            members.put("scope", response.scopes().toString());
        }
        return members;
    }

    private static void putIfPresent(Map<String, Object> members, String name, @Nullable Secret value) {
        if (value != null) {
            members.put(name, value.reveal());
        }
    }
}
