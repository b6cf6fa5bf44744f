package io.lintel.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.client.AuthenticationSettings;
import io.lintel.client.ClientPages;
import io.lintel.client.LogoutSettings;
import io.lintel.client.RequestDefaults;
import io.lintel.client.RequestRules;
import io.lintel.client.TokenSettings;
import io.lintel.oauth2.Issuer;
import io.lintel.oauth2.RedirectUri;
import io.lintel.secret.Secret;
import io.lintel.server.settings.StaticClient.RefreshTokenLifetime;
import io.lintel.signing.JwsAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class StaticClientTest {

    @Test
    void leastClient() {
        var client = read("{id: shop, name: Shop, public: true}");

        assertThat(client)
                .isEqualTo(new StaticClient(
                        "shop",
                        Secret.empty(),
                        "Shop",
                        null,
                        List.of(),
                        LogoutSettings.none(),
                        RefreshTokenLifetime.STANDALONE,
                        List.of(),
                        true,
                        List.of(),
                        null,
                        null,
                        List.of(),
                        TokenSettings.defaults(),
                        AuthenticationSettings.DEFAULT,
                        RequestRules.any(),
                        ClientPages.none()));
    }

    @Test
    void fullClient() {
        var client = read("""
                idEnv: SHOP_ID
                secretEnv: SHOP_SECRET
                name: Shop
                logoURL: https://shop.example/logo.png
                policyURL: https://shop.example/privacy
                tosURL: https://shop.example/terms
                redirectURIs: [https://shop.example/callback, 'app.shop:/callback', 'http://127.0.0.1:8000/cb']
                postLogoutRedirectURIs: [https://shop.example/bye, 'app.shop:/bye']
                backchannelLogoutURI: https://shop.example/logout
                backchannelLogoutSessionRequired: true
                frontchannelLogoutURI: https://SHOP.example:443/frame?a=b
                frontchannelLogoutSessionRequired: true
                refreshTokenLifetime: session
                trustedPeers: [till]
                public: false
                allowedConnectors: [corp]
                mfaChain: []
                ssoSharedWith: ["*"]
                clientCredentialsClaims: {groups: [machines]}
                requirePushedAuthorizationRequests: true
                requireSignedRequestObject: true
                requestObjectSigningAlg: ES256
                requestURIs: [https://shop.example/request]
                defaultMaxAge: 1h
                defaultACRValues: ["2", "1"]
                """);

        assertThat(client)
                .isEqualTo(new StaticClient(
                        "shop",
                        Secret.of("hush"),
                        "Shop",
                        URI.create("https://shop.example/logo.png"),
                        List.of("https://shop.example/callback", "app.shop:/callback", "http://127.0.0.1:8000/cb"),
                        new LogoutSettings(
                                List.of(new RedirectUri("https://shop.example/bye"), new RedirectUri("app.shop:/bye")),
                                URI.create("https://shop.example/logout"),
                                true,
                                URI.create("https://SHOP.example:443/frame?a=b"),
                                true),
                        RefreshTokenLifetime.SESSION,
                        List.of("till"),
                        false,
                        List.of("corp"),
                        List.of(),
                        List.of("*"),
                        List.of("machines"),
                        TokenSettings.defaults(),
                        AuthenticationSettings.DEFAULT,
                        new RequestRules(
                                true,
                                true,
                                JwsAlgorithm.ES256,
                                new RequestDefaults(Duration.ofHours(1), List.of("2", "1")),
                                List.of(URI.create("https://shop.example/request"))),
                        new ClientPages(
                                URI.create("https://shop.example/privacy"), URI.create("https://shop.example/terms"))));
    }

    @Test
    void deviceCallbackIsLeftOut() {
        assertThat(read("""
                {id: tv, name: TV, public: true,
                 redirectURIs: [/device/callback, /sso/device/callback, 'urn:ietf:wg:oauth:2.0:oob']}
                """).redirectUris()).containsExactly("urn:ietf:wg:oauth:2.0:oob");
    }

    private static StaticClient read(String text) {
        var reading = new StaticClientReading(
                new RedirectUriCheck(Compatibility.DEFAULT, new Issuer("https://login.example.org/sso")),
                new FromEnvironment(Map.of("SHOP_ID", "shop", "SHOP_SECRET", "hush")),
                Set.of("corp"),
                new MfaSettings(List.of(), List.of(), true),
                Yaml.read("", SessionsSettings::read));
        return Yaml.read(text, reading::read);
    }
}
