package io.lintel.registration;

import io.lintel.client.ClientAuthenticationMethod;
import io.lintel.client.RegisteredClient;
import io.lintel.client.RegisteredClients;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lets clients register, and read, change and end their registration (RFC 7591, section 3; RFC 7592, section 2).
public final class ClientRegistrations {

    /// What we alone say; a client that sends it back has not understood (RFC 7592, section 2.2).
    private static final Set<String> OURS = Set.of(
            "registration_access_token", "registration_client_uri", "client_secret_expires_at", "client_id_issued_at");

    /// A registration as it stands now.
    ///
    /// @param newSecret the client's secret if it was made just now; it is shown this once
    public record Registration(
            RegisteredClient client,
            ClientMetadata metadata,
            @Nullable Secret newSecret) {}

    private final RegisteredClients clients;
    private final InitialAccess initialAccess;
    private final RegistrationRules rules;
    private final MetadataText text;
    private final SectorIdentifiers sectors;
    private final Supplier<Set<String>> offered;
    private final int most;
    private final Entropy entropy;
    private final Clock clock;

    /// @param offered the algorithms that there are keys for, by name
    /// @param most how many clients there may be
    public ClientRegistrations(
            RegisteredClients clients,
            InitialAccess initialAccess,
            RegistrationRules rules,
            MetadataText text,
            SectorIdentifiers sectors,
            Supplier<Set<String>> offered,
            int most,
            Entropy entropy,
            Clock clock) {
        this.clients = clients;
        this.initialAccess = initialAccess;
        this.rules = rules;
        this.text = text;
        this.sectors = sectors;
        this.offered = offered;
        this.most = most;
        this.entropy = entropy;
        this.clock = clock;
    }

    /// Who may register, by the initial access token that was shown.
    ///
    /// @throws OAuth2Exception `invalid_token`
    public InitialAccessToken admit(Secret initialAccessToken) {
        return initialAccess.require(initialAccessToken);
    }

    /// Registers a client.
    ///
    /// @param accessToken a new one, for this client alone
    /// @throws OAuth2Exception what whoever registers is to be told
    public Registration register(InitialAccessToken admitted, Map<String, Object> given, Secret accessToken) {
        var metadata = read(given);
        var secret = needsSecret(metadata) ? entropy.secret() : null;
        initialAccess.spend(admitted);
        var client = RegisteredClient.of(
                new ClientId(entropy.identifier()),
                clock.instant(),
                text.write(metadata.members(text)),
                secret,
                accessToken);
        if (!clients.add(client, most)) {
            throw OAuth2Exception.of(ErrorCode.TEMPORARILY_UNAVAILABLE, "No more clients can be registered.");
        }
        return new Registration(client, metadata, secret);
    }

    /// A new token for a client that is about to be registered.
    public Secret newAccessToken() {
        return entropy.secret();
    }

    /// @throws OAuth2Exception `invalid_token` if there is no such client, or the token is not its own
    public Registration read(ClientId id, Secret accessToken) {
        var client = require(id, accessToken);
        return new Registration(client, ClientMetadata.kept(text.read(client.metadata()), text), null);
    }

    /// Puts other metadata in the place of all that there were. A member that is left out is gone.
    ///
    /// @throws OAuth2Exception what the client is to be told
    public Registration replace(ClientId id, Secret accessToken, Map<String, Object> given) {
        var client = require(id, accessToken);
        requireSame(client, given);
        var metadata = read(given);
        var secret = needsSecret(metadata) ? client.secret() : null;
        var newSecret = needsSecret(metadata) && secret == null ? entropy.secret() : null;
        var changed = client.changed(text.write(metadata.members(text)), newSecret == null ? secret : newSecret);
        if (!clients.replace(changed)) {
            throw OAuth2Exception.of(ErrorCode.INVALID_REQUEST, "The registration was changed at the same time.");
        }
        return new Registration(changed, metadata, newSecret);
    }

    /// Ends a registration. What was issued to the client is worth nothing at its next use.
    ///
    /// @throws OAuth2Exception `invalid_token`
    public void remove(ClientId id, Secret accessToken) {
        clients.remove(require(id, accessToken).id());
    }

    private ClientMetadata read(Map<String, Object> given) {
        var metadata = rules.read(given, offered.get(), text);
        var sector = metadata.sectorIdentifier();
        if (sector != null) {
            try {
                if (sectors.fetch(sector).containsAll(metadata.redirectUris())) {
                    return metadata;
                }
            } catch (IllegalArgumentException unusable) {
                throw OAuth2Exception.of(
                        ErrorCode.INVALID_CLIENT_METADATA,
                        "sector_identifier_uri cannot be read.",
                        "sector_identifier_uri: " + unusable.getMessage());
            }
            throw Members.refused("sector_identifier_uri", "does not list all redirect URIs");
        }
        return metadata;
    }

    private RegisteredClient require(ClientId id, Secret accessToken) {
        return clients.find(id)
                .filter(client -> client.isOpenedBy(accessToken))
                .orElseThrow(() -> OAuth2Exception.quietly(
                        ErrorCode.INVALID_TOKEN, "no client with this registration access token"));
    }

    /// RFC 7592, section 2.2: the client says which one it is, and does not choose its secret.
    private static void requireSame(RegisteredClient client, Map<String, Object> given) {
        var isSame = client.id().value().equals(given.get("client_id"));
        var secret = client.secret();
        var isItsSecret = !given.containsKey("client_secret")
                || (secret != null
                        && given.get("client_secret") instanceof String shown
                        && secret.equals(Secret.of(shown)));
        if (!isSame || !isItsSecret || OURS.stream().anyMatch(given::containsKey)) {
            throw OAuth2Exception.of(
                    ErrorCode.INVALID_REQUEST,
                    "client_id must be that of the client, client_secret the one it has, and what only the server says"
                            + " must not be there.");
        }
    }

    private static boolean needsSecret(ClientMetadata metadata) {
        ClientAuthenticationMethod method = metadata.authentication().method();
        return method.needsSecret();
    }
}
