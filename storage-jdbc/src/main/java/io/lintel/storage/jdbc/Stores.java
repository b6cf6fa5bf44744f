package io.lintel.storage.jdbc;

import io.lintel.authorization.AuthorizationCodes;
import io.lintel.authorization.ParkedAuthorizations;
import io.lintel.token.RefreshFamilies;
import io.lintel.token.RevokedGrants;

/// The stores that need a sealer.
public record Stores(
        AuthorizationCodes codes, ParkedAuthorizations parked, RefreshFamilies families, RevokedGrants revoked) {}
