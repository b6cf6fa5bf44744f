package io.lintel.authorization;

import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.Scopes;
import io.lintel.oauth2.Subject;
import java.time.Instant;
import java.util.List;

/// What end-users have let clients know and do, so that they need not be asked again.
public interface Consents {

    /// What a user has let a client have.
    ///
    /// @param at when the last of it was given
    record Given(ClientId client, Scopes scopes, Instant at) {}

    /// Adds to what a user has let a client have. Nothing that was given before is lost, whoever else adds at the
    /// same time.
    void give(Subject user, ClientId client, Scopes scopes, Instant at);

    /// What a user has let a client have.
    ///
    /// @param since what was given before is not told
    Scopes given(Subject user, ClientId client, Instant since);

    /// All that a user has let anybody have, by client.
    ///
    /// @param since what was given before is not told
    List<Given> of(Subject user, Instant since);

    /// Takes back all that a user has let a client have.
    void withdraw(Subject user, ClientId client);

    /// Removes at most `limit` scopes that were given before `givenBefore`.
    ///
    /// @return how many were removed
    int sweep(Instant givenBefore, int limit);
}
