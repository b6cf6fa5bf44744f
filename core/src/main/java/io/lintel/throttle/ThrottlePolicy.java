package io.lintel.throttle;

import java.time.Duration;

/// How often may be guessed.
///
/// @param guardsPasswords whether passwords are counted at all
/// @param guardsClientSecrets whether client secrets are
/// @param account for the passwords of one account from one network
/// @param familiarAccount the same, from a network where the account was logged in to lately; it bounds also how
///     many right passwords may be under way at once
/// @param accountEverywhere for the passwords of one account from all networks where it was not logged in to lately
/// @param network for the passwords of all accounts from one neighbourhood of networks
/// @param familiarity how long a login from a network is remembered
/// @param clientSecret for the secrets of one client from one network
/// @param userCodesOfNetwork for user codes (RFC 8628) from one network
/// @param userCodes for user codes from everywhere
/// @param oneTimeCode for the one-time codes of one end-user
public record ThrottlePolicy(
        boolean guardsPasswords,
        boolean guardsClientSecrets,
        Limit account,
        Limit familiarAccount,
        Limit accountEverywhere,
        Limit network,
        Duration familiarity,
        Limit clientSecret,
        Limit userCodesOfNetwork,
        Limit userCodes,
        Limit oneTimeCode) {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MORE_WHERE_FAMILIAR = 5;

    private static final Limit CLIENT_SECRET = new Limit(20, SECOND, MINUTE);
    private static final Limit USER_CODES_OF_NETWORK = new Limit(10, SECOND, MINUTE.multipliedBy(5));

    /// With 20^8 user codes and 1,000 of them alive, about 1,550 guesses in a day hit one with a chance of 6 in
    /// 100,000.
    private static final Limit USER_CODES = new Limit(100, SECOND, MINUTE);

    private static final Limit ONE_TIME_CODE = new Limit(5, SECOND, MINUTE.multipliedBy(10));

    /// What holds if an operator decides nothing.
    public static final ThrottlePolicy STANDARD =
            of(true, true, 10, MINUTE.multipliedBy(15), 100, 500, Duration.ofDays(30));

    /// What an operator decides; the rest is as always.
    ///
    /// @param attempts from one network, before there is a wait
    /// @param longestWait between two attempts from one network
    public static ThrottlePolicy of(
            boolean guardsPasswords,
            boolean guardsClientSecrets,
            int attempts,
            Duration longestWait,
            int attemptsPerAccount,
            int attemptsPerNetwork,
            Duration familiarity) {
        return new ThrottlePolicy(
                guardsPasswords,
                guardsClientSecrets,
                new Limit(attempts, SECOND, longestWait),
                new Limit(attempts * MORE_WHERE_FAMILIAR, SECOND, longestWait),
                new Limit(attemptsPerAccount, SECOND, MINUTE.multipliedBy(5)),
                new Limit(attemptsPerNetwork, SECOND, SECOND.multipliedBy(10)),
                familiarity,
                CLIENT_SECRET,
                USER_CODES_OF_NETWORK,
                USER_CODES,
                ONE_TIME_CODE);
    }
}
