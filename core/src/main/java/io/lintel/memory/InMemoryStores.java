package io.lintel.memory;

import io.lintel.authorization.AuthorizationCodes;
import io.lintel.authorization.Consents;
import io.lintel.authorization.ParkedAuthorizations;
import io.lintel.authorization.PushedRequests;
import io.lintel.authorization.UsedValues;
import io.lintel.client.RegisteredClients;
import io.lintel.client.SubjectSalts;
import io.lintel.device.DeviceRequests;
import io.lintel.factor.FactorHolders;
import io.lintel.logout.LogoutNotices;
import io.lintel.secret.SealingKeys;
import io.lintel.session.Sessions;
import io.lintel.signing.SigningKeys;
import io.lintel.throttle.Attempts;
import io.lintel.token.RefreshFamilies;
import io.lintel.token.RevokedGrants;

/// All stores of a server without a database.
public final class InMemoryStores {

    private static final int CODES = 100_000;
    private static final int PARKED = 100_000;
    private static final int FAMILIES = 1_000_000;
    private static final int USED = 1_000_000;
    private static final int HOLDERS = 100_000;
    private static final int SESSIONS = 100_000;
    private static final int CONSENTS = 1_000_000;
    private static final int PUSHED = 100_000;
    private static final int NOTICES = 1_000_000;

    private final InMemoryAuthorizationCodes codes;
    private final InMemoryParkedAuthorizations parked;
    private final InMemoryGrants grants;
    private final InMemoryUsedValues used;
    private final InMemoryFactorHolders factors;
    private final InMemorySessions sessions;
    private final InMemoryConsents consents;
    private final InMemoryRegisteredClients clients = new InMemoryRegisteredClients();
    private final InMemoryAttempts attempts = new InMemoryAttempts();
    private final InMemoryPushedRequests pushed = new InMemoryPushedRequests(PUSHED);
    private final InMemoryDeviceRequests devices = new InMemoryDeviceRequests();
    private final InMemoryLogoutNotices notices;
    private final InMemorySealingKeys sealingKeys = new InMemorySealingKeys();
    private final InMemorySigningKeys signingKeys = new InMemorySigningKeys();
    private final InMemorySubjectSalts subjectSalts = new InMemorySubjectSalts();

    public InMemoryStores() {
        this(CODES, PARKED, FAMILIES, USED, SESSIONS, CONSENTS, NOTICES, HOLDERS);
    }

    /// Each number is the most entries that store holds.
    InMemoryStores(
            int codes, int parked, int families, int used, int sessions, int consents, int notices, int holders) {
        this.codes = new InMemoryAuthorizationCodes(codes);
        this.parked = new InMemoryParkedAuthorizations(parked);
        this.grants = new InMemoryGrants(families);
        this.used = new InMemoryUsedValues(used);
        this.factors = new InMemoryFactorHolders(holders);
        this.sessions = new InMemorySessions(sessions);
        this.consents = new InMemoryConsents(consents);
        this.notices = new InMemoryLogoutNotices(notices);
    }

    public AuthorizationCodes codes() {
        return codes;
    }

    public ParkedAuthorizations parked() {
        return parked;
    }

    public RefreshFamilies families() {
        return grants.families();
    }

    public RevokedGrants revoked() {
        return grants.revoked();
    }

    public UsedValues used() {
        return used;
    }

    public FactorHolders factors() {
        return factors;
    }

    public Sessions sessions() {
        return sessions;
    }

    public Consents consents() {
        return consents;
    }

    public RegisteredClients clients() {
        return clients;
    }

    public Attempts attempts() {
        return attempts;
    }

    public PushedRequests pushed() {
        return pushed;
    }

    public DeviceRequests devices() {
        return devices;
    }

    public LogoutNotices notices() {
        return notices;
    }

    public SealingKeys sealingKeys() {
        return sealingKeys;
    }

    public SigningKeys signingKeys() {
        return signingKeys;
    }

    public SubjectSalts subjectSalts() {
        return subjectSalts;
    }
}
