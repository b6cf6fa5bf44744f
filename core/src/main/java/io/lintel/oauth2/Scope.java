package io.lintel.oauth2;

import java.util.Optional;
import java.util.Set;

/// One scope token (RFC 6749, section 3.3).
public record Scope(String value) {

    public static final Scope OPENID = new Scope("openid");
    public static final Scope EMAIL = new Scope("email");
    public static final Scope PROFILE = new Scope("profile");
    public static final Scope ADDRESS = new Scope("address");
    public static final Scope PHONE = new Scope("phone");
    public static final Scope GROUPS = new Scope("groups");
    /// Puts the connector's id and the user's id there into `federated_claims`.
    public static final Scope FEDERATED_ID = new Scope("federated:id");
    public static final Scope OFFLINE_ACCESS = new Scope("offline_access");

    /// All there are, but for those that name an audience.
    public static final Set<Scope> ALL =
            Set.of(OPENID, EMAIL, PROFILE, ADDRESS, PHONE, GROUPS, FEDERATED_ID, OFFLINE_ACCESS);

    private static final String AUDIENCE = "audience:server:client_id:";

    public Scope {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a scope must not be empty");
        }
    }

    /// The scope for tokens that carry a client's name as audience.
    public static Scope audienceOf(ClientId client) {
        return new Scope(AUDIENCE + client.value());
    }

    /// The client whose name a token with this scope carries as audience, if this is a scope for that.
    public Optional<ClientId> audience() {
        return value.startsWith(AUDIENCE) && value.length() > AUDIENCE.length()
                ? Optional.of(new ClientId(value.substring(AUDIENCE.length())))
                : Optional.empty();
    }

    /// Whether it can be given to anybody.
    public boolean isKnown() {
        return ALL.contains(this) || audience().isPresent();
    }

    @Override
    public String toString() {
        return value;
    }
}
