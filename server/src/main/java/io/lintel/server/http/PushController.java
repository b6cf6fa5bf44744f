package io.lintel.server.http;

import io.lintel.authorization.PushEndpoint;
import io.lintel.oauth2.Parameters;
import io.lintel.server.audit.Audit;
import io.lintel.server.audit.AuditEvent;
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

/// Where clients push authorization requests (RFC 9126, section 2).
@Controller("${lintel.path}")
@Secured(Roles.CLIENT)
@Produces(MediaType.APPLICATION_JSON)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PushController {

    private final PushEndpoint endpoint;
    private final Audit audit;

    PushController(PushEndpoint endpoint, Audit audit) {
        this.endpoint = endpoint;
        this.audit = audit;
    }

    @Post("/par")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<Map<String, Object>> push(Authentication authentication, @Nullable @Body String body) {
        var client = ClientAuthentication.of(authentication);
        var pushed = endpoint.push(client, Parameters.of(FormText.parse(body)));
        audit.record(new AuditEvent.RequestPushed(client.client().id()));
        var members = new LinkedHashMap<String, Object>();
        members.put("request_uri", pushed.uri().text());
        members.put("expires_in", pushed.expiresIn().toSeconds());
        return HttpResponse.<Map<String, Object>>created(members)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.PRAGMA, "no-cache");
    }
}
