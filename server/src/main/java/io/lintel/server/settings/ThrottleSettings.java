package io.lintel.server.settings;

import java.time.Duration;

/// How often may be guessed.
///
/// @param passwords whether wrong passwords are counted
/// @param clientSecrets whether wrong client secrets are
/// @param attempts wrong passwords for one account from one network, before there is a wait
/// @param longestWait what the waits grow to, and after how long one wrong password is forgotten
/// @param attemptsPerAccount wrong passwords for one account from networks where it was not logged in to lately
/// @param attemptsPerNetwork wrong passwords for all accounts from one neighbourhood of networks
/// @param rememberedFor how long a login from a network is remembered
public record ThrottleSettings(
        boolean passwords,
        boolean clientSecrets,
        int attempts,
        Duration longestWait,
        int attemptsPerAccount,
        int attemptsPerNetwork,
        Duration rememberedFor) {

    private static final int MOST = 1_000_000;
    private static final int MOST_ATTEMPTS = 1_000;
    private static final Duration LEAST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    static ThrottleSettings read(Section section) {
        return new ThrottleSettings(
                section.flag("passwords", true),
                section.flag("clientSecrets", true),
                section.number("attempts", 10, 1, MOST_ATTEMPTS),
                longestWait(section),
                section.number("attemptsPerAccount", 100, 1, MOST),
                section.number("attemptsPerNetwork", 500, 1, MOST),
                section.duration("rememberedFor", Duration.ofDays(30)));
    }

    private static Duration longestWait(Section section) {
        var wait = section.duration("longestWait", Duration.ofMinutes(15));
        if (wait.compareTo(LEAST_WAIT) < 0 || wait.compareTo(LONGEST_WAIT) > 0) {
            section.mistake("longestWait", "must be from 1s to 24h");
            return LEAST_WAIT;
        }
        return wait;
    }
}
