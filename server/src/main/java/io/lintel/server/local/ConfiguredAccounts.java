package io.lintel.server.local;

import io.lintel.secret.Secret;
import io.lintel.server.settings.StaticPassword;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The accounts of the configuration file.
public final class ConfiguredAccounts implements LocalAccounts {

    /// Random; nobody has looked for what it could be the hash of.
    private static final String SALT_AND_HASH = "$uUQ5lCoYVAkXlRnXKZwYeuBVmUWjzGZhBwDfAiCtoGH7NHs6tyNPi";

    private static final int USUAL_COST = 10;

    private final Map<String, LocalAccount> byEmail;
    private final Map<String, LocalAccount> byUserId;

    private final int highestCost;

    public ConfiguredAccounts(Collection<LocalAccount> accounts) {
        this.byEmail =
                accounts.stream().collect(Collectors.toUnmodifiableMap(LocalAccount::email, Function.identity()));
        this.byUserId = accounts.stream()
                .collect(Collectors.toUnmodifiableMap(
                        account -> account.identity().userId(), Function.identity()));
        this.highestCost = accounts.stream()
                .mapToInt(account -> cost(account.hash()))
                .max()
                .orElse(USUAL_COST);
    }

    public static ConfiguredAccounts of(Collection<StaticPassword> written) {
        return new ConfiguredAccounts(written.stream()
                .map(each -> new LocalAccount(each.email(), each.hash(), each.identity()))
                .toList());
    }

    @Override
    public Secret hashOfNobody() {
        return hashOfNobody(highestCost);
    }

    /// Each cost is twice the one before: a check of 10, one more of 10 and one of 11 cost as much as one of 12.
    @Override
    public List<Secret> besides(Secret hash) {
        return IntStream.range(cost(hash), highestCost)
                .mapToObj(ConfiguredAccounts::hashOfNobody)
                .toList();
    }

    private static Secret hashOfNobody(int cost) {
        return Secret.of("$2a$" + (cost < 10 ? "0" : "") + cost + SALT_AND_HASH);
    }

    private static int cost(Secret hash) {
        return Integer.parseInt(hash.reveal().substring(4, 6));
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
