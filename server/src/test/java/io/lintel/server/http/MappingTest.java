package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What an application gets to know of a user, at login and at refresh.
final class MappingTest {

    private static final String MAPPED = TestServer.STANDARD.replace(
            "name: Mock}",
            "name: Mock, mapping: {groups: {prefix: 'corp:'}, claims: {preferred_username: name, email: none}}}");

    @Test
    void groupsAndClaimsAreMappedOnceAtLoginAndAtRefresh() throws ParseException {
        try (var server = TestServer.start(MAPPED + "oauth2: {skipApprovalScreen: true}\n");
                var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var code = TestBrowser.answer(shop.begin("/auth/mock", Map.of())).getOrDefault("code", "");

            var login = shop.token(shop.redemption(code));
            assertMapped(login);

            var refresh = Map.of("grant_type", "refresh_token", "refresh_token", Shop.member(login, "refresh_token"));
            assertMapped(shop.token(refresh));
        }
    }

    private static void assertMapped(HttpResponse<String> tokens) throws ParseException {
        var claims = SignedJWT.parse(Shop.member(tokens, "id_token")).getJWTClaimsSet();

        assertThat(claims.getStringListClaim("groups")).containsExactly("corp:authors");
        assertThat(claims.getStringClaim("preferred_username")).isEqualTo("Kilgore Trout");
        assertThat(claims.getClaim("email")).isNull();
        assertThat(claims.getJSONObjectClaim("federated_claims")).containsEntry("user_id", "0-385-28089-0");
    }
}
