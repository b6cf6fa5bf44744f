package io.lintel.server.wiring;

import io.lintel.authorization.PublishedRequestObjects;
import io.lintel.authorization.UsedValues;
import io.lintel.client.Client;
import io.lintel.client.Clients;
import io.lintel.client.RegisteredClients;
import io.lintel.connector.support.RootCertificates;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.ResponseType;
import io.lintel.oauth2.Scope;
import io.lintel.registration.ClientRegistrations;
import io.lintel.registration.InitialAccess;
import io.lintel.registration.MetadataText;
import io.lintel.registration.RegistrationRules;
import io.lintel.secret.Entropy;
import io.lintel.server.logo.ClientLogos;
import io.lintel.server.outbound.Fetching;
import io.lintel.server.registration.KnownClients;
import io.lintel.server.registration.MetadataDocuments;
import io.lintel.server.registration.PublishedObjects;
import io.lintel.server.registration.PublishedSectors;
import io.lintel.server.registration.StoredClients;
import io.lintel.server.settings.RegistrationSettings;
import io.lintel.server.settings.Settings;
import io.lintel.server.signing.ClientMetadataText;
import io.lintel.signing.PublishedKeys;
import io.lintel.storage.jdbc.Stores;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Constructs what knows clients, and lets them register.
@Factory
final class RegistrationFactory {

    private static final Duration CONNECTING = Duration.ofSeconds(5);

    /// The clients of the file, ready for the protocol.
    record ConfiguredClients(List<Client> clients) {}

    @Singleton
    MetadataText metadataText() {
        return new ClientMetadataText();
    }

    @Singleton
    RegisteredClients registeredClients(Stores stores) {
        return stores.clients();
    }

    /// Fetches what clients publish.
    @Singleton
    Fetching fetching(HttpClient httpClient, Settings settings) {
        var registration = settings.registration();
        return new Fetching(client(httpClient, registration), Set.copyOf(registration.trustedHosts()));
    }

    private static HttpClient client(HttpClient shared, RegistrationSettings settings) {
        return settings.rootCa() == null
                ? shared
                : HttpClient.newBuilder()
                        .connectTimeout(CONNECTING)
                        .sslContext(RootCertificates.trusting("registration.rootCA", settings.rootCa()))
                        .build();
    }

    @Singleton
    ClientLogos clientLogos(Fetching fetching, Settings settings) {
        return new ClientLogos(fetching, settings.registration().showLogos(), System::nanoTime);
    }

    @Singleton
    PublishedRequestObjects publishedRequestObjects(Fetching fetching) {
        return new PublishedObjects(fetching, System::nanoTime);
    }

    /// The store is opened when a client is first looked up there.
    @Singleton
    Clients clients(
            ConfiguredClients configured,
            Settings settings,
            BeanProvider<RegisteredClients> registered,
            BeanProvider<PublishedKeys> keys,
            Fetching fetching,
            MetadataText text) {
        var registration = settings.registration();
        var others = new ArrayList<Clients>();
        if (registration.enabled()) {
            others.add(new StoredClients(registered::get, text));
        }
        if (registration.documents()) {
            others.add(new MetadataDocuments(
                    fetching,
                    rules(settings),
                    text,
                    () -> algorithms(keys.get()),
                    Set.copyOf(registration.documentHosts()),
                    System::nanoTime));
        }
        return new KnownClients(configured.clients(), others);
    }

    @Singleton
    ClientRegistrations clientRegistrations(
            Settings settings,
            RegisteredClients clients,
            UsedValues used,
            PublishedKeys keys,
            Fetching fetching,
            MetadataText text,
            Entropy entropy,
            Clock clock) {
        var registration = settings.registration();
        return new ClientRegistrations(
                clients,
                new InitialAccess(registration.initialAccessTokens(), used::claim, clock),
                rules(settings),
                text,
                new PublishedSectors(fetching, text),
                () -> algorithms(keys),
                registration.maxClients(),
                entropy,
                clock);
    }

    private static Set<String> algorithms(PublishedKeys keys) {
        return keys.keys().stream()
                .flatMap(key -> Optional.ofNullable(key.members().get("alg")).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// What clients may register for is what the server does, and no more than the operator lets them.
    private static RegistrationRules rules(Settings settings) {
        var registration = settings.registration();
        var grantTypes = new HashSet<>(registration.grantTypes());
        grantTypes.retainAll(settings.oauth2().grantTypes());
        var scopes = registration.scopes();
        return new RegistrationRules(
                grantTypes,
                settings.oauth2().combinations(settings.compatibility()).stream()
                        .filter(types -> grantTypes.contains(GrantType.IMPLICIT) || !ResponseType.needTokens(types))
                        .collect(Collectors.toUnmodifiableSet()),
                scopes == null ? null : scopes.stream().map(Scope::new).collect(Collectors.toSet()),
                Set.copyOf(registration.redirectHosts()),
                Set.copyOf(registration.trustedHosts()));
    }
}
