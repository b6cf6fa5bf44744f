package io.lintel.connector.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.testkit.Answer;
import io.lintel.connector.testkit.LoopbackUpstream;
import io.lintel.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What proves by a key who we are.
final class ClientKeyTest {

    private static final URI TOKEN = URI.create("https://op.example/token");
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private final Path folder;

    ClientKeyTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @CsvSource({
        "RSA-2048, RS256, SHA256withRSA",
        "secp256r1, ES256, SHA256withECDSAinP1363Format",
        "secp384r1, ES384, SHA384withECDSAinP1363Format",
        "secp521r1, ES512, SHA512withECDSAinP1363Format",
        "Ed25519, EdDSA, Ed25519",
    })
    void assertionIsSignedAsTheKeySays(String kind, String algorithm, String signature)
            throws GeneralSecurityException {
        var pair = pair(kind);
        var fields = ClientKey.read("clientAssertionKey", pem(pair), "k1").fields("us", TOKEN, NOW);
        var parts = fields.getOrDefault("client_assertion", "").split("\\.", -1);

        assertThat(fields)
                .containsEntry("client_id", "us")
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                .doesNotContainKey("client_secret");
        assertThat(parts).hasSize(3);
        assertThat(decoded(parts[0])).isEqualTo("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\",\"kid\":\"k1\"}");
        var verification = Signature.getInstance(signature);
        verification.initVerify(pair.getPublic());
        verification.update((parts[0] + "." + parts[1]).getBytes(UTF_8));
        assertThat(verification.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    }

    /// OpenID Connect Core, section 9.
    @Test
    void assertionIsOfUsForTheTokenEndpointForAMinute() throws GeneralSecurityException {
        var key = ClientKey.read("clientAssertionKey", pem(pair("secp256r1")), null);
        var assertion = key.fields("us", TOKEN, NOW).getOrDefault("client_assertion", "");

        assertThat(decoded(assertion.split("\\.", -1)[0])).doesNotContain("kid");
        assertThat(decoded(assertion.split("\\.", -1)[1]))
                .startsWith("{\"iss\":\"us\",\"sub\":\"us\",\"aud\":\"https://op.example/token\",\"jti\":\"")
                .endsWith("\",\"iat\":1800000000,\"exp\":1800000060}");
        assertThat(key.fields("us", TOKEN, NOW).get("client_assertion")).isNotEqualTo(assertion);
        assertThat(jti(key)).isNotEqualTo(jti(key));
        assertThat(key).hasToString("ClientKey[ES256]");
    }

    @Test
    void keyGoesToEachEndpointInPlaceOfASecret() throws GeneralSecurityException {
        var key = ClientKey.read("clientAssertionKey", pem(pair("Ed25519")), null);
        try (var upstream = LoopbackUpstream.start(
                _ -> Answer.json(200, "{\"access_token\":\"t0ken\",\"token_type\":\"Bearer\",\"active\":true}"))) {
            var client = new OAuth2Client(
                    new OAuth2Endpoints(
                            upstream.at("/authorize"), upstream.at("/token"), "https://upstream.example", false),
                    new ClientCredentials("us", Secret.empty(), key),
                    TokenAuthentication.BODY,
                    TestHttp.patient(),
                    Clock.fixed(NOW, ZoneOffset.UTC));

            client.refresh(Secret.of("r3fresh"), TestHttp.deadline());
            client.introspect(upstream.at("/introspect"), Secret.of("t0ken"), TestHttp.deadline());

            assertThat(upstream.asked()).hasSize(2).allSatisfy(asked -> {
                assertThat(asked.header("Authorization")).isEmpty();
                assertThat(asked.form()).containsKey("client_assertion").doesNotContainKey("client_secret");
                assertThat(decoded(asked.form()
                                .getOrDefault("client_assertion", "")
                                .split("\\.", -1)[1]))
                        .contains("\"aud\":\"" + upstream.at("/token") + "\"");
            });
        }
    }

    private static String jti(ClientKey key) {
        var claims = decoded(key.fields("us", TOKEN, NOW)
                .getOrDefault("client_assertion", "")
                .split("\\.", -1)[1]);
        return claims.replaceFirst(".*\"jti\":\"([^\"]*)\".*", "$1");
    }

    @Test
    void keyThatProvesTooLittleIsRefused() throws GeneralSecurityException, IOException {
        refused(pem(pair("RSA-1024")), "less than 2048 bits");
        refused(pem(pair("Ed448")), "none of RSA, EC, Ed25519");
        refused(
                Files.writeString(
                                folder.resolve("public.pem"),
                                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")
                        .toString(),
                "holds no PEM key");
        refused(
                Files.writeString(
                                folder.resolve("bad.pem"), "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----")
                        .toString(),
                "clientAssertionKey holds");
        refused(folder.resolve("absent.pem").toString(), "cannot read");
    }

    private static void refused(String path, String why) {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> ClientKey.read("clientAssertionKey", path, null))
                .withMessageContaining("clientAssertionKey")
                .withMessageContaining(why)
                .satisfies(refused -> assertThat(refused.fault()).isEqualTo(Fault.MISCONFIGURED));
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), UTF_8);
    }

    private static KeyPair pair(String kind) throws GeneralSecurityException {
        AlgorithmParameterSpec parameters =
                switch (kind) {
                    case "RSA-2048" -> new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);
                    case "RSA-1024" -> new RSAKeyGenParameterSpec(1024, RSAKeyGenParameterSpec.F4);
                    case "Ed25519", "Ed448" -> new NamedParameterSpec(kind);
                    default -> new ECGenParameterSpec(kind);
                };
        var algorithm = kind.startsWith("RSA") ? "RSA" : kind.startsWith("Ed") ? kind : "EC";
        var generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(parameters);
        return generator.generateKeyPair();
    }

    private String pem(KeyPair pair) {
        try {
            return Files.writeString(
                            folder.resolve("key.pem"),
                            "-----BEGIN PRIVATE KEY-----\n"
                                    + Base64.getMimeEncoder()
                                            .encodeToString(pair.getPrivate().getEncoded())
                                    + "\n-----END PRIVATE KEY-----\n")
                    .toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
