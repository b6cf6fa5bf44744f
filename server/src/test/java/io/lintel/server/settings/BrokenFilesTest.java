package io.lintel.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Files with one thing wrong, and the exact words about it.
final class BrokenFilesTest {

    private static final String STORAGE = "storage: {type: memory}\n";
    private static final String WEB = "web: {http: 127.0.0.1:5556}\n";
    private static final String ISSUER = "issuer: https://login.example.org\n";
    private static final String CONNECTORS = "connectors: [{id: mock, type: mockCallback, name: Mock}]\n";
    private static final String BCRYPT = "$2y$10$abcdefghijklmnopqrstuvwxyz./ABCDEFGHIJKLMNOPQRSTUVWXY";
    private static final String PASSWORDS = ISSUER + STORAGE + WEB + "enablePasswordDB: true\nstaticPasswords:\n";

    private final Path directory;

    BrokenFilesTest(@TempDir Path directory) {
        this.directory = directory;
    }

    static Stream<Arguments> files() {
        return Stream.of(
                broken(
                        STORAGE + WEB + CONNECTORS,
                        ": issuer: is missing: no issuer specified, such as https://login.example.org"),
                issuer(
                        "ftp://login.example.org",
                        "is not an absolute http or https URL such as https://login.example.org"),
                issuer("/dex", "is not an absolute http or https URL such as https://login.example.org"),
                issuer("https://login.example.org?a=b", "must have no query (?…), fragment (#…) or user (…@)"),
                issuer("https://login.example.org#a", "must have no query (?…), fragment (#…) or user (…@)"),
                issuer("https://me@login.example.org", "must have no query (?…), fragment (#…) or user (…@)"),
                issuer("https://login.example.org/a/../b", "must not hold . or .. or // in its path"),
                issuer("https://login example.org", "is not a URL: Illegal character in authority"),
                issuer("[a, b]", "must be a text, not a list or keys and values"),
                broken(
                        ISSUER + WEB + CONNECTORS,
                        ": storage: is missing: no storage supplied; for a start write type: sqlite3"),
                broken(
                        ISSUER + WEB + CONNECTORS + "storage: {}",
                        ":4: storage.type: is missing; there are: memory, sqlite3, postgres"),
                least("storage: {type: memory}", ":5: storage: is there twice"),
                least("Storage: {type: memory}", ":5: Storage: is there twice (upper and lower case are the same)"),
                broken(
                        ISSUER + WEB + CONNECTORS + "storage: {type: sqlite3, config: {file: x, synchronous: off}}",
                        ":4: storage.config.synchronous: is \"off\" (there are: full, normal)"),
                broken(
                        ISSUER + WEB + CONNECTORS
                                + "storage: {type: postgres, config: {port: 70000, ssl: {mode: prefer, caFile: /nowhere}}}",
                        ":4: storage.config.ssl.mode: is \"prefer\" (there are: disable, require, verify-ca, verify-full)",
                        ":4: storage.config.ssl.caFile: names a file that does not exist or cannot be read: /nowhere",
                        ":4: storage.config.port: must be a whole number from 0 to 65535",
                        ":4: storage.config.user: is missing: name the user of the database"),
                broken(
                        ISSUER + STORAGE + CONNECTORS,
                        ": web.http: is missing: supply an HTTP or HTTPS address to listen on, such as 0.0.0.0:5556"),
                broken(
                        ISSUER + STORAGE + CONNECTORS + "web: {https: ':5554'}",
                        ":4: web.tlsCert: is missing: no certificate specified for HTTPS",
                        ":4: web.tlsKey: is missing: no private key specified for HTTPS"),
                broken(
                        ISSUER + STORAGE + CONNECTORS + "web: {https: ':5554', tlsCert: /nowhere, tlsKey: /nowhere}",
                        ":4: web.tlsCert: names a file that does not exist or cannot be read: /nowhere",
                        ":4: web.tlsKey: names a file that does not exist or cannot be read: /nowhere"),
                web("tlsMinVersion: 1.1", ":4: web.tlsMinVersion: is \"1.1\" (there are: 1.2, 1.3)"),
                web("tlsMinVersion: 1.3, tlsMaxVersion: 1.2", ":4: web.tlsMinVersion: is greater than tlsMaxVersion"),
                web(
                        "headers: {X-Frame-Options: \"a\\nb\"}",
                        ":4: web.headers.X-Frame-Options: must be one line of ASCII"),
                web(
                        "clientRemoteIP: {header: 'X F', trustedProxies: [10.0.0.1]}",
                        ":4: web.clientRemoteIP.header: is not the name of a header such as X-Forwarded-For",
                        ":4: web.clientRemoteIP.trustedProxies[0]: is \"10.0.0.1\", not a network such as 10.0.0.0/8 or fd00::/8 (a single address ends in /32 or /128)"),
                least("telemetry: {http: 127.0.0.1:5556}", ":5: telemetry.http: is the same address as web.http"),
                least(
                        "grpc: {tlsCert: a}",
                        ":5: grpc.addr: is missing: no address specified for gRPC, but tlsCert or tlsKey",
                        ":5: grpc.tlsKey: is missing: specify both a gRPC TLS certificate and key"),
                least(
                        "grpc: {tlsClientCA: a}",
                        ":5: grpc.tlsClientCA: needs a gRPC TLS certificate: tlsCert is missing"),
                least(
                        "oauth2: {responseTypes: [codes]}",
                        ":5: oauth2.responseTypes[0]: is an unsupported response type: codes"),
                least(
                        "oauth2: {grantTypes: [implicit]}",
                        ":5: oauth2.grantTypes: leaves no grant type that could be used; add authorization_code"),
                least(
                        "oauth2: {pkce: {codeChallengeMethodsSupported: [S512]}}",
                        ":5: oauth2.pkce.codeChallengeMethodsSupported[0]: is an unsupported PKCE challenge method (there are: S256, plain): S512"),
                least("oauth2: {skipApprovalScreen: 1}", ":5: oauth2.skipApprovalScreen: must be true or false"),
                least(
                        "expiry: {idTokens: 24}",
                        ":5: expiry.idTokens: is not a duration: a unit is missing (write 30s, 5m or 24h)"),
                least(
                        "expiry: {idTokens: 1d}",
                        ":5: expiry.idTokens: is not a duration such as 24h, 1h30m or 500ms (units are ns, us, ms, s, m and h)"),
                least(
                        "expiry: {authRequests: -1h, signingKeys: 0s}",
                        ":5: expiry.signingKeys: must be more than 0: it is the time between two signing keys",
                        ":5: expiry.authRequests: must not be negative"),
                least(
                        "logger: {level: ''}",
                        ":5: logger.level: is \"\" (there are: debug, info, warn, error, also with an offset such as warn+1)"),
                least("logger: {format: xml}", ":5: logger.format: is neither text nor json"),
                least("signer: {}", ":5: signer.type: is missing; there are: local"),
                least("signer: {type: hsm}", ":5: signer.type: is an unknown signer type \"hsm\" (there are: local)"),
                least(
                        "signer: {type: local}",
                        ":5: signer.config.keysRotationPeriod: is missing: it must be specified, for example 6h"),
                least(
                        "signer: {type: local, config: {keysRotationPeriod: 0s, algorithm: HS256}}",
                        ":5: signer.config.keysRotationPeriod: must be more than 0: it is the time between two signing keys",
                        ":5: signer.config.algorithm: is \"HS256\" (there are: RS256, RS384, RS512, PS256, ES256, ES384, ES512, EdDSA)"),
                least("compatibility: sloppy", ":5: compatibility: is \"sloppy\" (there are: dex, default, strict)"),
                least(
                        "encryptionKey: c2hvcnQ=",
                        ":5: encryptionKey: must be 32 random bytes in base64 (openssl rand -base64 32 makes some)"),
                least(
                        "encryptionKeyEnv: NOWHERE",
                        ":5: encryptionKeyEnv: names an environment variable that is not set or empty: NOWHERE"),
                least(
                        "encryptionKeyFile: /nowhere",
                        ":5: encryptionKeyFile: names a file that does not exist or cannot be read: /nowhere"),
                least(
                        "encryptionKey: " + "A".repeat(43) + "=\nencryptionKeyEnv: NOWHERE",
                        ":6: encryptionKeyEnv: and encryptionKey exclude each other"),
                broken(
                        ISSUER + STORAGE + WEB,
                        ": connectors: is missing: no connectors specified, so nobody could log in; add one, or enablePasswordDB: true"),
                broken(
                        ISSUER + STORAGE + WEB + "connectors: []",
                        ":4: connectors: has no usable connector, so nobody could log in"),
                broken(
                        ISSUER + STORAGE + WEB + "connectors: [{}]",
                        ":4: connectors[0].id: is missing: a connector needs an id, a type and a name",
                        ":4: connectors[0].type: is missing: a connector needs an id, a type and a name",
                        ":4: connectors[0].name: is missing: a connector needs an id, a type and a name",
                        ":4: connectors: has no usable connector, so nobody could log in"),
                broken(
                        ISSUER + STORAGE + WEB
                                + "connectors:\n- {id: a, type: t, name: A}\n- {id: b, type: t, name: B}\n- {id: a, type: t, name: C}",
                        ":7: connectors[2].id: is there twice: a"),
                broken(
                        ISSUER + STORAGE + WEB + "enablePasswordDB: true\nconnectors: [{id: local, type: t, name: A}]",
                        ":5: connectors[0].id: is there twice: local"),
                broken(
                        ISSUER + STORAGE + WEB
                                + "connectors: [{id: a, type: t, name: A, grantTypes: [client_credentials]}]",
                        ":4: connectors[0].grantTypes[0]: is an unknown grant type \"client_credentials\" (there are: authorization_code, refresh_token, implicit, password, "
                                + "urn:ietf:params:oauth:grant-type:device_code, urn:ietf:params:oauth:grant-type:token-exchange)"),
                broken(
                        ISSUER + STORAGE + WEB + "connectors: {id: a}",
                        ":4: connectors: must be a list",
                        ":4: connectors: has no usable connector, so nobody could log in"),
                client(
                        "{}",
                        ":6: staticClients[0].id: is missing: a client needs id or idEnv",
                        ":6: staticClients[0].secret: is missing: a client that is not public needs secret, secretEnv or secretFile",
                        ":6: staticClients[0].name: is missing: a client needs a name, which end-users are shown"),
                client(
                        "{id: a, idEnv: B, name: A, public: true}",
                        ":6: staticClients[0].idEnv: and id exclude each other"),
                client(
                        "{id: a, name: A, public: true, secret: s, secretEnv: S}",
                        ":6: staticClients[0].secretEnv: and secret exclude each other"),
                client(
                        "{idEnv: NOWHERE, name: A, secretEnv: EMPTY}",
                        ":6: staticClients[0].idEnv: names an environment variable that is not set or empty: NOWHERE",
                        ":6: staticClients[0].secretEnv: names an environment variable that is not set or empty: EMPTY"),
                client(
                        "{id: a, name: A, public: true}\n- {id: a, name: B, public: true}",
                        ":7: staticClients[1].id: is there twice: a"),
                client(
                        "{id: a, name: A, public: true, refreshTokenLifetime: long}",
                        ":6: staticClients[0].refreshTokenLifetime: is \"long\" (there are: standalone, session)"),
                client(
                        "{id: a, name: A, public: true, redirectURIs: https://a.example}",
                        ":6: staticClients[0].redirectURIs: must be a list"),
                client(
                        "{id: a, name: A, public: true, postLogoutRedirectURIs: ['javascript:alert(1)', /bye]}",
                        ":6: staticClients[0].postLogoutRedirectURIs[0]: has a scheme that a browser would run or open:"
                                + " javascript",
                        ":6: staticClients[0].postLogoutRedirectURIs[1]: is not an absolute URI"),
                client(
                        "{id: a, name: A, public: true, backchannelLogoutURI: 'app.shop:/bye'}",
                        ":6: staticClients[0].backchannelLogoutURI: must be an http or https URL"),
                client(
                        "{id: a, name: A, public: true, backchannelLogoutURI: 'https://u:p@a.example/bye#x'}",
                        ":6: staticClients[0].backchannelLogoutURI: must not have a fragment (#…)",
                        ":6: staticClients[0].backchannelLogoutURI: must not have a user name (…@)"),
                client(
                        "{id: a, name: A, public: true, redirectURIs: ['https://a.example/cb'],"
                                + " frontchannelLogoutURI: 'https://a.example:8443/bye'}",
                        ":6: staticClients[0].frontchannelLogoutURI: must have scheme, host and port of one of the"
                                + " redirectURIs (OpenID Connect Front-Channel Logout, section 2)"),
                redirect("callback", "is not an absolute URI"),
                redirect("//a.example/cb", "is not an absolute URI"),
                redirect("https://a.example/cb#top", "must not have a fragment (#…)"),
                redirect("https:///cb", "has no host"),
                redirect("https:cb", "has no host"),
                redirect("https://a.example/c b", "is not a URI: Illegal character in path"),
                redirect("https://a.example\\\\@b.example", "is not a URI: Illegal character in authority"),
                redirect("https://a.example/ü", "has characters that must be percent-encoded"),
                redirect("javascript:alert(1)", "has a scheme that a browser would run or open: javascript"),
                redirect("DATA:text/html", "has a scheme that a browser would run or open: data"),
                redirect("", "must not be empty"),
                broken(
                        ISSUER + STORAGE + WEB + CONNECTORS + "staticPasswords: [{email: a@b, hash: " + BCRYPT
                                + ", userID: u}]",
                        ":5: staticPasswords: cannot be used without the password database; add enablePasswordDB: true"),
                password(
                        "{}",
                        ":6: staticPasswords[0].email: is missing: it is what the end-user types to log in",
                        ":6: staticPasswords[0].hash: is missing: no password hash provided; write hash or hashFromEnv",
                        ":6: staticPasswords[0].userID: is missing: it names the account for ever, in the sub of every token"),
                password(
                        "{email: admin, userID: u, hashFromEnv: EMPTY}",
                        ":6: staticPasswords[0].email: is not an e-mail address: an e-mail address has one @ with something on both sides",
                        ":6: staticPasswords[0].hashFromEnv: names an environment variable that is not set or empty: EMPTY"),
                password(
                        "{email: a@b, userID: u, hash: " + BCRYPT + "}\n- {email: A@B, userID: u, hash: " + BCRYPT
                                + "}",
                        ":7: staticPasswords[1].email: is there twice: a@b",
                        ":7: staticPasswords[1].userID: is there twice: u"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void mistakesAreToldInTheseWords(String file, List<String> messages) {
        assertThat(new Written(directory).with(Map.of("EMPTY", "")).mistakes(file))
                .containsExactlyElementsOf(messages);
    }

    @Test
    @Tag("SEC-A12")
    void plainHttpToAnotherMachineIsAWarningAndInStrictAMistake() {
        var file = Written.LEAST + """
                staticClients:
                  - id: shop
                    name: Shop
                    public: true
                    redirectURIs: [http://shop.example/cb, http://localhost:8000/cb, http://127.0.0.1/cb, 'http://[::1]/cb']
                """;
        assertThat(new Written(directory).warnings(file))
                .containsExactly(
                        "config.yaml:9: staticClients[0].redirectURIs[0]: is http to another machine: anybody on "
                                + "the way can read the code");
        assertThat(new Written(directory).warnings(file + "compatibility: dex")).hasSize(1);
        assertThat(new Written(directory).mistakes(file + "compatibility: strict"))
                .containsExactly(
                        "config.yaml:9: staticClients[0].redirectURIs[0]: must be https: anybody on the way could "
                                + "read the code");
    }

    @Test
    void whatCannotWorkAsMeantIsAWarning() {
        assertThat(new Written(directory).warnings("""
                issuer: http://login.example.org
                storage: {type: sqlite3}
                web:
                  http: 127.0.0.1:5556
                  allowedOrigins: [https://app.example.org/]
                  clientRemoteIP: {header: X-Real-IP}
                telemetry: {http: 127.0.0.1:5558, enableProfiling: true}
                oauth2: {grantTypes: [authorization_code, magic]}
                connectors: [{id: mock, type: mockCallback, name: Mock}]
                staticClients: [{id: shop, name: Shop, public: true, allowedConnectors: [mack]}]
                """))
                .containsExactly(
                        "config.yaml:1: issuer: is http to other machines: passwords and tokens can be read on the way",
                        "config.yaml:2: storage.config.file: is missing: the database is temporary, and everything is lost "
                                + "when the server stops",
                        "config.yaml:5: web.allowedOrigins[0]: matches no origin; write * or scheme, host and port alone, "
                                + "such as https://app.example.org",
                        "config.yaml:6: web.clientRemoteIP.header: is ignored: no proxy is trusted to send it "
                                + "(trustedProxies is missing)",
                        "config.yaml:7: telemetry.enableProfiling: has no effect: use the JVM's own flight recorder",
                        "config.yaml:8: oauth2.grantTypes[1]: names no grant type and has no effect: magic",
                        "config.yaml:10: staticClients[0].allowedConnectors[0]: names no connector: mack");
    }

    private static Arguments broken(String file, String... messages) {
        return Arguments.of(
                file,
                Stream.of(messages).map(message -> "config.yaml" + message).toList());
    }

    private static Arguments least(String more, String... messages) {
        return broken(Written.LEAST + more, messages);
    }

    private static Arguments issuer(String issuer, String message) {
        return broken("issuer: " + issuer + "\n" + STORAGE + WEB + CONNECTORS, ":1: issuer: " + message);
    }

    private static Arguments web(String more, String... messages) {
        return broken(ISSUER + STORAGE + CONNECTORS + "web: {http: 127.0.0.1:5556, " + more + "}", messages);
    }

    private static Arguments client(String client, String... messages) {
        return broken(Written.LEAST + "staticClients:\n- " + client, messages);
    }

    private static Arguments redirect(String uri, String message) {
        return client(
                "{id: a, name: A, public: true, redirectURIs: [\"" + uri + "\"]}",
                ":6: staticClients[0].redirectURIs[0]: " + message);
    }

    private static Arguments password(String password, String... messages) {
        return broken(PASSWORDS + "- " + password, messages);
    }
}
