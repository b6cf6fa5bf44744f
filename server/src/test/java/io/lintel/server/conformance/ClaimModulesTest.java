package io.lintel.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The modules about what clients are told of end-users.
final class ClaimModulesTest {

    private static final List<String> PROFILE = List.of(
            "name",
            "family_name",
            "given_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "gender",
            "birthdate",
            "zoneinfo",
            "locale",
            "updated_at");
    private static final List<String> EMAIL = List.of("email", "email_verified");
    private static final List<String> ADDRESS = List.of("address");
    private static final List<String> PHONE = List.of("phone_number", "phone_number_verified");

    /// Alice, of whom everything is known, is the only one who may log in.
    private static final String ALICE = """
            enablePasswordDB: true
            staticPasswords:
              - email: alice@example.org
                hash: "$2a$10$ZSiC5rQK6jxbr7xd9ZQLL.kuKTzpOkmTEohKJ.JCPtqTBy3RGq0Lm"
                username: alice
                name: Alice Liddell
                preferredUsername: ally
                userID: a11ce
                claims:
                  given_name: Alice
                  family_name: Liddell
                  middle_name: Pleasance
                  nickname: Al
                  profile: https://alice.example/
                  picture: https://alice.example/me.png
                  website: https://alice.example/home
                  gender: female
                  birthdate: "1852-05-04"
                  zoneinfo: Europe/London
                  locale: en-GB
                  updated_at: "2026-01-02T03:04:05Z"
                  phone_number: "+44 1865 276150"
                  phone_number_verified: true
                  address: {street_address: Christ Church, locality: Oxford, postal_code: OX1 1DP, country: UK}
            """;

    private static Provider provider;

    /// Alice logs in once: this is not about logins.
    private static RelyingParty client;

    @BeforeAll
    static void start() throws Exception {
        var text = Provider.STANDARD;
        provider = Provider.start(text.substring(0, text.indexOf("connectors:"))
                + text.substring(text.indexOf("staticClients:"))
                + ALICE);
        client = provider.client("rp").of("alice@example.org", "correct horse");
    }

    @AfterAll
    static void stop() {
        client.close();
        provider.close();
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#withAccessToken")
    @DisplayName("oidcc-userinfo-get")
    void userinfoAnswersGet(Variant variant) throws Exception {
        assertThatItAnswers(variant, HTTPRequest.Method.GET);
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#withAccessToken")
    @DisplayName("oidcc-userinfo-post-header")
    void userinfoAnswersPost(Variant variant) throws Exception {
        assertThatItAnswers(variant, HTTPRequest.Method.POST);
    }

    private void assertThatItAnswers(Variant variant, HTTPRequest.Method method) throws Exception {
        var completed = client.complete(variant, Map.of());
        var request = new HTTPRequest(method, provider.metadata().getUserInfoEndpointURI());
        request.setAuthorization(completed.requireAccessToken().toAuthorizationHeader());
        if (method == HTTPRequest.Method.POST) {
            request.setContentType("application/x-www-form-urlencoded");
        }

        assertThat(info(request).getSubject()).isEqualTo(completed.idToken().getSubject());
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#withAccessToken")
    @DisplayName("oidcc-userinfo-post-body")
    void accessTokenMayBePosted(Variant variant) throws Exception {
        var completed = client.complete(variant, Map.of());
        var request = new UserInfoRequest(
                provider.metadata().getUserInfoEndpointURI(), HTTPRequest.Method.POST, (BearerAccessToken)
                        completed.requireAccessToken());
        assertThat(request.toHTTPRequest().getBody()).startsWith("access_token=");

        assertThat(info(request.toHTTPRequest()).getSubject())
                .isEqualTo(completed.idToken().getSubject());
    }

    private static UserInfo info(HTTPRequest request) throws Exception {
        return UserInfoResponse.parse(request.send()).toSuccessResponse().getUserInfo();
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-scope-profile")
    void profileTellsItsClaims(Variant variant) throws Exception {
        assertThatItTells(client.complete(variant, RelyingParty.scope("openid", "profile")), PROFILE);
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-scope-email")
    void emailTellsItsClaims(Variant variant) throws Exception {
        assertThatItTells(client.complete(variant, RelyingParty.scope("openid", "email")), EMAIL);
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-scope-address")
    void addressTellsItsClaim(Variant variant) throws Exception {
        assertThatItTells(client.complete(variant, RelyingParty.scope("openid", "address")), ADDRESS);
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-scope-phone")
    void phoneTellsItsClaims(Variant variant) throws Exception {
        assertThatItTells(client.complete(variant, RelyingParty.scope("openid", "phone")), PHONE);
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-scope-all")
    void allScopesTellAllClaims(Variant variant) throws Exception {
        assertThatItTells(
                client.complete(variant, RelyingParty.scope("openid", "profile", "email", "address", "phone")),
                Stream.of(PROFILE, EMAIL, ADDRESS, PHONE).flatMap(List::stream).toList());
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-ensure-other-scope-order-succeeds")
    void orderOfScopesDoesNotMatter(Variant variant) throws Exception {
        assertThatItTells(client.complete(variant, RelyingParty.scope("email", "openid")), EMAIL);
    }

    /// These claims, each of the type it must have (OpenID Connect Core, sections 5.1 and 5.4), and none of another
    /// scope.
    private static void assertThatItTells(Completed completed, List<String> claims) {
        var scopes = completed.arrival().asked().getOrDefault("scope", "");
        assertThat(provider.metadata().getScopes().toStringList()).contains(scopes.split(" ", -1));
        for (var claim :
                Stream.of(PROFILE, EMAIL, ADDRESS, PHONE).flatMap(List::stream).toList()) {
            var value = completed.claim(claim);
            assertThat(value != null).as(claim).isEqualTo(claims.contains(claim));
            if (value != null) {
                assertThat(value).as(claim).isInstanceOf(type(claim));
            }
        }
        if (claims.contains("birthdate")) {
            assertThat(String.valueOf(completed.claim("birthdate"))).matches("\\d{4}-\\d{2}-\\d{2}");
        }
    }

    private static Class<?> type(String claim) {
        return switch (claim) {
            case "updated_at" -> Number.class;
            case "email_verified", "phone_number_verified" -> Boolean.class;
            case "address" -> Map.class;
            default -> String.class;
        };
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-claims-essential")
    void essentialClaimIsToldWhereItWasAskedFor(Variant variant) throws Exception {
        var place = variant.types().equals("id_token") ? "id_token" : "userinfo";

        var completed =
                client.complete(variant, Map.of("claims", "{\"" + place + "\":{\"name\":{\"essential\":true}}}"));

        assertThat(completed.claim("name")).isEqualTo("Alice Liddell");
        if (place.equals("userinfo")) {
            assertThat(completed.idToken().getClaim("name")).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-ensure-request-with-acr-values-succeeds")
    void acrIsOneOfThoseAskedFor(Variant variant) throws Exception {
        var offered = provider.metadata().getACRs().stream()
                .map(acr -> acr.getValue())
                .toList();
        assertThat(offered).isNotEmpty();

        var completed = client.complete(variant, Map.of("acr_values", String.join(" ", offered)));

        assertThat(completed.idToken().getACR().getValue()).isIn(offered);
        var inFront = completed.arrival().told().get("id_token");
        if (inFront != null) {
            assertThat(JWTParser.parse(inFront).getJWTClaimsSet().getStringClaim("acr"))
                    .isIn(offered);
        }
    }
}
