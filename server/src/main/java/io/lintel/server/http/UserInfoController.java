package io.lintel.server.http;

import io.lintel.token.UserInfo;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import java.util.Map;

/// The userinfo endpoint (OpenID Connect Core, section 5.3).
@Controller("${lintel.path}")
@Secured(Roles.BEARER)
@Produces(MediaType.APPLICATION_JSON)
final class UserInfoController {

    private final UserInfo userInfo;

    UserInfoController(UserInfo userInfo) {
        this.userInfo = userInfo;
    }

    @Get("/userinfo")
    MutableHttpResponse<Map<String, Object>> get(Authentication authentication) {
        return answer(authentication);
    }

    @Post("/userinfo")
    @Consumes(MediaType.ALL)
    MutableHttpResponse<Map<String, Object>> post(Authentication authentication) {
        return answer(authentication);
    }

    private MutableHttpResponse<Map<String, Object>> answer(Authentication authentication) {
        return HttpResponse.ok(userInfo.of(BearerAuthentication.of(authentication)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
