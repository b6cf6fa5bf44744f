package io.lintel.connector.oidc;

import static io.lintel.connector.oidc.FakeProvider.CLIENT_ID;
import static io.lintel.connector.oidc.FakeProvider.KEY;
import static io.lintel.connector.oidc.FakeProvider.NOW;
import static io.lintel.connector.oidc.TestOidc.ALICE;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static io.lintel.connector.testkit.LoginResults.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Refusal;
import io.lintel.connector.testkit.Departures;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// ID tokens that prove nothing: at the end of a login, where the provider itself answers with them, and as subject
/// tokens, where a stranger shows them.
final class ForgedTokenTest {

    private static final String ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";

    private final FakeProvider provider = new FakeProvider();
    private final OidcConnector connector = Setup.of(provider).open();

    @BeforeEach
    void put() {
        provider.put(ALICE, TestOidc.alice());
    }

    @AfterEach
    void close() {
        connector.close();
        provider.close();
    }

    static Stream<Arguments> claims() {
        var now = NOW.getEpochSecond();
        return Stream.of(
                Arguments.of("iss", "https://evil.example"),
                Arguments.of("iss", null),
                Arguments.of("iss", List.of("https://evil.example")),
                Arguments.of("aud", "another-client"),
                Arguments.of("aud", CLIENT_ID + " "),
                Arguments.of("aud", null),
                Arguments.of("aud", List.of()),
                Arguments.of("aud", List.of(CLIENT_ID, "another-client")),
                Arguments.of("azp", "another-client"),
                Arguments.of("exp", now - 60),
                Arguments.of("exp", null),
                Arguments.of("iat", now + 61),
                Arguments.of("iat", null),
                Arguments.of("nbf", now + 61),
                Arguments.of("sub", null),
                Arguments.of("sub", ""));
    }

    @ParameterizedTest
    @MethodSource("claims")
    @Tag("SEC-I2")
    @Tag("SEC-G7")
    void tokenWithAWrongClaimLogsNobodyIn(String claim, @Nullable Object value) {
        provider.spoil(claim, value);

        faulty(Fault.INVALID_RESPONSE, () -> TestOidc.logIn(connector, provider));
    }

    @ParameterizedTest
    @MethodSource("claims")
    @Tag("SEC-F1")
    @Tag("SEC-G7")
    void tokenWithAWrongClaimIsNobodys(String claim, @Nullable Object value) {
        provider.spoil(claim, value);

        refused(Refusal.WRONG_CREDENTIALS, shown(provider.idToken(ALICE, CLIENT_ID)));
    }

    @Test
    @Tag("SEC-G7")
    void clocksMayDifferByAMinute() {
        var now = NOW.getEpochSecond();
        provider.spoil("exp", now - 59);
        provider.spoil("iat", now + 60);
        provider.spoil("nbf", now + 60);

        authenticated(TestOidc.logIn(connector, provider));
        authenticated(shown(provider.idToken(ALICE, CLIENT_ID)));
    }

    @Test
    @Tag("SEC-I2")
    void severalAudiencesNeedUsAsTheParty() {
        provider.spoil("aud", List.of(CLIENT_ID, "another-client"));
        provider.spoil("azp", CLIENT_ID);

        authenticated(TestOidc.logIn(connector, provider));
    }

    @Test
    @Tag("SEC-I2")
    void tokenOfAnotherLoginLogsNobodyIn() {
        provider.spoil("nonce", "that-of-another-login");

        faulty(Fault.INVALID_RESPONSE, () -> TestOidc.logIn(connector, provider));
        try (var dex = Setup.of(provider).dexCompatible().open()) {
            faulty(Fault.INVALID_RESPONSE, () -> TestOidc.logIn(dex, provider));
        }
    }

    @Test
    @Tag("SEC-I2")
    void nonceMayBeMissingInDexAlone() {
        provider.spoil("nonce", null);

        faulty(Fault.INVALID_RESPONSE, () -> TestOidc.logIn(connector, provider));
        try (var dex = Setup.of(provider).dexCompatible().open()) {
            authenticated(TestOidc.logIn(dex, provider));
        }
    }

    @Test
    @Tag("SEC-I2")
    void hashesOfTheCompanionsCountWhereTheyAre() {
        provider.spoil("at_hash", null);
        provider.spoil("c_hash", null);
        authenticated(TestOidc.logIn(connector, provider));

        provider.spoil("at_hash", FakeProvider.base64("another", 16));
        faulty(Fault.INVALID_RESPONSE, () -> TestOidc.logIn(connector, provider));

        provider.spoil("at_hash", 1);
        faulty(Fault.INVALID_RESPONSE, () -> TestOidc.logIn(connector, provider));

        provider.spoil("at_hash", null);
        provider.spoil("c_hash", FakeProvider.base64("another", 16));
        faulty(Fault.INVALID_RESPONSE, () -> TestOidc.logIn(connector, provider));
    }

    @Test
    @Tag("SEC-G1")
    void algorithmIsNotTheTokens() {
        everyoneRefuses(claims -> unsigned("{\"alg\":\"none\"}", claims, ""));
        everyoneRefuses(claims -> unsigned("{\"alg\":\"NONE\"}", claims, ""));
        everyoneRefuses(claims -> unsigned("{}", claims, "AAAA"));
        everyoneRefuses(claims -> unsigned("{\"alg\":\"RS256\"}", claims, ""));
        everyoneRefuses(claims -> unsigned(
                "{\"alg\":\"RS256\"}", claims, Base64URL.encode(new byte[256]).toString()));
        everyoneRefuses(claims -> mac(claims, KEY.getModulus().decode()));
        everyoneRefuses(claims -> mac(claims, pem()));
        everyoneRefuses(
                claims -> mac(claims, FakeProvider.CLIENT_SECRET.repeat(2).getBytes(UTF_8)));
        everyoneRefuses(claims -> FakeProvider.signed(
                claims,
                KEY,
                new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("the-key").build()));
    }

    @Test
    @Tag("SEC-G1")
    void extensionsAndDuplicatesAreRefused() {
        everyoneRefuses(claims -> FakeProvider.signed(
                claims,
                KEY,
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .criticalParams(Set.of("exp"))
                        .customParam("exp", 1)
                        .build()));
        everyoneRefuses(
                claims -> signedText(claims.replaceFirst("\\{", "{\"sub\":\"somebody\",\"sub\":\"somebody\",")));
        everyoneRefuses(claims -> FakeProvider.signed(claims, KEY) + "=");
        everyoneRefuses(claims -> FakeProvider.signed(claims, KEY).replaceFirst("\\.", "\n."));
    }

    @Test
    @Tag("SEC-G2")
    void keysNamedInTheHeaderAreIgnored() {
        var own = FakeProvider.key("own");
        everyoneRefuses(claims -> FakeProvider.signed(
                claims,
                own,
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .jwk(own.toPublicJWK())
                        .jwkURL(URI.create(provider.issuer() + "/jku"))
                        .x509CertURL(URI.create(provider.issuer() + "/x5u"))
                        .build()));

        assertThat(provider.asked("/jku")).isEmpty();
        assertThat(provider.asked("/x5u")).isEmpty();
    }

    @Test
    @Tag("SEC-G3")
    void weakKeysArePassedOver() throws JOSEException {
        var weak = new RSAKeyGenerator(1024, true).keyID("weak").generate();
        var secret = Map.<String, Object>of(
                "kty",
                "oct",
                "kid",
                "shared",
                "k",
                Base64URL.encode(FakeProvider.CLIENT_SECRET).toString());
        provider.publish(List.of(
                weak.toPublicJWK().toJSONObject(), secret, KEY.toPublicJWK().toJSONObject()));

        authenticated(TestOidc.logIn(connector, provider));
        everyoneRefuses(claims -> FakeProvider.signed(claims, weak));
    }

    @Test
    @Tag("SEC-G6")
    void hugeAndDeepTokensAreRefused() {
        everyoneRefuses(_ -> signedText("{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}"));
        refused(Refusal.WRONG_CREDENTIALS, shown("a".repeat(70_000) + ".b.c"));
        provider.spoil("padding", "x".repeat(60_000));
        refused(Refusal.WRONG_CREDENTIALS, shown(provider.idToken(ALICE, CLIENT_ID)));
    }

    /// What was verified is told by the issuer the operator wrote down, not by the address.
    @Test
    @Tag("SEC-I2")
    void aliasIsWhatTheProviderMustCallItself() {
        try (var aliased = Setup.of(provider).issuerAlias("https://op.example").open()) {
            faulty(Fault.MISCONFIGURED, () -> TestOidc.logIn(aliased, provider));
            provider.announce("issuer", "https://op.example");
            provider.announce("authorization_response_iss_parameter_supported", false);
        }
        provider.spoil("iss", "https://op.example");
        faulty(Fault.MISCONFIGURED, () -> TestOidc.logIn(connector, provider));
        try (var aliased = Setup.of(provider).issuerAlias("https://op.example").open()) {
            var request = TestLogins.request();
            var departure = aliased.begin(request);
            var callback = Departures.without(TestOidc.callback(provider, departure), "iss");
            authenticated(aliased.finish(request, departure.remember(), callback));
        }
    }

    @Test
    @Tag("SEC-F1")
    void listedClientsMayShowTheirTokens() {
        try (var trusting = Setup.of(provider).subjectTokenAudiences("app").open()) {
            authenticated(trusting.identify(ID_TOKEN, Secret.of(provider.idToken(ALICE, "app"))));
            refused(
                    Refusal.WRONG_CREDENTIALS,
                    trusting.identify(ID_TOKEN, Secret.of(provider.idToken(ALICE, "another-client"))));
        }
        refused(Refusal.WRONG_CREDENTIALS, shown(provider.idToken(ALICE, "app")));
    }

    @Test
    @Tag("SEC-F1")
    void audienceIsNotCheckedInDexAlone() {
        try (var dex = Setup.of(provider).dexCompatible().open()) {
            authenticated(dex.identify(ID_TOKEN, Secret.of(provider.idToken(ALICE, "another-client"))));
            provider.spoil("exp", null);
            refused(
                    Refusal.WRONG_CREDENTIALS,
                    dex.identify(ID_TOKEN, Secret.of(provider.idToken(ALICE, "another-client"))));
        }
    }

    @Test
    @Tag("SEC-F3")
    void whatIsGivenForATokenEndsWithIt() {
        var result = shown(provider.idToken(ALICE, CLIENT_ID));

        assertThat(result).isInstanceOfSatisfying(LoginResult.Authenticated.class, found -> assertThat(found.until())
                .isEqualTo(NOW.plusSeconds(300)));
    }

    private LoginResult shown(String token) {
        return connector.identify(ID_TOKEN, Secret.of(token));
    }

    private void everyoneRefuses(Function<String, String> forging) {
        provider.sign(forging);
        faulty(Fault.INVALID_RESPONSE, () -> TestOidc.logIn(connector, provider));
        refused(Refusal.WRONG_CREDENTIALS, shown(provider.idToken(ALICE, CLIENT_ID)));
    }

    private static String unsigned(String header, String claims, String signature) {
        return Base64URL.encode(header) + "." + Base64URL.encode(claims) + "." + signature;
    }

    private static String mac(String claims, byte[] key) {
        try {
            var object = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(claims));
            object.sign(new MACSigner(key));
            return object.serialize();
        } catch (JOSEException failed) {
            throw new AssertionError(failed);
        }
    }

    private static String signedText(String payload) {
        try {
            var object = new JWSObject(new JWSHeader(JWSAlgorithm.RS256), new Payload(payload));
            object.sign(new RSASSASigner(KEY));
            return object.serialize();
        } catch (JOSEException failed) {
            throw new AssertionError(failed);
        }
    }

    private static byte[] pem() {
        try {
            return KEY.toRSAPublicKey().getEncoded();
        } catch (JOSEException failed) {
            throw new AssertionError(failed);
        }
    }
}
