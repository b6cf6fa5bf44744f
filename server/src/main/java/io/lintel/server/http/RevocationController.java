package io.lintel.server.http;

import io.lintel.oauth2.Parameters;
import io.lintel.secret.Secret;
import io.lintel.token.TokenRevocation;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import org.jspecify.annotations.Nullable;

/// The revocation endpoint (RFC 7009, section 2). `token_type_hint` may be sent and changes nothing.
@Controller("${lintel.path}")
@Secured(Roles.CLIENT)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RevocationController {

    private final TokenRevocation revocation;

    RevocationController(TokenRevocation revocation) {
        this.revocation = revocation;
    }

    @Post("/token/revoke")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<?> revoke(Authentication authentication, @Nullable @Body String body) {
        var token = Parameters.of(FormText.parse(body)).require("token");
        revocation.revoke(ClientAuthentication.of(authentication), Secret.of(token));
        return HttpResponse.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").header(HttpHeaders.PRAGMA, "no-cache");
    }
}
