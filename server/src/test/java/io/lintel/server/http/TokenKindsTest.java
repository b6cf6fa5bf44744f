package io.lintel.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.logout.LogoutReceiver;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which kind of token passes at which door.
@Tag("SEC-B7")
final class TokenKindsTest {

    private enum Kind {
        CODE,
        ACCESS_TOKEN,
        ID_TOKEN,
        REFRESH_TOKEN,
        LOGOUT_TOKEN
    }

    private enum Door {
        CODE_GRANT,
        REFRESH_GRANT,
        USER_INFO,
        USER_INFO_FORM,
        INTROSPECTION,
        HINT,
        LOGOUT_HINT
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "strict, CODE, CODE_GRANT",
        "strict, ACCESS_TOKEN, USER_INFO USER_INFO_FORM INTROSPECTION",
        "strict, ID_TOKEN, HINT LOGOUT_HINT",
        "strict, REFRESH_TOKEN, REFRESH_GRANT INTROSPECTION",
        "strict, LOGOUT_TOKEN, ''",
        "default, CODE, CODE_GRANT",
        "default, ACCESS_TOKEN, USER_INFO USER_INFO_FORM INTROSPECTION HINT LOGOUT_HINT",
        "default, ID_TOKEN, USER_INFO USER_INFO_FORM INTROSPECTION HINT LOGOUT_HINT",
        "default, REFRESH_TOKEN, REFRESH_GRANT INTROSPECTION",
        "default, LOGOUT_TOKEN, ''",
        "dex, CODE, CODE_GRANT",
        "dex, ACCESS_TOKEN, USER_INFO USER_INFO_FORM INTROSPECTION HINT LOGOUT_HINT",
        "dex, ID_TOKEN, USER_INFO USER_INFO_FORM INTROSPECTION HINT LOGOUT_HINT",
        "dex, REFRESH_TOKEN, REFRESH_GRANT INTROSPECTION",
        "dex, LOGOUT_TOKEN, ''",
    })
    void tokenPassesAtItsOwnDoorsAlone(String compatibility, Kind kind, String doors) {
        var expected = Arrays.stream(doors.split(" "))
                .filter(door -> !door.isEmpty())
                .map(Door::valueOf)
                .collect(toSet());
        try (var receiver = new LogoutReceiver();
                var server = TestServer.start(text(compatibility, receiver));
                var browser = new TestBrowser()) {
            var visitor = new Visitor(server, browser, receiver);

            assertThat(visitor.opens(kind)).isEqualTo(expected);
        }
    }

    private static String text(String compatibility, LogoutReceiver receiver) {
        return TestServer.STANDARD.replace(
                        "name: Shop,", "name: Shop, backchannelLogoutURI: \"" + receiver.at("/backchannel") + "\",")
                + "compatibility: " + compatibility
                + "\nsessions: {enabled: true}\noauth2: {skipApprovalScreen: true}\n";
    }

    private static String encoded(String token) {
        return URLEncoder.encode(token, UTF_8);
    }

    private record Visitor(TestServer server, TestBrowser browser, LogoutReceiver receiver) {

        /// The doors that a token of that kind, a new one for each, opens.
        Set<Door> opens(Kind kind) {
            var opens = EnumSet.noneOf(Door.class);
            for (var door : Door.values()) {
                if (isOpen(door, token(kind))) {
                    opens.add(door);
                }
            }
            return opens;
        }

        private String token(Kind kind) {
            var shop = new Shop(server, browser);
            var code = TestBrowser.answer(shop.begin("/auth/mock", Map.of())).getOrDefault("code", "");
            if (kind == Kind.CODE) {
                return code;
            }
            var tokens = shop.token(shop.redemption(code));
            return switch (kind) {
                case LOGOUT_TOKEN -> {
                    browser.get(server.at("/logout?id_token_hint=" + Shop.member(tokens, "id_token")));
                    yield receiver.await().logoutToken();
                }
                case CODE -> code;
                case ACCESS_TOKEN -> Shop.member(tokens, "access_token");
                case ID_TOKEN -> Shop.member(tokens, "id_token");
                case REFRESH_TOKEN -> Shop.member(tokens, "refresh_token");
            };
        }

        private boolean isOpen(Door door, String token) {
            var shop = new Shop(server, browser);
            var answer =
                    switch (door) {
                        case CODE_GRANT -> shop.token(shop.redemption(token));
                        case REFRESH_GRANT -> shop.token(Map.of("grant_type", "refresh_token", "refresh_token", token));
                        case USER_INFO -> shop.userInfo(token);
                        case USER_INFO_FORM -> browser.post(server.at("/userinfo"), Map.of("access_token", token));
                        case INTROSPECTION -> shop.introspect(token);
                        case LOGOUT_HINT -> browser.get(server.at("/logout?id_token_hint=" + encoded(token)));
                        case HINT -> browser.get(shop.authorize("/auth/mock", Map.of("id_token_hint", token)));
                    };
            if (door == Door.HINT) {
                return !TestBrowser.answer(answer).getOrDefault("error", "").equals("invalid_request");
            }
            if (door == Door.INTROSPECTION) {
                return answer.body().contains("\"active\":true");
            }
            if (door == Door.LOGOUT_HINT) {
                return answer.statusCode() == 200;
            }
            assertThat(answer.statusCode()).isIn(200, 400, 401);
            return answer.statusCode() == 200;
        }
    }
}
