package io.lintel.server.http;

import io.lintel.client.AuthenticatedClient;
import io.lintel.device.DeviceAuthorizationEndpoint;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.Issuer;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import io.lintel.server.audit.Audit;
import io.lintel.server.audit.AuditEvent;
import io.lintel.token.TokenEndpoint;
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

/// The device authorization endpoint (RFC 8628, section 3.1).
@Controller("${lintel.path}")
@Secured(Roles.CLIENT)
@Produces(MediaType.APPLICATION_JSON)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeviceAuthorizationController {

    private final DeviceAuthorizationEndpoint endpoint;
    private final TokenEndpoint tokens;
    private final Issuer issuer;
    private final Audit audit;

    DeviceAuthorizationController(
            DeviceAuthorizationEndpoint endpoint, TokenEndpoint tokens, Issuer issuer, Audit audit) {
        this.endpoint = endpoint;
        this.tokens = tokens;
        this.issuer = issuer;
        this.audit = audit;
    }

    @Post("/device/code")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<Map<String, Object>> answer(Authentication authentication, @Nullable @Body String body) {
        if (!tokens.grantTypes().contains(GrantType.DEVICE_CODE)) {
            throw OAuth2Exception.of(ErrorCode.UNSUPPORTED_GRANT_TYPE, "Devices are not served.");
        }
        AuthenticatedClient client = ClientAuthentication.of(authentication);
        var answer = endpoint.answer(client, Parameters.of(FormText.parse(body)));
        audit.record(new AuditEvent.DeviceAsked(client.client().id()));
        var userCode = answer.userCode().value().reveal();
        var verification = issuer.endpoint("/device");
        var members = new LinkedHashMap<String, Object>();
        members.put("device_code", answer.deviceCode().value().reveal());
        members.put("user_code", userCode);
        members.put("verification_uri", verification);
        members.put("verification_uri_complete", PageResponses.withQuery(verification, Map.of("user_code", userCode)));
        members.put("expires_in", answer.expiresIn().toSeconds());
        members.put("interval", answer.interval().toSeconds());
        return HttpResponse.<Map<String, Object>>ok(members)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.PRAGMA, "no-cache");
    }
}
