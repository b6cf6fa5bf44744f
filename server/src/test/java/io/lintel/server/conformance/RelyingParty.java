package io.lintel.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.AuthorizationCodeValidator;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.lintel.server.TestBrowser;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/// A client that makes of every answer the checks that all modules have in common, and the browser of its end-user.
final class RelyingParty implements AutoCloseable {

    private static final int MOST_PAGES = 6;
    private static final Map<String, String> KILGORE = Map.of("login", "kilgore", "password", "trout");

    private final Provider provider;
    private final ClientID id;
    private final URI redirectUri;
    private final Supplier<ClientAuthentication> proof;
    private final TestBrowser browser;
    private final Map<String, String> person;

    RelyingParty(Provider provider, ClientID id, URI redirectUri, Supplier<ClientAuthentication> proof) {
        this(provider, id, redirectUri, proof, new TestBrowser(), KILGORE);
    }

    private RelyingParty(
            Provider provider,
            ClientID id,
            URI redirectUri,
            Supplier<ClientAuthentication> proof,
            TestBrowser browser,
            Map<String, String> person) {
        this.provider = provider;
        this.id = id;
        this.redirectUri = redirectUri;
        this.proof = proof;
        this.browser = browser;
        this.person = person;
    }

    /// The same client, which proves who it is in another way.
    RelyingParty proving(Supplier<ClientAuthentication> other) {
        return new RelyingParty(provider, id, redirectUri, other, browser, person);
    }

    /// The same client, whose end-user is somebody else.
    RelyingParty of(String login, String password) {
        return new RelyingParty(
                provider, id, redirectUri, proof, browser, Map.of("login", login, "password", password));
    }

    /// The same client, which is answered elsewhere.
    RelyingParty at(URI other) {
        return new RelyingParty(provider, id, other, proof, browser, person);
    }

    ClientID id() {
        return id;
    }

    TestBrowser browser() {
        return browser;
    }

    /// The parameters of a request; an empty text takes one away.
    Map<String, String> request(Variant variant, Map<String, String> other) {
        var request = new LinkedHashMap<String, String>();
        request.put("client_id", id.getValue());
        request.put("redirect_uri", redirectUri.toString());
        request.put("response_type", variant.types());
        request.put("scope", "openid");
        request.put("state", UUID.randomUUID().toString());
        request.put("nonce", UUID.randomUUID().toString());
        if (variant.isPosted()) {
            request.put("response_mode", "form_post");
        }
        request.putAll(other);
        request.values().removeIf(String::isEmpty);
        return request;
    }

    /// Sends the browser to the authorization endpoint; the end-user logs in and consents where they are asked to.
    Arrival ask(Variant variant, Map<String, String> other) {
        return send(variant, request(variant, other));
    }

    /// @param request every parameter
    Arrival send(Variant variant, Map<String, String> request) {
        return walk(variant, request, browser.get(authorization(request)));
    }

    /// The same as a form, as a browser posts it from the client's site.
    Arrival post(Variant variant, Map<String, String> request) {
        return walk(
                variant,
                request,
                browser.send(HttpRequest.newBuilder(provider.metadata().getAuthorizationEndpointURI())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", "https://rp.example")
                        .header("Sec-Fetch-Site", "cross-site")
                        .POST(BodyPublishers.ofString(TestBrowser.encode(request)))));
    }

    /// The first page that the end-user sees of a request.
    HttpResponse<String> page(Map<String, String> request) {
        return browser.follow(browser.get(authorization(request)));
    }

    private URI authorization(Map<String, String> request) {
        return URI.create(provider.metadata().getAuthorizationEndpointURI() + "?" + TestBrowser.encode(request));
    }

    private Arrival walk(Variant variant, Map<String, String> request, HttpResponse<String> first) {
        var page = browser.follow(first);
        var logins = 0;
        for (var pages = 0; pages < MOST_PAGES; pages++) {
            var document = Jsoup.parse(page.body());
            if (document.selectFirst("input[name=password]") != null) {
                logins++;
                page = browser.follow(browser.submit(page, person));
            } else if (document.selectFirst("button[name=approval]") != null) {
                page = browser.follow(browser.submit(page, Map.of("approval", "approve")));
            } else {
                break;
            }
        }
        return new Arrival(variant, URI.create(provider.metadata().getIssuer().getValue()), request, page, logins);
    }

    /// Everything that the response type promises.
    Completed complete(Variant variant, Map<String, String> other) throws Exception {
        return complete(ask(variant, other), null);
    }

    Completed complete(Arrival arrival) throws Exception {
        return complete(arrival, null);
    }

    Completed complete(Arrival arrival, @Nullable CodeVerifier verifier) throws Exception {
        var told = arrival.success();
        var nonce = arrival.asked().get("nonce");
        var code = told.get("code");
        var inFront = told.get("access_token");
        JWT rawFront = told.containsKey("id_token") ? JWTParser.parse(told.get("id_token")) : null;
        IDTokenClaimsSet front = null;
        if (rawFront != null) {
            front = checked(rawFront, nonce);
            requireHashes(rawFront, front, inFront, code);
        }
        var info = inFront == null ? null : userInfo(new BearerAccessToken(inFront));
        if (inFront != null) {
            assertThat(told.get("token_type")).isEqualToIgnoringCase("bearer");
            assertThat(Long.parseLong(told.getOrDefault("expires_in", "0"))).isPositive();
        }
        if (code == null) {
            return new Completed(
                    arrival,
                    front,
                    null,
                    rawFront,
                    inFront == null ? null : new BearerAccessToken(inFront),
                    null,
                    info);
        }
        assertThat(code).as("128 random bits or more").hasSizeGreaterThanOrEqualTo(22);
        var tokens = tokens(redemption(code, verifier)).getOIDCTokens();
        var back = checked(tokens.getIDToken(), nonce);
        if (back.getAccessTokenHash() != null) {
            AccessTokenValidator.validate(
                    tokens.getAccessToken(), algorithm(tokens.getIDToken()), back.getAccessTokenHash());
        }
        if (front != null) {
            assertThat(back.getSubject()).isEqualTo(front.getSubject());
            assertThat(back.getIssuer()).isEqualTo(front.getIssuer());
        }
        var refresh = tokens.getRefreshToken();
        info = userInfo(tokens.getAccessToken());
        assertThat(info.getSubject()).isEqualTo(back.getSubject());
        return new Completed(
                arrival,
                front,
                back,
                tokens.getIDToken(),
                tokens.getAccessToken(),
                refresh == null ? null : refresh.getValue(),
                info);
    }

    AuthorizationCodeGrant redemption(String code, @Nullable CodeVerifier verifier) {
        return new AuthorizationCodeGrant(new AuthorizationCode(code), redirectUri, verifier);
    }

    /// What the token endpoint gives, with what every success has (OpenID Connect Core, section 3.1.3.3).
    OIDCTokenResponse tokens(AuthorizationGrant grant) throws Exception {
        var answer = token(grant);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
        assertThat(answer.getEntityContentType().getType()).isEqualTo("application/json");
        assertThat(answer.getHeaderValue("Cache-Control")).contains("no-store");
        var tokens = (OIDCTokenResponse) OIDCTokenResponseParser.parse(answer).toSuccessResponse();
        assertThat(tokens.getTokens().getAccessToken().getLifetime()).isPositive();
        assertThat(tokens.getOIDCTokens().getIDToken()).isNotNull();
        return tokens;
    }

    /// The bare answer of the token endpoint.
    HTTPResponse token(AuthorizationGrant grant) throws Exception {
        return new TokenRequest.Builder(provider.metadata().getTokenEndpointURI(), proof.get(), grant)
                .build()
                .toHTTPRequest()
                .send();
    }

    /// Another ID token of the token endpoint, such as that of a refresh.
    IDTokenClaimsSet checked(JWT token, @Nullable String nonce) throws Exception {
        assertThat(token.getHeader()).isInstanceOf(JWSHeader.class);
        var kid = ((JWSHeader) token.getHeader()).getKeyID();
        var keys = provider.keys();
        assertThat(keys.getKeyByKeyId(kid)).as("kid " + kid).isNotNull();
        var algorithm = algorithm(token);
        assertThat(provider.metadata().getIDTokenJWSAlgs()).contains(algorithm);
        var validator = new IDTokenValidator(provider.metadata().getIssuer(), id, algorithm, keys);
        validator.setMaxClockSkew((int) Duration.ofHours(1).toSeconds());
        var claims = validator.validate(token, nonce == null ? null : new Nonce(nonce));
        requireClaims(claims);
        return claims;
    }

    private static JWSAlgorithm algorithm(JWT token) {
        return ((JWSHeader) token.getHeader()).getAlgorithm();
    }

    private void requireClaims(IDTokenClaimsSet claims) {
        var now = provider.clock().instant();
        assertThat(claims.getIssueTime().toInstant()).isBetween(now.minus(Duration.ofMinutes(1)), now.plusSeconds(1));
        assertThat(claims.getExpirationTime().toInstant()).isAfter(now);
        assertThat(claims.getSubject().getValue())
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(255)
                .isASCII();
        var time = claims.getClaim("auth_time");
        assertThat(time == null || time instanceof Number).isTrue();
    }

    private static void requireHashes(
            JWT token, IDTokenClaimsSet claims, @Nullable String accessToken, @Nullable String code) throws Exception {
        assertThat(claims.getAccessTokenHash() != null).isEqualTo(accessToken != null);
        assertThat(claims.getCodeHash() != null).isEqualTo(code != null);
        if (accessToken != null) {
            AccessTokenValidator.validate(
                    new BearerAccessToken(accessToken), algorithm(token), claims.getAccessTokenHash());
        }
        if (code != null) {
            AuthorizationCodeValidator.validate(new AuthorizationCode(code), algorithm(token), claims.getCodeHash());
        }
    }

    UserInfo userInfo(AccessToken token) throws Exception {
        var answer = new UserInfoRequest(provider.metadata().getUserInfoEndpointURI(), (BearerAccessToken) token)
                .toHTTPRequest()
                .send();
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
        assertThat(answer.getEntityContentType().getType()).isEqualTo("application/json");
        return Objects.requireNonNull(
                UserInfoResponse.parse(answer).toSuccessResponse().getUserInfo());
    }

    static Map<String, String> scope(String... scopes) {
        return Map.of("scope", new Scope(scopes).toString());
    }

    @Override
    public void close() {
        browser.close();
    }
}
