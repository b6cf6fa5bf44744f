package io.lintel.connector.ldap;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an entry says of its account: whether an administrator has closed it.
///
/// A bind tells more, but a refresh has no password to bind with, and neither has who shows a ticket. A lock after
/// wrong passwords ends no refresh token, because anybody can cause it.
final class AccountState {
    private static final String USER_ACCOUNT_CONTROL = "userAccountControl";
    /// What Active Directory makes of its settings and the time: flags like those of [#USER_ACCOUNT_CONTROL].
    private static final String COMPUTED = "msDS-User-Account-Control-Computed";

    private static final String ACCOUNT_EXPIRES = "accountExpires";
    private static final String NS_ACCOUNT_LOCK = "nsAccountLock";
    private static final String PWD_ACCOUNT_LOCKED_TIME = "pwdAccountLockedTime";

    /// ADS_UF_ACCOUNTDISABLE.
    private static final int DISABLED = 0x2;

    /// ADS_UF_LOCKOUT.
    private static final int LOCKED = 0x10;

    /// ADS_UF_PASSWORD_EXPIRED, which holds too for one that must be changed.
    private static final int PASSWORD_IS_EXPIRED = 0x80_0000;

    /// By draft-behera-ldap-password-policy-10, section 5.3.3: locked until an administrator unlocks it.
    private static final String LOCKED_FOR_GOOD = "000001010000Z";

    private static final Instant FILETIME_ZERO = Instant.parse("1601-01-01T00:00:00Z");

    private final Clock clock;

    AccountState(Clock clock) {
        this.clock = clock;
    }

    /// The attributes it reads.
    static List<String> attributes() {
        return List.of(USER_ACCOUNT_CONTROL, COMPUTED, ACCOUNT_EXPIRES, NS_ACCOUNT_LOCK, PWD_ACCOUNT_LOCKED_TIME);
    }

    /// Why nobody may log in to the account, or empty if it is open.
    Optional<LoginResult> findLoginRefusal(DirectoryEntry entry) {
        var closed = findRefusal(entry);
        if (closed.isPresent()) {
            return closed;
        }
        var computed = number(entry, COMPUTED);
        if ((computed & LOCKED) != 0) {
            return refused(Refusal.ACCOUNT_LOCKED, entry, COMPUTED + " says locked");
        }
        return (computed & PASSWORD_IS_EXPIRED) == 0
                ? Optional.empty()
                : refused(Refusal.PASSWORD_EXPIRED, entry, COMPUTED + " says that the password has expired");
    }

    /// Why an administrator has closed the account, or empty if it is open.
    Optional<LoginResult> findRefusal(DirectoryEntry entry) {
        if ((number(entry, USER_ACCOUNT_CONTROL) & DISABLED) != 0) {
            return refused(Refusal.ACCOUNT_DISABLED, entry, USER_ACCOUNT_CONTROL + " says disabled");
        }
        if (entry.findText(NS_ACCOUNT_LOCK).filter("true"::equalsIgnoreCase).isPresent()) {
            return refused(Refusal.ACCOUNT_DISABLED, entry, NS_ACCOUNT_LOCK + " is true");
        }
        if (entry.findText(PWD_ACCOUNT_LOCKED_TIME)
                .filter(LOCKED_FOR_GOOD::equals)
                .isPresent()) {
            return refused(Refusal.ACCOUNT_LOCKED, entry, PWD_ACCOUNT_LOCKED_TIME + " says for good");
        }
        var expires = number(entry, ACCOUNT_EXPIRES);
        if (expires != 0 && expires != Long.MAX_VALUE && !clock.instant().isBefore(instant(expires))) {
            return refused(Refusal.ACCOUNT_EXPIRED, entry, ACCOUNT_EXPIRES + " has passed");
        }
        return Optional.empty();
    }

    private static Optional<LoginResult> refused(Refusal reason, DirectoryEntry entry, String detail) {
        return Optional.of(LoginResult.refused(reason, entry.dn() + ": " + detail));
    }

    private static long number(DirectoryEntry entry, String attribute) {
        var text = entry.findText(attribute).orElse("0");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException malformed) {
            throw ConnectorException.invalidResponse(
                    "the attribute " + attribute + " of " + entry.dn() + " is not a number", malformed);
        }
    }

    /// A FILETIME: tenths of microseconds since 1601.
    private static Instant instant(long filetime) {
        return FILETIME_ZERO.plus(Duration.ofSeconds(filetime / 10_000_000, filetime % 10_000_000 * 100));
    }
}
