package io.lintel.server.registration;

import io.lintel.client.Client;
import io.lintel.client.ClientAuthenticationMethod;
import io.lintel.client.Clients;
import io.lintel.client.Provenance;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.registration.MetadataText;
import io.lintel.registration.RegistrationRules;
import io.lintel.server.outbound.FetchCache;
import io.lintel.server.outbound.FetchFailedException;
import io.lintel.server.outbound.Fetched;
import io.lintel.server.outbound.Fetching;
import io.lintel.server.outbound.Fresh;
import io.lintel.server.outbound.Wanted;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Clients whose id is the address of a document that says who they are (OAuth Client ID Metadata Document).
///
/// Whoever comes along may name an address, so fetching is rationed by [FetchCache].
public final class MetadataDocuments implements Clients {

    private static final int MOST_BYTES = 32 * 1024;
    private static final int MOST_CLIENTS = 1000;
    private static final int LONGEST_ID = 500;
    private static final Set<String> SHARED_SECRETS = Set.of("client_secret", "client_secret_expires_at");
    private static final Logger LOG = LoggerFactory.getLogger(MetadataDocuments.class);

    private final Fetching fetching;
    private final RegistrationRules rules;
    private final MetadataText text;
    private final Supplier<Set<String>> offered;
    private final Set<String> hosts;
    private final FetchCache<ClientId, Client> known;

    /// @param hosts where documents may be; empty for anywhere in public
    /// @param ticker nanoseconds from some origin, like [System#nanoTime()]
    public MetadataDocuments(
            Fetching fetching,
            RegistrationRules rules,
            MetadataText text,
            Supplier<Set<String>> offered,
            Set<String> hosts,
            LongSupplier ticker) {
        this.fetching = fetching;
        this.rules = rules;
        this.text = text;
        this.offered = offered;
        this.hosts = Set.copyOf(hosts);
        this.known = new FetchCache<>(MOST_CLIENTS, ticker, MetadataDocuments::refused);
    }

    @Override
    public Optional<Client> find(ClientId id) {
        var uri = address(id);
        return uri == null ? Optional.empty() : known.find(id, () -> fetch(id, uri));
    }

    /// What an id must look like to be an address: https, a path, and one spelling.
    private @Nullable URI address(ClientId id) {
        if (!id.value().startsWith("https://") || id.value().length() > LONGEST_ID) {
            return null;
        }
        try {
            var uri = URI.create(id.value());
            var path = uri.getRawPath();
            var isAddress = uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && path != null
                    && path.length() > 1
                    && uri.normalize().equals(uri);
            return isAddress && (hosts.isEmpty() || hosts.contains(uri.getHost())) ? uri : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private Fresh<Client> fetch(ClientId id, URI uri) {
        try {
            var fetched = fetching.fetch(uri, Provenance.METADATA_DOCUMENT, Wanted.json(MOST_BYTES));
            return new Fresh<>(client(id, fetched), fetched.freshFor());
        } catch (IllegalArgumentException | OAuth2Exception unusable) {
            throw FetchFailedException.because(String.valueOf(unusable.getMessage()), unusable);
        }
    }

    private Client client(ClientId id, Fetched fetched) {
        if (!fetched.mediaType().equals("application/json")
                && !fetched.mediaType().endsWith("+json")) {
            throw new IllegalArgumentException("it is not application/json");
        }
        var members = text.read(fetched.text());
        if (!id.value().equals(members.get("client_id"))) {
            throw new IllegalArgumentException("its client_id is not its address");
        }
        if (SHARED_SECRETS.stream().anyMatch(members::containsKey)) {
            throw new IllegalArgumentException("it holds a secret");
        }
        members.putIfAbsent("token_endpoint_auth_method", ClientAuthenticationMethod.NONE.word());
        var metadata = rules.read(members, offered.get(), text);
        if (metadata.authentication().method().needsSecret()) {
            throw new IllegalArgumentException("its token_endpoint_auth_method needs a secret that nobody has");
        }
        if (metadata.tokens().pairwise() && metadata.sectorIdentifier() != null) {
            throw new IllegalArgumentException("its sector_identifier_uri is not looked up for a metadata document");
        }
        if (!metadata.requests().rules().uris().isEmpty()) {
            throw new IllegalArgumentException("its request_uris are not read for a metadata document");
        }
        return metadata.client(id, null, Provenance.METADATA_DOCUMENT);
    }

    private static void refused(ClientId id, String why) {
        LOG.atWarn().addKeyValue("client_id", id).addKeyValue("detail", why).log("client metadata document refused");
    }
}
