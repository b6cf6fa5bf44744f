package io.lintel.connector.oidc;

import static java.util.stream.Stream.concat;

import io.lintel.connector.ConnectorContext;
import io.lintel.connector.support.ClientCredentials;
import io.lintel.connector.support.ClientKey;
import io.lintel.connector.support.Destinations;
import io.lintel.connector.support.HttpLimits;
import io.lintel.connector.support.OpenIdProvider;
import io.lintel.connector.support.OpenIdRegistration;
import io.lintel.connector.support.RootCertificates;
import io.lintel.connector.support.TokenAuthentication;
import io.lintel.connector.support.UncheckedCertificates;
import io.lintel.connector.support.UpstreamHttp;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/// How a configuration says that the provider is to be spoken with.
final class ProviderConnection {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private ProviderConnection() {}

    /// One of its own where other certificates are trusted than everywhere else.
    static HttpClient client(OidcConfiguration configuration, ConnectorContext context) {
        if (configuration.insecureSkipVerify()) {
            return client(UncheckedCertificates.context());
        }
        return configuration.rootCas().isEmpty()
                ? context.httpClient()
                : client(RootCertificates.trusting("rootCAs", configuration.rootCas()));
    }

    private static HttpClient client(SSLContext trust) {
        return HttpClient.newBuilder().connectTimeout(CONNECT).sslContext(trust).build();
    }

    static OpenIdProvider provider(OidcConfiguration configuration, HttpClient client, Clock clock) {
        var overrides = configuration.overrides().toOverrides();
        var hosts = concat(Stream.of(configuration.issuer()), overrides.all())
                .map(URI::getHost)
                .toList();
        return new OpenIdProvider(
                new OpenIdRegistration(
                        configuration.issuer(),
                        configuration.expectedIssuer(),
                        overrides,
                        credentials(configuration),
                        authentication(configuration)),
                new UpstreamHttp(client, Destinations.of(hosts), HttpLimits.of(configuration.callTimeout())),
                clock,
                System::nanoTime);
    }

    private static ClientCredentials credentials(OidcConfiguration configuration) {
        var path = configuration.clientAssertionKey();
        var key =
                path == null ? null : ClientKey.read("clientAssertionKey", path, configuration.clientAssertionKeyId());
        return new ClientCredentials(configuration.clientId(), configuration.clientSecret(), key);
    }

    private static TokenAuthentication authentication(OidcConfiguration configuration) {
        var unsupported = configuration.basicAuthUnsupported();
        var inBody = unsupported == null ? isOkta(configuration.issuer()) : unsupported;
        return inBody || configuration.clientSecret().isEmpty()
                ? TokenAuthentication.BODY
                : TokenAuthentication.FOUND_OUT;
    }

    private static boolean isOkta(URI issuer) {
        var host = issuer.getHost().toLowerCase(Locale.ROOT);
        return host.endsWith(".okta.com") || host.endsWith(".oktapreview.com");
    }
}
