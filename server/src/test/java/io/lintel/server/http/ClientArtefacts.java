package io.lintel.server.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.http.Bound.Bearer;
import io.lintel.server.http.Cast.Person;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

/// What clients show.
final class ClientArtefacts {

    /// The example of RFC 7636, appendix B.
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private ClientArtefacts() {}

    private static String client(Bearer as) {
        return as == Bearer.OTHER_CLIENT ? "bank" : "shop";
    }

    /// Another browser has another verifier at the client (RFC 7636).
    static Bound code(Cast cast, TestServer given) {
        var asked = Map.of("code_challenge", CHALLENGE, "code_challenge_method", "S256");
        var code = Cast.code(cast.logIn(cast.freshBrowser(), given, "shop", Person.ALICE, asked));
        return (as, at) -> Cast.isTaken(cast.ask(
                at,
                "/token",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        Shop.REDIRECT_URI,
                        "code_verifier",
                        as == Bearer.OTHER_BROWSER ? CHALLENGE : VERIFIER),
                client(as)));
    }

    /// Each use comes after the window for those who lost the answer.
    static Bound refreshToken(Cast cast, TestServer given) {
        var token = Shop.member(cast.tokens(given, cast.freshBrowser(), Person.ALICE), "refresh_token");
        return (as, at) -> {
            cast.clock().advance(Duration.ofSeconds(2));
            return Cast.isTaken(
                    cast.ask(at, "/token", Map.of("grant_type", "refresh_token", "refresh_token", token), client(as)));
        };
    }

    static Bound deviceCode(Cast cast, TestServer given) {
        var asked = cast.ask(given, "/device/code", Map.of("scope", "openid"), "shop");
        var approved = BrowserArtefacts.typeUserCode(
                cast, cast.freshBrowser(), given, Shop.member(asked, "user_code"), Person.ALICE);
        if (!approved) {
            throw new AssertionError("the device was not approved");
        }
        var form = Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:device_code",
                "device_code",
                Shop.member(asked, "device_code"));
        return (as, at) -> Cast.isTaken(cast.ask(at, "/token", form, client(as)));
    }

    /// Taken when the browser is shown the form for the password.
    static Bound pushedRequest(Cast cast, TestServer given) {
        var pushed = cast.ask(given, "/par", Shop.request(Map.of()), "shop");
        var uri = Shop.member(pushed, "request_uri");
        return (as, at) -> {
            var browser = cast.freshBrowser();
            var path = as == Bearer.OTHER_CONNECTOR ? "/auth/door?" : "/auth/local?";
            var reference = TestBrowser.encode(Map.of("client_id", client(as), "request_uri", uri));
            var page = cast.follow(browser, at, browser.get(at.at(path + reference)));
            return Cast.isTaken(page) && page.body().contains("name=\"password\"");
        };
    }

    static Bound accessTokenAtUserInfo(Cast cast, TestServer given) {
        var token = Shop.member(cast.tokens(given, cast.freshBrowser(), Person.ALICE), "access_token");
        return (_, at) -> Cast.isTaken(
                cast.send(HttpRequest.newBuilder(at.at("/userinfo")).header("Authorization", "Bearer " + token)));
    }

    static Bound accessTokenAtIntrospection(Cast cast, TestServer given) {
        var token = Shop.member(cast.tokens(given, cast.freshBrowser(), Person.ALICE), "access_token");
        return (as, at) -> {
            var answer = cast.ask(at, "/token/introspect", Map.of("token", token), client(as));
            return Cast.isTaken(answer) && answer.body().contains("\"active\":true");
        };
    }

    /// Another connector that is asked about the token knows nothing of tokens.
    static Bound subjectToken(Cast cast, TestServer given) {
        var token = UUID.randomUUID().toString();
        return (as, at) -> Cast.isTaken(cast.ask(
                at,
                "/token",
                Map.of(
                        "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                        "connector_id", as == Bearer.OTHER_CONNECTOR ? "door" : "mock",
                        "subject_token", token,
                        "subject_token_type", "urn:ietf:params:oauth:token-type:access_token",
                        "scope", "openid"),
                client(as)));
    }

    /// Both clients have the same secret: nothing but its words binds the assertion to one of them.
    static Bound clientAssertion(Cast cast, TestServer given) {
        var now = cast.clock().instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer("clerk")
                .subject("clerk")
                .audience(Cast.ISSUER)
                .expirationTime(Date.from(now.plusSeconds(600)))
                .jwtID(UUID.randomUUID().toString())
                .build();
        var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            jwt.sign(new MACSigner(Cast.SIGNER_SECRET));
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
        return (as, at) -> Cast.isTaken(cast.send(HttpRequest.newBuilder(at.at("/token/introspect"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(TestBrowser.encode(Map.of(
                        "client_id",
                        as == Bearer.OTHER_CLIENT ? "scribe" : "clerk",
                        "client_assertion_type",
                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        "client_assertion",
                        jwt.serialize(),
                        "token",
                        "x"))))));
    }

    /// Another client has a registration of its own, at which it shows this token.
    static Bound registrationToken(Cast cast, TestServer given) {
        var own = register(cast, given);
        var token = Shop.member(own, "registration_access_token");
        var other = address(register(cast, given));
        return (as, at) ->
                Cast.isTaken(cast.send(HttpRequest.newBuilder(at.at(as == Bearer.OTHER_CLIENT ? other : address(own)))
                        .header("Authorization", "Bearer " + token)));
    }

    private static URI address(HttpResponse<String> registered) {
        return URI.create(Shop.member(registered, "registration_client_uri"));
    }

    private static HttpResponse<String> register(Cast cast, TestServer at) {
        return cast.send(HttpRequest.newBuilder(at.at("/register"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + Cast.INITIAL_TOKEN)
                .POST(BodyPublishers.ofString(
                        "{\"redirect_uris\":[\"https://stall.example/callback\"],\"client_name\":\"Stall\"}")));
    }
}
