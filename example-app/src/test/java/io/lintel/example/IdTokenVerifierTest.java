package io.lintel.example;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IdTokenVerifierTest {

    private static final long NOW = 1_800_000_000L;
    private static final TestKey KEY = TestKey.of("k1", "ES256");
    private static final TestKey OTHER = TestKey.of("k2", "ES256");

    private final IdTokenVerifier verifier =
            new IdTokenVerifier("https://issuer", "shop", Clock.fixed(Instant.ofEpochSecond(NOW), UTC));

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "ES256", "EdDSA"})
    void tokenSignedWithAPublishedKeyIsBelieved(String algorithm) {
        var key = TestKey.of("key", algorithm);

        assertThat(verify(key.sign(claims()), key).requireText("sub")).isEqualTo("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "ES256", "EdDSA"})
    void changedTokenIsRefused(String algorithm) {
        var key = TestKey.of("key", algorithm);
        var token = key.sign(claims());
        var position = token.indexOf('.') + 10;
        var changed = token.substring(0, position)
                + (token.charAt(position) == 'A' ? 'B' : 'A')
                + token.substring(position + 1);

        assertThatThrownBy(() -> verify(changed, key)).isInstanceOf(SignInException.class);
        assertThatThrownBy(() -> verify(token.substring(0, token.length() - 4), key))
                .isInstanceOf(SignInException.class);
    }

    @Test
    void keyOfTheSameNameButAnotherPairIsRefused() {
        var forged = TestKey.of("k1", "ES256").sign(claims());

        assertThatThrownBy(() -> verify(forged, KEY)).hasMessageContaining("signature");
    }

    @Test
    void unpublishedKeyIsRefused() {
        assertThatThrownBy(() -> verify(OTHER.sign(claims()), KEY)).hasMessageContaining("does not publish");
    }

    @Test
    void keyIsFoundByItsName() {
        assertThat(verify(OTHER.sign(claims()), KEY, OTHER).requireText("sub")).isEqualTo("alice");
    }

    @Test
    void tokenThatNamesNoKeyIsRefusedIfThereAreSeveral() {
        var token = KEY.sign(Map.of("alg", "ES256"), claims());

        assertThat(verify(token, KEY).requireText("sub")).isEqualTo("alice");
        assertThatThrownBy(() -> verify(token, KEY, OTHER)).hasMessageContaining("does not publish");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "NONE", "HS256", "RS256", "EdDSA", "ES384"})
    void algorithmTheKeyIsNotForIsRefused(String algorithm) {
        var token = KEY.sign(Map.of("alg", algorithm, "kid", "k1"), claims());

        assertThatThrownBy(() -> verify(token, KEY)).hasMessageContaining("(alg)");
    }

    @Test
    void publicKeyUsedAsSecretOfAnHmacIsRefused() throws Exception {
        var input = TestKey.encode("{\"alg\":\"HS256\",\"kid\":\"k1\"}".getBytes(UTF_8)) + "."
                + TestKey.encode(TestKey.json(claims()).getBytes(UTF_8));
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.pair().getPublic().getEncoded(), "HmacSHA256"));
        var token = input + "." + TestKey.encode(mac.doFinal(input.getBytes(US_ASCII)));

        assertThatThrownBy(() -> verify(token, KEY)).hasMessageContaining("(alg)");
    }

    @Test
    void emptySignatureIsRefused() {
        var token = KEY.sign(claims());

        assertThatThrownBy(() -> verify(token.substring(0, token.lastIndexOf('.') + 1), KEY))
                .hasMessageContaining("signature");
    }

    @Test
    void unknownCriticalExtensionIsRefused() {
        var token = KEY.sign(Map.of("alg", "ES256", "kid", "k1", "crit", "[\"x\"]"), claims());

        assertThatThrownBy(() -> verify(token, KEY)).hasMessageContaining("(crit)");
    }

    @ParameterizedTest
    @CsvSource({
        "iss, https://other, (iss)",
        "iss, https://issuer/, (iss)",
        "aud, thief, (aud)",
        "azp, thief, (azp)",
        "nonce, another, (nonce)",
        "sub, '', (sub)",
    })
    void claimWithAnotherValueIsRefused(String name, String value, String reason) {
        var claims = claims();
        claims.put(name, value);

        assertThatThrownBy(() -> verify(KEY.sign(claims), KEY)).hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "sub", "aud", "exp", "iat", "nonce"})
    void missingClaimIsRefused(String name) {
        var claims = claims();
        claims.remove(name);

        assertThatThrownBy(() -> verify(KEY.sign(claims), KEY)).hasMessageContaining(name);
    }

    @Test
    void severalAudiencesNeedUsAsAuthorizedParty() {
        var claims = claims();
        claims.put("aud", "[\"shop\",\"other\"]");
        assertThatThrownBy(() -> verify(KEY.sign(claims), KEY)).hasMessageContaining("azp");

        claims.put("azp", "shop");
        assertThat(verify(KEY.sign(claims), KEY).texts("aud")).containsExactly("shop", "other");
    }

    @Test
    void timesAreCheckedWithLittleTolerance() {
        assertThat(verify(KEY.sign(times(NOW + 20, NOW - 20)), KEY)).isNotNull();
        assertThatThrownBy(() -> verify(KEY.sign(times(NOW - 100, NOW - 40)), KEY))
                .hasMessageContaining("(exp)");
        assertThatThrownBy(() -> verify(KEY.sign(times(NOW + 40, NOW + 600)), KEY))
                .hasMessageContaining("(iat)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "EdDSA"})
    void accessTokenMustMatchItsHash(String algorithm) throws Exception {
        var key = TestKey.of("key", algorithm);
        var digest = MessageDigest.getInstance(algorithm.equals("EdDSA") ? "SHA-512" : "SHA-256")
                .digest("access".getBytes(US_ASCII));
        var claims = claims();
        claims.put("at_hash", TestKey.encode(Arrays.copyOf(digest, digest.length / 2)));
        var token = key.sign(claims);

        assertThat(verify(token, key)).isNotNull();
        assertThatThrownBy(() -> verifier.verify(token, "n", "another", keys(key)))
                .hasMessageContaining("(at_hash)");
    }

    @Test
    void refreshedTokenMustBeAboutTheSameUser() {
        var before = verify(KEY.sign(claims()), KEY);
        var claims = claims();
        claims.remove("nonce");
        assertThat(verifier.verifyRefreshed(KEY.sign(claims), before, "access", keys(KEY)))
                .isNotNull();

        claims.put("sub", "mallory");
        assertThatThrownBy(() -> verifier.verifyRefreshed(KEY.sign(claims), before, "access", keys(KEY)))
                .hasMessageContaining("(sub)");
    }

    @Test
    void weakAndUnknownKeysAreLeftOut() {
        var weak = TestKey.generate("weak", "RS256", "RSA", 1024);
        var set = JwkSet.parse(
                "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AA\"},{\"kid\":\"x\"},7," + weak.jwk() + "," + KEY.jwk() + "]}");

        assertThat(set.keys()).extracting(Jwk::keyId).containsExactly("k1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a.b.c.d", "e30.e30", "!.e30.e30", "e30=.e30.", "e31.e30.", "W10.e30."})
    void whatIsNoTokenIsRefused(String token) {
        assertThatThrownBy(() -> verify(token, KEY)).isInstanceOf(SignInException.class);
    }

    private Json.Members verify(String token, TestKey... keys) {
        return verifier.verify(token, "n", "access", keys(keys));
    }

    private static JwkSet keys(TestKey... keys) {
        return JwkSet.parse(TestKey.keySet(keys));
    }

    private static Map<String, Object> claims() {
        return new HashMap<>(Map.of(
                "iss", "https://issuer", "sub", "alice", "aud", "shop", "nonce", "n", "exp", NOW + 60, "iat", NOW));
    }

    private static Map<String, Object> times(long issuedAt, long expires) {
        var claims = claims();
        claims.put("iat", issuedAt);
        claims.put("exp", expires);
        return claims;
    }
}
