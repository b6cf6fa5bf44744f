package io.lintel.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Two clients that sign their requests with a library that knows nothing of us. The bank must.
final class SigningShop implements AutoCloseable {

    static final String SECRET = "shop-secret-of-more-than-32-bytes-for-hmac";
    static final String BANK_URI = "https://bank.example/callback";
    final RSAKey rsa;
    final ECKey curve;
    final TestServer server;

    SigningShop() throws JOSEException {
        rsa = new RSAKeyGenerator(2048).keyID("r").keyUse(KeyUse.SIGNATURE).generate();
        curve = new ECKeyGenerator(Curve.P_256)
                .keyID("e")
                .keyUse(KeyUse.SIGNATURE)
                .generate();
        var keys = new JWKSet(List.of(rsa.toPublicJWK(), curve.toPublicJWK())).toString();
        server = TestServer.start(TestServer.STANDARD.replace(
                        "secret: shop-secret,", "secret: " + SECRET + ", jwks: '" + keys + "',")
                + "  - {id: bank, name: Bank, secret: bank-secret, redirectURIs: [\"" + BANK_URI + "\"], jwks: '" + keys
                + "', requireSignedRequestObject: true, requestObjectSigningAlg: ES256}\n"
                + "oauth2: {responseTypes: [code, id_token], skipApprovalScreen: true}\n");
    }

    static Map<String, Object> claims(Map<String, Object> other) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("client_id", "shop");
        claims.put("redirect_uri", Shop.REDIRECT_URI);
        claims.put("response_type", "code");
        claims.put("scope", "openid email");
        claims.put("state", "s");
        claims.put("nonce", "n");
        claims.put("connector_id", "local");
        claims.putAll(other);
        return claims;
    }

    String sign(JWSAlgorithm algorithm, Map<String, Object> claims) throws Exception {
        if (algorithm.equals(JWSAlgorithm.HS256)) {
            return sign(algorithm, "", new MACSigner(SECRET), claims);
        }
        return JWSAlgorithm.Family.EC.contains(algorithm)
                ? sign(algorithm, "e", new ECDSASigner(curve), claims)
                : sign(algorithm, "r", new RSASSASigner(rsa), claims);
    }

    String sign(JWSAlgorithm algorithm, String key, JWSSigner signer, Map<String, Object> claims) throws Exception {
        var header = new JWSHeader.Builder(algorithm);
        if (!key.isEmpty()) {
            header.keyID(key);
        }
        var payload = new com.nimbusds.jose.Payload(claims);
        var object = new com.nimbusds.jose.JWSObject(header.build(), payload);
        object.sign(signer);
        return object.serialize();
    }

    static String encode(String text) {
        return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    URI authorize(Map<String, String> parameters) {
        var all = new LinkedHashMap<String, String>();
        all.put("client_id", "shop");
        all.putAll(parameters);
        return server.at("/auth?" + TestBrowser.encode(all));
    }

    static Map<String, String> logIn(TestBrowser browser, URI request) {
        var first = browser.follow(browser.get(request));
        var form = first.body().contains("id=\"password\"")
                ? first
                : browser.follow(browser.get(URI.create(local(first))));
        return TestBrowser.answer(
                browser.submit(form, Map.of("login", "alice@example.org", "password", "correct horse")));
    }

    static String local(HttpResponse<String> choice) {
        return org.jsoup.Jsoup.parse(choice.body(), choice.uri().toString())
                .select("a[href*='/auth/local?']")
                .attr("abs:href");
    }

    HttpResponse<String> push(TestBrowser browser, String client, String secret, Map<String, String> form) {
        return browser.send(HttpRequest.newBuilder(server.at("/par"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", Shop.basic(client, secret))
                .POST(BodyPublishers.ofString(TestBrowser.encode(form))));
    }

    @Override
    public void close() {
        server.close();
    }
}
