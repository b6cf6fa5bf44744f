package io.lintel.connector.oidc;

import io.lintel.connector.ConnectorContext;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A configuration in the making, with the documented defaults.
final class Setup {

    private List<String> rootCas;
    private boolean insecureSkipVerify;
    private URI issuer;
    private @Nullable String issuerAlias;
    private Secret clientSecret = Secret.of(FakeProvider.CLIENT_SECRET);
    private @Nullable String clientAssertionKey;
    private @Nullable String clientAssertionKeyId;
    private @Nullable DiscoveryOverrides overrides;
    private @Nullable Boolean basicAuthUnsupported;
    private List<String> scopes = List.of("profile", "email");
    private boolean insecureSkipEmailVerified;
    private boolean insecureEnableGroups;
    private List<String> allowedGroups = List.of();
    private List<String> acrValues = List.of();
    private boolean requireAcr;
    private boolean getUserInfo;
    private @Nullable String userIdKey;
    private String promptType = "consent";
    private @Nullable String pkceChallenge;
    private boolean overrideClaimMapping;
    private Map<String, String> claimMapping = Map.of();
    private @Nullable ClaimModifications claimModifications;
    private List<String> subjectTokenAudiences = List.of();
    private Duration callTimeout = Duration.ofSeconds(15);
    private Clock clock = Clock.fixed(FakeProvider.NOW, ZoneOffset.UTC);
    private boolean dexCompatible;

    private Setup(URI issuer, List<String> rootCas) {
        this.issuer = issuer;
        this.rootCas = rootCas;
    }

    static Setup of(FakeProvider provider) {
        return new Setup(provider.issuer(), List.of(provider.rootCa()));
    }

    static Setup of(String issuer) {
        return new Setup(URI.create(issuer), List.of());
    }

    Setup issuer(String value) {
        issuer = URI.create(value);
        return this;
    }

    Setup rootCas(String... values) {
        rootCas = List.of(values);
        return this;
    }

    Setup insecureSkipVerify() {
        insecureSkipVerify = true;
        return this;
    }

    Setup issuerAlias(String value) {
        issuerAlias = value;
        return this;
    }

    Setup clientSecret(String value) {
        clientSecret = Secret.of(value);
        return this;
    }

    /// @param id the `kid`, if it is to be told
    Setup clientAssertionKey(String path, @Nullable String id) {
        clientAssertionKey = path;
        clientAssertionKeyId = id;
        return this;
    }

    Setup overrides(DiscoveryOverrides value) {
        overrides = value;
        return this;
    }

    Setup basicAuthUnsupported(boolean value) {
        basicAuthUnsupported = value;
        return this;
    }

    Setup scopes(String... values) {
        scopes = List.of(values);
        return this;
    }

    Setup insecureSkipEmailVerified() {
        insecureSkipEmailVerified = true;
        return this;
    }

    Setup insecureEnableGroups() {
        insecureEnableGroups = true;
        return this;
    }

    Setup allowedGroups(String... values) {
        allowedGroups = List.of(values);
        return this;
    }

    Setup acrValues(String... values) {
        acrValues = List.of(values);
        return this;
    }

    Setup requireAcr() {
        requireAcr = true;
        return this;
    }

    Setup getUserInfo() {
        getUserInfo = true;
        return this;
    }

    Setup userIdKey(String value) {
        userIdKey = value;
        return this;
    }

    Setup promptType(String value) {
        promptType = value;
        return this;
    }

    Setup pkceChallenge(String value) {
        pkceChallenge = value;
        return this;
    }

    Setup overrideClaimMapping() {
        overrideClaimMapping = true;
        return this;
    }

    Setup claimMapping(Map<String, String> value) {
        claimMapping = value;
        return this;
    }

    Setup claimModifications(ClaimModifications value) {
        claimModifications = value;
        return this;
    }

    Setup subjectTokenAudiences(String... values) {
        subjectTokenAudiences = List.of(values);
        return this;
    }

    Setup callTimeout(Duration value) {
        callTimeout = value;
        return this;
    }

    Setup clock(Clock value) {
        clock = value;
        return this;
    }

    Setup dexCompatible() {
        dexCompatible = true;
        return this;
    }

    OidcConnector open() {
        return new OidcConnectorFactory().create(configuration(), context());
    }

    private ConnectorContext context() {
        var lent = TestLogins.context("op", clock);
        return new ConnectorContext(
                lent.id(),
                lent.callback(),
                lent.httpClient(),
                lent.clock(),
                lent.oneTimeUse(),
                dexCompatible,
                lent.upstreamLogout());
    }

    OidcConfiguration configuration() {
        return new OidcConfiguration(
                issuer,
                issuerAlias,
                FakeProvider.CLIENT_ID,
                clientSecret,
                clientAssertionKey,
                clientAssertionKeyId,
                TestLogins.CALLBACK.toString(),
                overrides,
                basicAuthUnsupported,
                scopes,
                List.of(),
                rootCas,
                insecureSkipVerify,
                insecureSkipEmailVerified,
                insecureEnableGroups,
                allowedGroups,
                acrValues,
                requireAcr,
                getUserInfo,
                userIdKey,
                null,
                promptType,
                pkceChallenge,
                overrideClaimMapping,
                claimMapping,
                claimModifications,
                subjectTokenAudiences,
                callTimeout,
                Duration.ofSeconds(30));
    }
}
