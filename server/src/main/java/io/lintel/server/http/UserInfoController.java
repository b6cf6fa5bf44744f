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

/// The userinfo endpoint (OpenID Connect Core, section 5.3).
@Controller("${lintel.path}")
@Secured(Roles.BEARER)
@Produces(MediaType.APPLICATION_JSON)
final class UserInfoController {

    /// RFC 7519, section 10.3.1.
    private static final MediaType JWT = MediaType.of("application/jwt");

    private final UserInfo userInfo;

    UserInfoController(UserInfo userInfo) {
        this.userInfo = userInfo;
    }

    @Get("/userinfo")
    MutableHttpResponse<?> get(Authentication authentication) {
        return answer(authentication);
    }

    @Post("/userinfo")
    @Consumes(MediaType.ALL)
    MutableHttpResponse<?> post(Authentication authentication) {
        return answer(authentication);
    }

    private MutableHttpResponse<?> answer(Authentication authentication) {
        return switch (userInfo.of(BearerAuthentication.of(authentication))) {
            case UserInfo.Answer.Plain(var members) ->
                HttpResponse.ok(members).header(HttpHeaders.CACHE_CONTROL, "no-store");
            case UserInfo.Answer.Signed(var jwt) ->
                HttpResponse.ok(jwt).contentType(JWT).header(HttpHeaders.CACHE_CONTROL, "no-store");
        };
    }
}
