package io.lintel.server.local;

import io.lintel.secret.Secret;
import io.lintel.server.settings.StaticPassword;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The accounts of the configuration file.
public final class ConfiguredAccounts implements LocalAccounts {

    /// Random; nobody has looked for what it could be the hash of.
    private static final String SALT_AND_HASH = "$uUQ5lCoYVAkXlRnXKZwYeuBVmUWjzGZhBwDfAiCtoGH7NHs6tyNPi";

    private final Map<String, LocalAccount> byEmail;
    private final Map<String, LocalAccount> byUserId;

    private final Secret hashOfNobody;

    public ConfiguredAccounts(Collection<LocalAccount> accounts) {
        this.byEmail =
                accounts.stream().collect(Collectors.toUnmodifiableMap(LocalAccount::email, Function.identity()));
        this.byUserId = accounts.stream()
                .collect(Collectors.toUnmodifiableMap(
                        account -> account.identity().userId(), Function.identity()));
        this.hashOfNobody = accounts.stream()
                .map(account -> account.hash().reveal().substring(4, 6))
                .max(Comparator.naturalOrder())
                .map(cost -> Secret.of("$2a$" + cost + SALT_AND_HASH))
                .orElse(Secret.of("$2a$10" + SALT_AND_HASH));
    }

    public static ConfiguredAccounts of(Collection<StaticPassword> written) {
        return new ConfiguredAccounts(written.stream()
                .map(each -> new LocalAccount(each.email(), each.hash(), each.identity()))
                .toList());
    }

    @Override
    public Secret hashOfNobody() {
        return hashOfNobody;
    }

    @Override
    public Optional<LocalAccount> findByEmail(String email) {
        return Optional.ofNullable(byEmail.get(email));
    }

    @Override
    public Optional<LocalAccount> findByUserId(String userId) {
        return Optional.ofNullable(byUserId.get(userId));
    }
}
