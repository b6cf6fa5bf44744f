package io.lintel.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.client.ClientReadRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformationResponse;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationRequest;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationResponseParser;
import io.lintel.connector.testkit.Answer;
import io.lintel.connector.testkit.LoopbackCertificate;
import io.lintel.connector.testkit.LoopbackUpstream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Registers clients as the suite does: with an initial access token, a key, and what they publish over https.
final class Registrar implements AutoCloseable {

    static final String REDIRECT_URI = "https://rp.example/callback";

    private static final String INITIAL = "initial-access-token-of-the-suite";

    private final Map<String, Answer> published = new ConcurrentHashMap<>();
    private final LoopbackUpstream upstream =
            LoopbackUpstream.start(asked -> published.getOrDefault(asked.path(), Answer.json(200, "{}")));
    private final String settings;

    /// That of all clients that do not publish theirs.
    private final RSAKey key = newKey();

    Registrar(Path directory) throws Exception {
        var ca = Files.writeString(
                directory.resolve("ca.pem"), LoopbackCertificate.shared().pem());
        settings = Provider.STANDARD + """
                registration:
                  enabled: true
                  grantTypes: [authorization_code, refresh_token, implicit]
                  trustedHosts: [127.0.0.1]
                  rootCA: "%s"
                  showLogos: true
                  initialAccessTokens: [{id: suite, token: %s}]
                """.formatted(ca, INITIAL);
    }

    /// A client that has registered, and the key it proves itself by.
    record Registration(Provider provider, OIDCClientInformation information, RSAKey key) {

        OIDCClientMetadata metadata() {
            return information.getOIDCMetadata();
        }

        RelyingParty client() {
            return new RelyingParty(
                    provider,
                    information.getID(),
                    URI.create(REDIRECT_URI),
                    () -> proof(URI.create(provider.metadata().getIssuer() + "/token")));
        }

        ClientAuthentication proof(URI audience) {
            try {
                return new PrivateKeyJWT(
                        information.getID(), audience, JWSAlgorithm.RS256, key.toPrivateKey(), key.getKeyID(), null);
            } catch (JOSEException e) {
                throw new AssertionError(e);
            }
        }

        String sign(JWTClaimsSet claims) {
            try {
                var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(key.getKeyID())
                        .build();
                var object = new SignedJWT(header, claims);
                object.sign(new RSASSASigner(key));
                return object.serialize();
            } catch (JOSEException e) {
                throw new AssertionError(e);
            }
        }

        HTTPResponse read() throws Exception {
            return new ClientReadRequest(information.getRegistrationURI(), information.getRegistrationAccessToken())
                    .toHTTPRequest()
                    .send();
        }
    }

    String settings() {
        return settings;
    }

    Provider start() throws Exception {
        return Provider.start(settings);
    }

    URI at(String path) {
        return upstream.at(path);
    }

    void publish(String path, String document) {
        published.put(path, Answer.json(200, document));
    }

    void publish(String path, byte[] picture) {
        published.put(path, Answer.of(200, Map.of("Content-Type", "image/png"), picture));
    }

    Registration register(Provider provider, Variant variant, Consumer<OIDCClientMetadata> other) throws Exception {
        return register(provider, variant, other, key);
    }

    private static RSAKey newKey() throws JOSEException {
        return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
    }

    private Registration register(Provider provider, Variant variant, Consumer<OIDCClientMetadata> other, RSAKey key)
            throws Exception {
        var answer = send(provider, variant, other, key);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(201);
        assertThat(answer.getEntityContentType().getType()).isEqualTo("application/json");
        var information = ((OIDCClientInformationResponse) OIDCClientRegistrationResponseParser.parse(answer))
                .getOIDCClientInformation();
        assertThat(information.getID()).isNotNull();
        assertThat(information.getRegistrationURI()).isNotNull();
        assertThat(information.getRegistrationAccessToken()).isNotNull();
        return new Registration(provider, information, key);
    }

    /// The bare answer of the registration endpoint.
    HTTPResponse send(Provider provider, Variant variant, Consumer<OIDCClientMetadata> other) throws Exception {
        return send(provider, variant, other, key);
    }

    private HTTPResponse send(Provider provider, Variant variant, Consumer<OIDCClientMetadata> other, RSAKey key)
            throws Exception {
        var wanted = new OIDCClientMetadata();
        wanted.setName("Relying Party " + UUID.randomUUID());
        wanted.setEmailContacts(List.of("certification@rp.example"));
        wanted.setRedirectionURI(URI.create(REDIRECT_URI));
        wanted.setTokenEndpointAuthMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT);
        wanted.setResponseTypes(Set.of(variant.responseType()));
        wanted.setGrantTypes(grantTypes(variant));
        wanted.setJWKSet(new JWKSet(key.toPublicJWK()));
        other.accept(wanted);
        return new OIDCClientRegistrationRequest(
                        provider.metadata().getRegistrationEndpointURI(), wanted, new BearerAccessToken(INITIAL))
                .toHTTPRequest()
                .send();
    }

    private static Set<GrantType> grantTypes(Variant variant) {
        var types = new HashSet<GrantType>();
        if (variant.asksFor("code")) {
            types.add(GrantType.AUTHORIZATION_CODE);
            types.add(GrantType.REFRESH_TOKEN);
        }
        if (!variant.types().equals("code")) {
            types.add(GrantType.IMPLICIT);
        }
        return types;
    }

    /// A client that publishes its key there.
    Registration publishing(Provider provider, String path) throws Exception {
        var key = newKey();
        publish(path, new JWKSet(key.toPublicJWK()).toString());
        return register(
                provider,
                Variant.CODE,
                wanted -> {
                    wanted.setJWKSet(null);
                    wanted.setJWKSetURI(at(path));
                },
                key);
    }

    /// The client at another replica, with a new key in the place of the one it published.
    RelyingParty rotating(Registration before, String path, Provider replica) throws Exception {
        var key = newKey();
        publish(path, new JWKSet(key.toPublicJWK()).toString());
        return new Registration(replica, before.information(), key).client();
    }

    @Override
    public void close() {
        upstream.close();
    }
}
