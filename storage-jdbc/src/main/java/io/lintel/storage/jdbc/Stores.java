package io.lintel.storage.jdbc;

import io.lintel.authorization.AuthorizationCodes;
import io.lintel.authorization.Consents;
import io.lintel.authorization.ParkedAuthorizations;
import io.lintel.authorization.PushedRequests;
import io.lintel.authorization.UsedValues;
import io.lintel.client.RegisteredClients;
import io.lintel.device.DeviceRequests;
import io.lintel.session.Sessions;
import io.lintel.throttle.Attempts;
import io.lintel.token.RefreshFamilies;
import io.lintel.token.RevokedGrants;

/// All stores but those of keys.
public record Stores(
        AuthorizationCodes codes,
        ParkedAuthorizations parked,
        RefreshFamilies families,
        RevokedGrants revoked,
        UsedValues used,
        Sessions sessions,
        Consents consents,
        RegisteredClients clients,
        Attempts attempts,
        PushedRequests pushed,
        DeviceRequests devices) {}
