package io.lintel.connector.ldap;

import static io.lintel.connector.ldap.SambaPerson.matcher;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// The groups of Active Directory, and what is nested in them.
@ExtendWith(SharedActiveDirectory.class)
@Timeout(180)
final class SambaGroupsIT {

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
    void nestedGroupsAreFoundInChainLevelByLevelAndByMemberOf() throws LDAPException {
        var crew = person.directory.addGroup("crew " + person.user, person.dn());
        var ship = person.directory.addGroup("ship " + person.user, crew);
        person.directory.addGroup("fleet " + person.user, ship, person.dn());
        person.directory.addGroup(
                "strangers " + person.user, person.directory.addUser("s" + person.user.substring(0, 15)));

        assertThat(groups(matcher(Map.of("inChain", true))))
                .containsExactlyInAnyOrder("crew " + person.user, "ship " + person.user, "fleet " + person.user);
        assertThat(groups(matcher(Map.of("recursionGroupAttr", "member"))))
                .containsExactlyInAnyOrder("crew " + person.user, "ship " + person.user, "fleet " + person.user);
        assertThat(groups(matcher(Map.of()))).containsExactlyInAnyOrder("crew " + person.user, "fleet " + person.user);
        assertThat(groups(entry("groupSearch", Map.of("memberOfAttr", "memberOf", "nameAttr", "cn"))))
                .containsExactlyInAnyOrder("crew " + person.user, "fleet " + person.user);
    }

    @Test
    void manyNestedGroupsAreFoundInOneSearch() throws LDAPException {
        var names = new ArrayList<String>();
        var member = person.dn();
        for (var i = 0; i < 40; i++) {
            names.add("deep" + i + " " + person.user);
            member = person.directory.addGroup(names.getLast(), member);
        }

        assertThat(groups(matcher(Map.of("inChain", true)))).containsExactlyInAnyOrderElementsOf(names);
    }

    private List<String> groups(Map.Entry<String, ?> change) {
        try (var changed = person.with(change)) {
            return authenticated(person.logIn(changed)).groups();
        }
    }
}
