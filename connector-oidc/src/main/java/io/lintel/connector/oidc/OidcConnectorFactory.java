package io.lintel.connector.oidc;

import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorFactory;
import io.lintel.connector.support.Origin;
import io.lintel.connector.support.PrivateKeyFile;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes connectors of the type `oidc`.
@Singleton
public final class OidcConnectorFactory implements ConnectorFactory<OidcConfiguration> {

    private static final Logger LOG = LoggerFactory.getLogger(OidcConnectorFactory.class);
    private static final Set<String> MAPPED = Set.of("preferred_username", "email", "groups");
    private static final Set<String> CHALLENGES = Set.of("s256", "plain");

    @Override
    public String type() {
        return "oidc";
    }

    @Override
    public Class<OidcConfiguration> configuration() {
        return OidcConfiguration.class;
    }

    @Override
    public OidcConnector create(OidcConfiguration configuration, ConnectorContext context) {
        requireAddress("issuer", configuration.issuer());
        if (configuration.issuer().getRawQuery() != null
                || configuration.issuer().getRawFragment() != null) {
            throw ConnectorException.misconfigured("issuer has a query or a fragment, which no issuer has");
        }
        configuration.overrides().toOverrides().all().forEach(uri -> requireAddress("providerDiscoveryOverrides", uri));
        if (!configuration.redirectUri().equals(context.callback().toString())) {
            throw ConnectorException.misconfigured("redirectURI must be " + context.callback()
                    + ", the issuer with /callback: write it here, and in the client's settings at the provider");
        }
        if (!configuration.hostedDomains().isEmpty()) {
            throw ConnectorException.misconfigured(
                    "hostedDomains is not supported by this type, in dex neither: use allowedGroups");
        }
        requireWords(configuration, context);
        requireNoContradiction(configuration, context);
        requireOneProof(configuration, context);
        if (!configuration.callTimeout().isPositive()
                || !configuration.loginTimeout().isPositive()) {
            throw ConnectorException.misconfigured("callTimeout and loginTimeout must be longer than nothing");
        }
        return new OidcConnector(configuration, context);
    }

    private static void requireWords(OidcConfiguration configuration, ConnectorContext context) {
        var challenge = configuration.pkceChallenge();
        if (challenge != null && !CHALLENGES.contains(challenge.toLowerCase(Locale.ROOT))) {
            throw ConnectorException.misconfigured("pkceChallenge is neither S256 nor plain");
        }
        // dex passes over keys it does not know.
        if (!context.dexCompatible()
                && !MAPPED.containsAll(configuration.claimMapping().keySet())) {
            throw ConnectorException.misconfigured("claimMapping has a key other than " + MAPPED);
        }
        if (configuration.requireAcr() && configuration.acrValues().isEmpty()) {
            throw ConnectorException.misconfigured("requireAcr needs acrValues: which are good enough");
        }
    }

    /// dex takes any certificate then.
    private static void requireNoContradiction(OidcConfiguration configuration, ConnectorContext context) {
        if (!configuration.insecureSkipVerify() || configuration.rootCas().isEmpty()) {
            return;
        }
        var contradiction = "insecureSkipVerify: true contradicts rootCAs: remove it to check the provider's"
                + " certificate against them";
        if (!context.dexCompatible()) {
            throw ConnectorException.misconfigured(contradiction);
        }
        LOG.warn("connector {}: {}", context.id(), contradiction);
    }

    private static void requireOneProof(OidcConfiguration configuration, ConnectorContext context) {
        var key = configuration.clientAssertionKey();
        if (key == null) {
            if (configuration.clientAssertionKeyId() != null) {
                throw ConnectorException.misconfigured("clientAssertionKeyID means nothing without clientAssertionKey");
            }
            return;
        }
        if (!configuration.clientSecret().isEmpty()) {
            throw ConnectorException.misconfigured(
                    "clientAssertionKey and clientSecret contradict each other: keep one");
        }
        if (configuration.basicAuthUnsupported() != null) {
            throw ConnectorException.misconfigured(
                    "basicAuthUnsupported means nothing with clientAssertionKey: no secret is sent");
        }
        if (PrivateKeyFile.isReadableByEverybody(key)) {
            LOG.warn("connector {}: everybody on this machine can read the private key {}", context.id(), key);
        }
    }

    private static void requireAddress(String key, URI uri) {
        try {
            Origin.of(uri);
        } catch (IllegalArgumentException elsewhere) {
            throw ConnectorException.misconfigured(key + " is " + elsewhere.getMessage(), elsewhere);
        }
    }
}
