package io.lintel.server.storage;

import io.lintel.authorization.AuthorizationCodes;
import io.lintel.authorization.ParkedAuthorizations;
import io.lintel.authorization.UsedValues;
import io.lintel.client.SubjectSalts;
import io.lintel.secret.SealingKeys;
import io.lintel.signing.SigningKeys;
import io.lintel.token.RefreshFamilies;
import io.lintel.token.RevokedGrants;

/// All stores of a server without a database.
public final class InMemoryStores {

    private static final int CODES = 100_000;
    private static final int PARKED = 100_000;
    private static final int FAMILIES = 1_000_000;
    private static final int USED = 1_000_000;

    private final InMemoryAuthorizationCodes codes;
    private final InMemoryParkedAuthorizations parked;
    private final InMemoryGrants grants;
    private final InMemoryUsedValues used;
    private final InMemorySealingKeys sealingKeys = new InMemorySealingKeys();
    private final InMemorySigningKeys signingKeys = new InMemorySigningKeys();
    private final InMemorySubjectSalts subjectSalts = new InMemorySubjectSalts();

    public InMemoryStores() {
        this(CODES, PARKED, FAMILIES, USED);
    }

    /// Each number is the most entries that store holds.
    InMemoryStores(int codes, int parked, int families, int used) {
        this.codes = new InMemoryAuthorizationCodes(codes);
        this.parked = new InMemoryParkedAuthorizations(parked);
        this.grants = new InMemoryGrants(families);
        this.used = new InMemoryUsedValues(used);
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
