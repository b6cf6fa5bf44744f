package io.lintel.client;

import io.lintel.connector.ConnectorId;
import io.lintel.factor.FactorChain;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.RedirectUri;
import io.lintel.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes a [Client]. What is not said has the safe default.
public final class ClientBuilder {

    private final ClientId id;
    private final String name;
    private @Nullable Secret secret;
    private @Nullable URI logo;
    private List<RedirectUri> redirectUris = List.of();
    private Set<ClientId> trustedPeers = Set.of();
    private boolean isPublic;
    private Set<ConnectorId> allowedConnectors = Set.of();
    private FactorChain factors = FactorChain.ofDefault();
    private SessionRules sessions = SessionRules.DEFAULT;
    private TokenSettings tokens = TokenSettings.defaults();
    private AuthenticationSettings authentication = AuthenticationSettings.DEFAULT;
    private ClientRegistration registration = ClientRegistration.DEFAULT;
    private MachineSettings machine = MachineSettings.none();
    private RequestRules requests = RequestRules.any();
    private LogoutSettings logout = LogoutSettings.none();
    private ClientPages pages = ClientPages.none();

    ClientBuilder(ClientId id, String name) {
        this.id = id;
        this.name = name;
    }

    ClientBuilder(Client client) {
        this(client.id(), client.name());
        secret = client.secret();
        logo = client.logo();
        redirectUris = client.redirectUris();
        trustedPeers = client.trustedPeers();
        isPublic = client.isPublic();
        allowedConnectors = client.allowedConnectors();
        factors = client.factors();
        sessions = client.sessions();
        tokens = client.tokens();
        authentication = client.authentication();
        registration = client.registration();
        machine = client.machine();
        requests = client.requests();
        logout = client.logout();
        pages = client.pages();
    }

    public ClientBuilder secret(@Nullable Secret given) {
        secret = given;
        return this;
    }

    public ClientBuilder logo(@Nullable URI given) {
        logo = given;
        return this;
    }

    public ClientBuilder redirectUris(List<RedirectUri> given) {
        redirectUris = given;
        return this;
    }

    public ClientBuilder trustedPeers(Set<ClientId> given) {
        trustedPeers = given;
        return this;
    }

    public ClientBuilder isPublic(boolean given) {
        isPublic = given;
        return this;
    }

    public ClientBuilder allowedConnectors(Set<ConnectorId> given) {
        allowedConnectors = given;
        return this;
    }

    public ClientBuilder factors(FactorChain given) {
        factors = given;
        return this;
    }

    public ClientBuilder sessions(SessionRules given) {
        sessions = given;
        return this;
    }

    public ClientBuilder tokens(TokenSettings given) {
        tokens = given;
        return this;
    }

    public ClientBuilder authentication(AuthenticationSettings given) {
        authentication = given;
        return this;
    }

    public ClientBuilder registration(ClientRegistration given) {
        registration = given;
        return this;
    }

    public ClientBuilder machine(MachineSettings given) {
        machine = given;
        return this;
    }

    public ClientBuilder requests(RequestRules given) {
        requests = given;
        return this;
    }

    public ClientBuilder logout(LogoutSettings given) {
        logout = given;
        return this;
    }

    public ClientBuilder pages(ClientPages given) {
        pages = given;
        return this;
    }

    /// @throws IllegalArgumentException if the client has nothing to prove itself by that its settings ask for
    public Client build() {
        return new Client(
                id,
                secret,
                name,
                logo,
                redirectUris,
                trustedPeers,
                isPublic,
                allowedConnectors,
                factors,
                sessions,
                tokens,
                authentication,
                registration,
                machine,
                requests,
                logout,
                pages);
    }
}
