package io.lintel.server.local;

import io.lintel.secret.Secret;
import java.util.List;
import java.util.Optional;

/// Where accounts are found.
public interface LocalAccounts {

    /// @param email in lower case
    Optional<LocalAccount> findByEmail(String email);

    Optional<LocalAccount> findByUserId(String userId);

    /// A hash as costly to check as the costliest of the accounts, which no known password matches: checked where
    /// there is no account, so that both take the same time.
    Secret hashOfNobody();

    /// Hashes of nobody that are together as costly as what a hash lacks of the costliest: checked beside it, so
    /// that the time tells no account by its cost.
    List<Secret> besides(Secret hash);
}
