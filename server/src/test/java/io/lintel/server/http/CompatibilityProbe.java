package io.lintel.server.http;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.settings.InvalidSettings;
import io.lintel.signing.SettableClock;
import java.net.URI;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/// What a stranger asks to learn how strict a server is. Each question has the answer in a word.
enum CompatibilityProbe {
    PUBLIC_CLIENT_WITHOUT_A_CHALLENGE {
        @Override
        String ask(Asked server) {
            return server.taken(Map.of("client_id", "app", "redirect_uri", "https://app.example/callback"));
        }
    },
    CHALLENGE_BY_THE_METHOD_PLAIN {
        @Override
        String ask(Asked server) {
            return server.taken(Map.of("code_challenge", PLAIN, "code_challenge_method", "plain"));
        }
    },
    CHALLENGE_WITHOUT_A_METHOD {
        @Override
        String ask(Asked server) {
            return server.taken(Map.of("code_challenge", PLAIN));
        }
    },
    METHOD_PLAIN_IN_DISCOVERY {
        @Override
        String ask(Asked server) {
            return server.browser
                            .get(server.server.at("/.well-known/openid-configuration"))
                            .body()
                            .contains("\"plain\"")
                    ? "named"
                    : "missing";
        }
    },
    HTTP_REDIRECT_URI_TO_ANOTHER_MACHINE {
        @Override
        String ask(Asked server) {
            return server.starts(
                    text -> text.replace("https://app.example/callback", "http://app.example/callback"), "redirectURI");
        }
    },
    HTTP_REDIRECT_URI_TO_THIS_MACHINE {
        @Override
        String ask(Asked server) {
            return server.starts(
                    text -> text.replace("https://app.example/callback", "http://127.0.0.1:8000/callback"), "-");
        }
    },
    ACCESS_TOKEN_AFTER_ITS_CODE_CAME_AGAIN {
        @Override
        String ask(Asked server) {
            var code = server.code();
            var tokens = server.shop.token(server.shop.redemption(code));
            server.clock.advance(Duration.ofSeconds(10));
            requireRefused(server.shop.token(server.shop.redemption(code)));
            return server.isActive(Shop.member(tokens, "access_token"));
        }
    },
    REFRESH_TOKEN_AFTER_ITS_CODE_CAME_AGAIN {
        @Override
        String ask(Asked server) {
            var code = server.code();
            var tokens = server.shop.token(server.shop.redemption(code));
            server.clock.advance(Duration.ofSeconds(10));
            requireRefused(server.shop.token(server.shop.redemption(code)));
            return server.refreshes(Shop.member(tokens, "refresh_token"));
        }
    },
    ID_TOKEN_AT_USERINFO {
        @Override
        String ask(Asked server) {
            return word(server.shop.userInfo(Shop.member(server.tokens(), "id_token")), "answered", "refused");
        }
    },
    TYPE_OF_AN_ACCESS_TOKEN {
        @Override
        String ask(Asked server) {
            try {
                return Objects.requireNonNullElse(
                                com.nimbusds.jwt.SignedJWT.parse(Shop.member(server.tokens(), "access_token"))
                                        .getHeader()
                                        .getType(),
                                "none")
                        .toString();
            } catch (ParseException notAJwt) {
                throw new AssertionError(notAJwt);
            }
        }
    },
    INTROSPECTION_BY_ANYBODY {
        @Override
        String ask(Asked server) {
            var token = Map.of("token", Shop.member(server.tokens(), "access_token"));
            return word(server.browser.post(server.server.at("/token/introspect"), token), "answered", "refused");
        }
    },
    SUCCESSOR_OF_A_REFRESH_TOKEN_THAT_CAME_AGAIN {
        @Override
        String ask(Asked server) {
            var first = Shop.member(server.tokens(), "refresh_token");
            var second = Shop.member(server.refresh(first), "refresh_token");
            server.clock.advance(Duration.ofSeconds(10));
            requireRefused(server.refresh(first));
            return server.refreshes(second);
        }
    },
    LOGIN_FORM_IN_ANOTHER_BROWSER {
        @Override
        String ask(Asked server) {
            var form = server.shop.begin("/auth/local", Map.of());
            try (var other = new TestBrowser()) {
                return word(other.get(form.uri()), "shown", "refused");
            }
        }
    },
    CALLBACK_IN_ANOTHER_BROWSER {
        @Override
        String ask(Asked server) {
            var departure = server.browser.get(server.shop.authorize("/auth/mock", Map.of()));
            try (var other = new TestBrowser()) {
                return other.get(TestBrowser.location(departure)).statusCode() == 403 ? "refused" : "taken";
            }
        }
    },
    CONTENT_SECURITY_POLICY_OF_A_PAGE {
        @Override
        String ask(Asked server) {
            var page = server.shop.begin("/auth/local", Map.of());
            return page.headers().firstValue("Content-Security-Policy").isPresent() ? "sent" : "missing";
        }
    },
    FRAME_OPTIONS_OF_A_MISSING_PAGE {
        @Override
        String ask(Asked server) {
            var missing = server.browser.get(server.server.at("/nowhere"));
            return missing.headers().firstValue("X-Frame-Options").isPresent() ? "sent" : "missing";
        }
    },
    HEADER_THAT_WAS_CONFIGURED {
        @Override
        String ask(Asked server) {
            var page = server.shop.begin("/auth/local", Map.of());
            return page.headers().firstValue("Strict-Transport-Security").isPresent() ? "sent" : "missing";
        }
    },
    SUBJECT_TOKEN_FOR_THIS_CLIENT {
        @Override
        String ask(Asked server) {
            return server.exchanged(TellingProvider.CLIENT_ID);
        }
    },
    SUBJECT_TOKEN_FOR_ANOTHER_CLIENT {
        @Override
        String ask(Asked server) {
            return server.exchanged("another");
        }
    },
    UPSTREAM_ID_TOKEN_WITH_ITS_NONCE {
        @Override
        String ask(Asked server) {
            return server.upstream(nonce -> nonce);
        }
    },
    UPSTREAM_ID_TOKEN_WITHOUT_A_NONCE {
        @Override
        String ask(Asked server) {
            return server.upstream(_ -> null);
        }
    },
    UPSTREAM_ID_TOKEN_WITH_ANOTHER_NONCE {
        @Override
        String ask(Asked server) {
            return server.upstream(nonce -> nonce + "x");
        }
    },
    LDAP_WITHOUT_TLS_BESIDE_START_TLS {
        @Override
        String ask(Asked server) {
            return server.shop.begin("/auth/directory", Map.of()).statusCode() == 200 ? "offered" : "closed";
        }
    },
    HONEST_SAML_RESPONSE {
        @Override
        String ask(Asked server) {
            return server.saml(UnaryOperator.identity());
        }
    },
    SAML_RESPONSE_SIGNED_WITH_SHA_1 {
        @Override
        String ask(Asked server) {
            return server.saml(SamlSigner::withSha1);
        }
    },
    SAML_RESPONSE_FOR_NO_AUDIENCE {
        @Override
        String ask(Asked server) {
            return server.saml(written -> written.replace(SamlSigner.AUDIENCE, ""));
        }
    },
    SAML_RESPONSE_FOR_ANOTHER_AUDIENCE {
        @Override
        String ask(Asked server) {
            return server.saml(written -> written.replace("example.org/saml<", "example.org/shop<"));
        }
    };

    private static final String PLAIN = "c".repeat(43);

    abstract String ask(Asked server);

    private static String word(HttpResponse<String> answer, String good, String bad) {
        if (answer.statusCode() >= 500) {
            throw new AssertionError(answer.statusCode() + ": " + answer.body());
        }
        return answer.statusCode() == 200 ? good : bad;
    }

    private static void requireRefused(HttpResponse<String> answer) {
        if (!answer.body().equals("{\"error\":\"invalid_grant\"}")) {
            throw new AssertionError(answer.statusCode() + ": " + answer.body());
        }
    }

    /// A server, and the shop that asks it.
    record Asked(
            String text,
            TestServer server,
            SettableClock clock,
            TestBrowser browser,
            Shop shop,
            SamlSigner provider,
            TellingProvider telling)
            implements AutoCloseable {

        static Asked start(String text, SettableClock clock, SamlSigner provider, TellingProvider telling) {
            var server = TestServer.start(text, clock);
            var browser = new TestBrowser();
            return new Asked(text, server, clock, browser, new Shop(server, browser), provider, telling);
        }

        private String code() {
            return TestBrowser.answer(shop.begin("/auth/mock", Map.of())).getOrDefault("code", "");
        }

        private HttpResponse<String> tokens() {
            return shop.token(shop.redemption(code()));
        }

        private HttpResponse<String> refresh(String token) {
            return shop.token(Map.of("grant_type", "refresh_token", "refresh_token", token));
        }

        private String refreshes(String token) {
            return word(refresh(token), "lives", "ended");
        }

        private String isActive(String token) {
            return shop.introspect(token).body().contains("\"active\":true") ? "lives" : "ended";
        }

        private String taken(Map<String, String> other) {
            var answer = TestBrowser.answer(shop.begin("/auth/mock", other));
            return answer.containsKey("code") ? "taken" : refusedAs(answer.getOrDefault("error", ""));
        }

        private static String refusedAs(String error) {
            return error.equals("invalid_request") ? "refused" : error;
        }

        /// @param mistake is part of the place that is named if it does not
        private String starts(UnaryOperator<String> edit, String mistake) {
            try {
                TestServer.start(edit.apply(text)).close();
                return "starts";
            } catch (InvalidSettings refused) {
                return String.valueOf(refused.getMessage())
                                .toLowerCase(Locale.ROOT)
                                .contains(mistake.toLowerCase(Locale.ROOT))
                        ? "refused"
                        : String.valueOf(refused.getMessage());
            }
        }

        private String exchanged(String audience) {
            return word(
                    shop.token(Map.of(
                            "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                            "connector_id", "op",
                            "subject_token", telling.idToken(clock.instant(), audience, null),
                            "subject_token_type", "urn:ietf:params:oauth:token-type:id_token",
                            "scope", "openid")),
                    "taken",
                    "refused");
        }

        /// @param told what the provider makes of the nonce of the request
        private String upstream(Function<String, @Nullable String> told) {
            var departure = TestBrowser.answer(browser.get(shop.authorize("/auth/op", Map.of())));
            telling.issueNext(telling.idToken(
                    clock.instant(), TellingProvider.CLIENT_ID, told.apply(departure.getOrDefault("nonce", ""))));
            var back = Map.of("code", "c", "state", departure.getOrDefault("state", ""));
            return outcome(browser.follow(browser.get(server.at("/callback?" + TestBrowser.encode(back)))));
        }

        private String saml(UnaryOperator<String> edit) {
            var departure = browser.get(shop.authorize("/auth/saml", Map.of()));
            var id = Jsoup.parse(departure.body())
                    .select("input[name=RelayState]")
                    .attr("value");
            URI callback = server.at("/callback");
            var posted = browser.post(
                    callback,
                    Map.of("RelayState", id, "SAMLResponse", provider.response(id, callback, clock.instant(), edit)));
            return outcome(browser.follow(browser.submit(posted, Map.of())));
        }

        private static String outcome(HttpResponse<String> answer) {
            if (answer.headers().firstValue("Location").orElse("").startsWith(Shop.REDIRECT_URI + "?code=")) {
                return "taken";
            }
            return answer.body().contains("could not be verified") ? "refused" : answer.body();
        }

        @Override
        public void close() {
            browser.close();
            server.close();
        }
    }
}
