package io.lintel.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NotSupportedYetTest {

    private static final String WITHOUT_STORAGE = Written.LEAST.replace("storage: {type: memory}\n", "");

    private final Written written;

    NotSupportedYetTest(@TempDir Path directory) {
        this.written = new Written(directory);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grpc: {addr: '127.0.0.1:5557'} | grpc.addr (127.0.0.1:5557)",
                "signer: {type: vault, config: {addr: a, token: hush, keyName: k}} | signer.type (vault)",
                "sessions: {} | sessions",
                "sessions: {cookieEncryptionKey: hush hush hush h} | sessions",
                "mfa: {authenticators: [{id: a, type: TOTP, config: {issuer: I}}]} | mfa.authenticators[0]"
            })
    void blockIsRefused(String block, String path) {
        assertThat(written.mistakes(Written.LEAST + block))
                .containsExactly("config.yaml:5: not supported yet: " + path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: mysql, config: {user: u, password: hush}} | storage.type (mysql)",
                "{type: etcd, config: {endpoints: [a]}} | storage.type (etcd)",
                "{type: kubernetes, config: {inCluster: true}} | storage.type (kubernetes)"
            })
    void storageIsRefused(String storage, String path) {
        assertThat(written.mistakes(WITHOUT_STORAGE + "storage: " + storage))
                .containsExactly("config.yaml:4: not supported yet: " + path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mfaChain: [code] | mfaChain[0] (code)",
                "ssoSharedWith: ['*'] | ssoSharedWith[0] (*)",
                "backchannelLogoutURI: 'https://a.example' | backchannelLogoutURI (https://a.example)",
                "postLogoutRedirectURIs: ['https://a.example'] | postLogoutRedirectURIs[0] (https://a.example)",
                "refreshTokenLifetime: session | refreshTokenLifetime (session)"
            })
    void keyOfAClientIsRefused(String key, String path) {
        assertThat(written.mistakes(Written.LEAST + "staticClients: [{id: a, name: A, public: true, " + key + "}]"))
                .containsExactly("config.yaml:5: not supported yet: staticClients[0]." + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEX_SESSIONS_ENABLED", "DEX_API_CONNECTORS_CRUD", "DEX_API_SESSIONS_IDENTITIES_CRUD"})
    void switchOfTheEnvironmentIsRefused(String name) {
        assertThat(written.with(Map.of(name, "true")).mistakes(Written.LEAST))
                .containsExactly("environment: not supported yet: " + name + " (true)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grpc: {}",
                "grpc: {addr: ''}",
                "grpc:",
                "sessions:",
                "sessions: null",
                "mfa: {}",
                "mfa: {authenticators: [], defaultMFAChain: []}",
                "oauth2: {passwordConnector: '', grantTypes: [], responseTypes: []}",
                "oauth2: {responseTypes: [code]}",
                "oauth2: {grantTypes: ['urn:ietf:params:oauth:grant-type:device_code', client_credentials]}",
                "oauth2: {grantTypes: [authorization_code, refresh_token, implicit, password]}",
                "staticClients: [{id: a, name: A, public: true, mfaChain: [], ssoSharedWith: , backchannelLogoutURI: '', "
                        + "postLogoutRedirectURIs: [], refreshTokenLifetime: standalone}]"
            })
    void whatSaysNothingNewIsAccepted(String block) {
        assertThat(written.warnings(Written.LEAST + block)).isEmpty();
    }

    @Test
    void refusedBlocksAreStillRead() {
        assertThat(written.mistakes(Written.LEAST + "sessions: {absoluteLifetime: 1h, validIfNotUsedFor: 2h}"))
                .containsExactly(
                        "config.yaml:5: not supported yet: sessions",
                        "config.yaml:5: sessions.validIfNotUsedFor: must not be longer than absoluteLifetime");
    }
}
