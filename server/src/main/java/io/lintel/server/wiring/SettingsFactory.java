package io.lintel.server.wiring;

import io.lintel.authorization.AuthorizationPolicy;
import io.lintel.authorization.AuthorizationPolicy.PkceRequirement;
import io.lintel.authorization.PushPolicy;
import io.lintel.authorization.ResponseRules;
import io.lintel.authorization.ResponseRules.Form;
import io.lintel.client.Client;
import io.lintel.client.MachineSettings;
import io.lintel.connector.ConnectorId;
import io.lintel.device.DevicePolicy;
import io.lintel.device.DeviceRequests;
import io.lintel.factor.AuthenticatorId;
import io.lintel.factor.FactorChain;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.Issuer;
import io.lintel.oauth2.RedirectUri;
import io.lintel.server.http.ClientAddress;
import io.lintel.server.http.TelemetryListener;
import io.lintel.server.listener.Listeners;
import io.lintel.server.page.Assets;
import io.lintel.server.page.Branding;
import io.lintel.server.page.Pages;
import io.lintel.server.page.SecurityHeaders;
import io.lintel.server.settings.Compatibility;
import io.lintel.server.settings.Settings;
import io.lintel.server.settings.StaticClient;
import io.lintel.server.wiring.RegistrationFactory.ConfiguredClients;
import io.lintel.token.TokenPolicy;
import io.lintel.token.TokenPolicy.AccessTokenType;
import io.lintel.token.TokenPolicy.Copies;
import io.lintel.token.TokenPolicy.UserInfoForm;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Collectors;

/// Turns what an operator wrote into what the core and the pages ask for.
@Factory
final class SettingsFactory {

    /// RFC 6749, section 4.1.2, recommends at most 10 minutes; dex has 30.
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(10);

    private static final Duration CODE_LIFETIME_OF_DEX = Duration.ofMinutes(30);

    /// As dex has it; RFC 8628, section 3.2.
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(5);

    @Singleton
    Issuer issuer(Settings settings) {
        return settings.issuer();
    }

    @Singleton
    AuthorizationPolicy authorizationPolicy(Settings settings) {
        var oauth2 = settings.oauth2();
        return new AuthorizationPolicy(
                new ResponseRules(
                        oauth2.combinations(settings.compatibility()),
                        settings.compatibility() == Compatibility.DEX ? Form.DEX : Form.SPECIFIED),
                oauth2.pkce().codeChallengeMethodsSupported(),
                pkce(settings),
                oauth2.skipApprovalScreen(),
                oauth2.alwaysShowLoginScreen(),
                settings.expiry().authRequests(),
                settings.compatibility() == Compatibility.DEX ? CODE_LIFETIME_OF_DEX : CODE_LIFETIME);
    }

    @Singleton
    PushPolicy pushPolicy(Settings settings) {
        var push = settings.oauth2().push();
        return new PushPolicy(push.required(), push.lifetime(), push.mostPerClient());
    }

    @Singleton
    DevicePolicy devicePolicy(Settings settings) {
        var device = settings.oauth2().device();
        return new DevicePolicy(
                settings.expiry().deviceRequests(),
                POLL_INTERVAL,
                new DeviceRequests.Capacity(device.maxPendingPerClient(), device.maxPending()),
                settings.oauth2().pkce().codeChallengeMethodsSupported());
    }

    private static PkceRequirement pkce(Settings settings) {
        if (settings.oauth2().pkce().enforce()) {
            return PkceRequirement.EVERYBODY;
        }
        return settings.compatibility() == Compatibility.STRICT
                ? PkceRequirement.PUBLIC_CLIENTS
                : PkceRequirement.NOBODY;
    }

    @Singleton
    TokenPolicy tokenPolicy(Settings settings) {
        var refresh = settings.expiry().refreshTokens();
        return new TokenPolicy(
                settings.issuer(),
                settings.expiry().idTokens(),
                settings.longestTokenLifetime(),
                !refresh.disableRotation(),
                refresh.reuseInterval(),
                refresh.absoluteLifetime(),
                refresh.validIfNotUsedFor(),
                settings.compatibility() == Compatibility.STRICT ? AccessTokenType.AT_JWT : AccessTokenType.NONE,
                settings.compatibility() == Compatibility.DEX ? UserInfoForm.PAYLOAD : UserInfoForm.CLAIMS,
                settings.compatibility() == Compatibility.DEX ? Copies.CHANGE_NOTHING : Copies.END_THE_GRANT);
    }

    @Singleton
    ConfiguredClients configuredClients(Settings settings) {
        return new ConfiguredClients(
                settings.staticClients().stream().map(SettingsFactory::client).toList());
    }

    private static Client client(StaticClient written) {
        var chain = written.mfaChain();
        return Client.of(new ClientId(written.id()), written.name())
                .secret(written.secret())
                .logo(written.logoUrl())
                .redirectUris(
                        written.redirectUris().stream().map(RedirectUri::new).toList())
                .trustedPeers(
                        written.trustedPeers().stream().map(ClientId::new).collect(Collectors.toUnmodifiableSet()))
                .isPublic(written.isPublic())
                .allowedConnectors(written.allowedConnectors().stream()
                        .map(ConnectorId::new)
                        .collect(Collectors.toUnmodifiableSet()))
                .factors(new FactorChain(
                        chain == null
                                ? null
                                : chain.stream().map(AuthenticatorId::new).toList()))
                .sessions(SessionFactory.rules(written))
                .tokens(written.tokens())
                .authentication(written.authentication())
                .machine(new MachineSettings(written.clientCredentialsGroups()))
                .requests(written.requests())
                .pages(written.pages())
                .logout(written.logout())
                .build();
    }

    @Singleton
    Branding branding(Settings settings) {
        return settings.frontend().branding();
    }

    @Singleton
    Assets assets(Branding branding) {
        return Assets.load(branding);
    }

    @Singleton
    Pages pages(Issuer issuer, Branding branding, Assets assets) {
        return new Pages(URI.create(issuer.value()), branding, assets);
    }

    @Singleton
    SecurityHeaders securityHeaders(Settings settings, Branding branding) {
        return settings.compatibility() == Compatibility.DEX
                ? SecurityHeaders.only(settings.web().headers())
                : SecurityHeaders.of(branding, settings.web().headers());
    }

    @Singleton
    ClientAddress clientAddress(Settings settings) {
        return new ClientAddress(settings.web().clientRemoteIp());
    }

    @Singleton
    TelemetryListener telemetryListener(Listeners listeners) {
        return new TelemetryListener(listeners.telemetry());
    }
}
