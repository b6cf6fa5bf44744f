package io.lintel.connector.ldap;

import static io.lintel.connector.Refusal.ACCOUNT_DISABLED;
import static io.lintel.connector.Refusal.ACCOUNT_EXPIRED;
import static io.lintel.connector.Refusal.ACCOUNT_LOCKED;
import static io.lintel.connector.Refusal.NOT_PERMITTED;
import static io.lintel.connector.Refusal.PASSWORD_EXPIRED;
import static io.lintel.connector.Refusal.WRONG_CREDENTIALS;
import static io.lintel.connector.Wanted.OFFLINE_ACCESS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.refused;

import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.connector.Refusal;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// What Active Directory says of accounts that may not come in.
@ExtendWith(SharedActiveDirectory.class)
@Timeout(180)
final class SambaAccountIT {

    private SambaPerson person;

    @BeforeEach
    void open(ActiveDirectory directory) throws LDAPException {
        person = new SambaPerson(directory);
    }

    @AfterEach
    void close() {
        person.close();
    }

    @Test
    @Tag("SEC-J8")
    void disabledAccountIsRefused() throws LDAPException {
        var identity = authenticated(person.logIn(person.connector));
        person.directory.set(person.dn(), "userAccountControl", "514");

        refusedAs(ACCOUNT_DISABLED);
        refused(ACCOUNT_DISABLED, person.connector.refresh(identity, Set.of(OFFLINE_ACCESS)));
    }

    @Test
    @Tag("SEC-J8")
    void expiredAccountIsRefused() throws LDAPException {
        var identity = authenticated(person.logIn(person.connector));
        person.directory.set(person.dn(), "accountExpires", "130000000000000000");

        refusedAs(ACCOUNT_EXPIRED);
        refused(ACCOUNT_EXPIRED, person.connector.refresh(identity, Set.of(OFFLINE_ACCESS)));
    }

    @Test
    @Tag("SEC-J8")
    void passwordThatMustBeChangedIsRefused() throws LDAPException {
        person.directory.set(person.dn(), "pwdLastSet", "0");

        refusedAs(PASSWORD_EXPIRED);
    }

    @Test
    @Tag("SEC-J8")
    void accountLockedByWrongPasswordsIsRefusedWithTheRightOne() {
        var identity = authenticated(person.logIn(person.connector));
        for (var i = 0; i < 3; i++) {
            refused(WRONG_CREDENTIALS, person.connector.login(TestLogins.request(), person.user, Secret.of("a guess")));
        }

        refused(ACCOUNT_LOCKED, person.logIn(person.connector));
        authenticated(person.connector.refresh(identity, Set.of(OFFLINE_ACCESS)));
    }

    @Test
    @Tag("SEC-J8")
    void loginAtAForbiddenHourIsRefused() throws LDAPException {
        person.directory.set(person.dn(), "logonHours", new byte[21]);

        refused(NOT_PERMITTED, person.logIn(person.connector));
    }

    private void refusedAs(Refusal refusal) {
        refused(refusal, person.logIn(person.connector));
        refused(WRONG_CREDENTIALS, person.connector.login(TestLogins.request(), person.user, Secret.of("a guess")));
    }
}
