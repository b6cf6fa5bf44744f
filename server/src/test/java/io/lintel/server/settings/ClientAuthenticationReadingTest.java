package io.lintel.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.client.AuthenticationSettings;
import io.lintel.client.ClientAuthenticationMethod;
import io.lintel.client.ClientKeys;
import io.lintel.secret.Secret;
import io.lintel.signing.JwsAlgorithm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How clients of the file prove who they are.
final class ClientAuthenticationReadingTest {

    private static final String KEY =
            "{kty: OKP, crv: Ed25519, x: 11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo, kid: \"1\"}";

    private final Path directory;
    private final Written written;

    ClientAuthenticationReadingTest(@TempDir Path directory) {
        this.directory = directory;
        this.written = new Written(directory);
    }

    @Test
    void leastAndFull() {
        assertThat(client("public: true").authentication()).isEqualTo(AuthenticationSettings.DEFAULT);
        assertThat(client("tokenEndpointAuthMethod: private_key_jwt, tokenEndpointAuthSigningAlg: EdDSA, jwks: {keys: ["
                                + KEY + "]}")
                        .authentication())
                .isEqualTo(new AuthenticationSettings(
                        ClientAuthenticationMethod.PRIVATE_KEY_JWT,
                        JwsAlgorithm.EDDSA,
                        new ClientKeys.Inline("{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\","
                                + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\",\"kid\":\"1\"}]}")));
        assertThat(client("secret: s, jwksURI: 'https://shop.example/keys'").authentication())
                .isEqualTo(new AuthenticationSettings(
                        null, null, new ClientKeys.Published(URI.create("https://shop.example/keys"))));
        assertThat(client("secret: s, jwksURI: 'http://127.0.0.1:8000/keys'")
                        .authentication()
                        .keys())
                .isInstanceOf(ClientKeys.Published.class);
    }

    @Test
    void secretOfAFileIsThatWithoutTheLineBreak() throws IOException {
        var file = Files.writeString(directory.resolve("secret"), "hush\r\n");

        assertThat(client("secretFile: " + file).secret()).isEqualTo(Secret.of("hush"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            tokenEndpointAuthMethod: private_key_jwt                               | needs jwks or jwksURI
            secret: s, tokenEndpointAuthMethod: client_secret_jwt                  | needs a secret of 32 bytes
            public: true, tokenEndpointAuthMethod: client_secret_basic             | needs a secret
            secret: s, tokenEndpointAuthMethod: none                               | is for public clients
            secret: s, tokenEndpointAuthMethod: tls_client_auth                    | is unknown
            secret: s, tokenEndpointAuthSigningAlg: none                           | is unknown
            secret: s, tokenEndpointAuthSigningAlg: RS256                          | does not fit
            secret: s, jwksURI: 'http://shop.example/keys'                         | must be an https URL
            secret: s, jwksURI: 'file:///etc/passwd'                               | must be an https URL
            secret: s, jwksURI: 'https://u@shop.example/'                          | must be an https URL
            secret: s, jwks: {keys: []}                                            | no key that can verify
            secret: s, jwks: 'x'                                                   | is no usable key set
            secret: s, jwks: {keys: [{kty: oct, k: AAAA}]}                         | must stay secret
            secret: s, requestURIs: ['http://shop.example/request']                | must be an https URL
            secret: s, policyURL: 'javascript:alert(1)'                            | is not an http or https URL
            secret: s, policyURL: 'https://u@shop.example/'                        | is not an http or https URL
            secret: s, tosURL: '//shop.example/terms'                              | is not an http or https URL
            secret: s, tosURL: 'ftp://shop.example/terms'                          | is not an http or https URL
            secret: s, defaultMaxAge: -1h                                          | negative
            secret: s, secretFile: /nowhere                                        | exclude each other
            secretFile: /nowhere                                                   | does not exist
            public: false                                                          | is missing
            """)
    void contradictionIsAMistake(String client, String mistake) {
        assertThat(written.mistakes(file(client))).anyMatch(text -> text.contains(mistake));
    }

    @Test
    void keysAreWrittenOrPublishedAndNotBoth() {
        assertThat(written.mistakes(
                        file("secret: s, jwksURI: 'https://shop.example/keys', jwks: {keys: [" + KEY + "]}")))
                .anyMatch(text -> text.contains("jwks exclude each other"));
    }

    private StaticClient client(String rest) {
        return written.load(file(rest)).settings().staticClients().getFirst();
    }

    private static String file(String rest) {
        return """
                issuer: https://login.example.org
                storage: {type: memory}
                web: {http: ':5556'}
                enablePasswordDB: true
                staticClients: [{id: shop, name: Shop, %s}]
                """.formatted(rest);
    }
}
