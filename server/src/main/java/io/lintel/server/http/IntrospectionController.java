package io.lintel.server.http;

import io.lintel.oauth2.Parameters;
import io.lintel.secret.Secret;
import io.lintel.token.Introspection;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The introspection endpoint (RFC 7662, section 2). `token_type_hint` may be sent and changes nothing: what a token
/// is can be told from itself.
@Controller("${lintel.path}")
@Secured(Roles.INTROSPECTION)
@Produces(MediaType.APPLICATION_JSON)
@ExecuteOn(TaskExecutors.BLOCKING)
final class IntrospectionController {

    private final Introspection introspection;

    IntrospectionController(Introspection introspection) {
        this.introspection = introspection;
    }

    @Post("/token/introspect")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<Map<String, Object>> answer(Authentication authentication, @Nullable @Body String body) {
        var token = Secret.of(Parameters.of(FormText.parse(body)).require("token"));
        var known = authentication instanceof ClientAuthentication
                ? introspection.of(token, ClientAuthentication.of(authentication))
                : introspection.ofOpenly(token);
        return HttpResponse.ok(known)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.PRAGMA, "no-cache");
    }
}
