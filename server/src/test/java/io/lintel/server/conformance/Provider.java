package io.lintel.server.conformance;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.signing.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;

/// The provider that is tested, as clients know it from its metadata, and the clock it goes by.
record Provider(TestServer server, SettableClock clock, OIDCProviderMetadata metadata) implements AutoCloseable {

    /// One connector, where Kilgore logs in as `kilgore` with `trout`, sessions, every response type, and the clients
    /// `rp` and `other`, each with the secret `ID-secret` at `https://ID.example/callback`.
    static final String STANDARD = """
            issuer: "@ISSUER@"
            storage: {type: memory}
            web: {http: "127.0.0.1:@PORT@"}
            sessions: {enabled: true}
            oauth2: {responseTypes: [code, id_token, token]}
            connectors:
              - {id: door, type: mockPassword, name: Door, config: {username: kilgore, password: trout}}
            staticClients:
              - {id: rp, name: Relying Party, secret: rp-secret, redirectURIs: ["https://rp.example/callback"],
                 postLogoutRedirectURIs: ["https://rp.example/bye"]}
              - {id: other, name: Other, secret: other-secret, redirectURIs: ["https://other.example/callback"]}
            """;

    private static final String ELSEWHERE = "http://login.example/idp";

    static Provider start(String text) throws GeneralException, IOException {
        var clock = new SettableClock(Instant.now());
        var server = TestServer.start(text, clock);
        return new Provider(server, clock, OIDCProviderMetadata.resolve(new Issuer(server.issuer())));
    }

    /// One of several servers of the issuer `http://login.example/idp`, spoken to where it listens.
    static Provider replica(String text) throws Exception {
        var clock = new SettableClock(Instant.now());
        var server = TestServer.start(text.replace("\"@ISSUER@\"", ELSEWHERE), clock);
        try (var browser = new TestBrowser()) {
            var answer = browser.get(server.at("/.well-known/openid-configuration"));
            var document = JSONObjectUtils.parse(answer.body());
            document.replaceAll((name, value) -> value instanceof String address && !name.equals("issuer")
                    ? address.replace(ELSEWHERE, server.issuer().toString())
                    : value);
            return new Provider(server, clock, OIDCProviderMetadata.parse(document));
        }
    }

    /// A client of the configuration, with a browser that nobody has logged in with.
    RelyingParty client(String id) {
        var client = new ClientID(id);
        return new RelyingParty(
                this,
                client,
                URI.create("https://" + id + ".example/callback"),
                () -> new ClientSecretBasic(client, new Secret(id + "-secret")));
    }

    JWKSet keys() throws Exception {
        return JWKSet.load(metadata.getJWKSetURI().toURL());
    }

    boolean isSigned(SignedJWT token) throws Exception {
        var key = keys().getKeyByKeyId(token.getHeader().getKeyID());
        return token.verify(new RSASSAVerifier(key.toRSAKey()));
    }

    @Override
    public void close() {
        server.close();
    }
}
