package io.lintel.connector.ldap;

import static io.lintel.connector.Refusal.GONE;
import static io.lintel.connector.Refusal.WRONG_CREDENTIALS;
import static io.lintel.connector.Wanted.GROUPS;
import static io.lintel.connector.Wanted.OFFLINE_ACCESS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static io.lintel.connector.testkit.LoginResults.refused;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import io.lintel.connector.Address;
import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.Email;
import io.lintel.connector.Identity;
import io.lintel.connector.PasswordConnector;
import io.lintel.connector.PhoneNumber;
import io.lintel.connector.Profile;
import io.lintel.connector.testkit.PasswordConnectorContract;
import io.lintel.connector.testkit.RefreshingConnectorContract;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class LdapConnectorTest implements PasswordConnectorContract, RefreshingConnectorContract {
    private TestDirectory directory;
    private LdapConnector connector;

    @BeforeEach
    void open() throws LDAPException {
        directory = TestDirectory.plain();
        directory.addGroup("crew", TestDirectory.ALICE);
        directory.addGroup("nobody's", TestDirectory.person("bob"));
        connector = directory.open();
    }

    @AfterEach
    void close() {
        connector.close();
        directory.close();
    }

    @Override
    public PasswordConnector connector() {
        return connector;
    }

    @Override
    public Optional<? extends PasswordConnector> unreachable() {
        return Optional.of(TestDirectory.open(TestDirectory.configuration("127.0.0.1:1")));
    }

    @Override
    public String username() {
        return "alice";
    }

    @Override
    public Secret password() {
        return Secret.of(TestDirectory.PASSWORD);
    }

    @Override
    public Optional<Identity> gone() {
        try {
            directory.addPerson("leaver", "leaver's password");
            var identity = authenticated(
                    connector.login(TestLogins.request(OFFLINE_ACCESS), "leaver", Secret.of("leaver's password")));
            directory.delete(TestDirectory.person("leaver"));
            return Optional.of(identity);
        } catch (LDAPException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void identityIsWhatTheDirectoryKnows() throws LDAPException {
        directory.addPerson(
                "bea",
                "bea's password",
                "displayName",
                "bea@work",
                "GIVENNAME",
                "Bea",
                "sn",
                "Ash",
                "nick",
                "bee",
                "labeledURI",
                "https://example.org/bea.png",
                "preferredLanguage",
                "fr-CA",
                "mailChecked",
                "TRUE");
        var full = directory.open(
                entry("userSearch.preferredUsernameAttr", "displayname"),
                entry("userSearch.givenNameAttr", "givenName"),
                entry("userSearch.familyNameAttr", "SN"),
                entry("userSearch.nicknameAttr", "nick"),
                entry("userSearch.pictureAttr", "labeledURI"),
                entry("userSearch.localeAttr", "preferredLanguage"),
                entry("userSearch.emailAttr", "MAIL"),
                entry("userSearch.emailVerifiedAttr", "mailChecked"));

        var identity = authenticated(full.login(TestLogins.request(), "bea", Secret.of("bea's password")));

        var mail = "person" + Integer.toHexString("bea".hashCode()) + "@example.org";
        assertThat(identity)
                .isEqualTo(Identity.of("bea")
                        .username("The person bea")
                        .preferredUsername("bea@work")
                        .email(new Email(mail, true))
                        .profile(Profile.nothing()
                                .withNames("Bea", "Ash")
                                .withNickname("bee")
                                .withPages(null, "https://example.org/bea.png", null)
                                .withLocale("fr-CA"))
                        .build());
        full.close();
    }

    @Test
    void phoneAddressAndTheRestOfTheProfileAreReadWhereTheyAreConfigured() throws LDAPException {
        directory.addPerson(
                "cleo",
                "cleo's password",
                "initials",
                "Q.",
                "url",
                "https://example.org/cleo",
                "homePage",
                "https://cleo.example",
                "sex",
                "female",
                "born",
                "1990-12-31",
                "zone",
                "Europe/Warsaw",
                "telephoneNumber",
                "+48 22 555 01 23",
                "postalAddress",
                "Firma \\24 \\5C Co$ul. Prosta 1$00-001 Warszawa",
                "street",
                "ul. Prosta 1",
                "l",
                "Warszawa",
                "st",
                "Mazowieckie",
                "postalCode",
                "00-001",
                "c",
                "PL");
        var full = directory.open(
                entry("userSearch.middleNameAttr", "initials"),
                entry("userSearch.profileAttr", "url"),
                entry("userSearch.websiteAttr", "homePage"),
                entry("userSearch.genderAttr", "sex"),
                entry("userSearch.birthdateAttr", "born"),
                entry("userSearch.zoneinfoAttr", "zone"),
                entry("userSearch.phoneNumberAttr", "telephoneNumber"),
                entry("userSearch.formattedAddressAttr", "postalAddress"),
                entry("userSearch.streetAddressAttr", "street"),
                entry("userSearch.localityAttr", "l"),
                entry("userSearch.regionAttr", "st"),
                entry("userSearch.postalCodeAttr", "postalCode"),
                entry("userSearch.countryAttr", "c"));

        var cleo = authenticated(full.login(TestLogins.request(), "cleo", Secret.of("cleo's password")));
        var alice = authenticated(logIn(full, TestLogins.request()));

        assertThat(cleo.profile())
                .isEqualTo(new Profile(
                        null,
                        null,
                        "Q.",
                        null,
                        "https://example.org/cleo",
                        null,
                        "https://cleo.example",
                        "female",
                        "1990-12-31",
                        "Europe/Warsaw",
                        null,
                        null));
        assertThat(cleo.phone()).isEqualTo(new PhoneNumber("+48 22 555 01 23", false));
        assertThat(cleo.address())
                .isEqualTo(new Address(
                        "Firma $ \\ Co\nul. Prosta 1\n00-001 Warszawa",
                        "ul. Prosta 1",
                        "Warszawa",
                        "Mazowieckie",
                        "00-001",
                        "PL"));
        assertThat(alice.phone()).isNull();
        assertThat(alice.address()).isNull();
        full.close();
    }

    @Test
    void groupsAndRefreshStateAreThereOnlyIfWanted() {
        var plain = authenticated(logIn(connector, TestLogins.request()));
        var full = authenticated(logIn(connector, TestLogins.request(GROUPS, OFFLINE_ACCESS)));

        assertThat(plain.groups()).isEmpty();
        assertThat(plain.refreshState()).isNull();
        assertThat(full.groups()).containsExactly("crew");
        assertThat(full.refreshState()).isEqualTo(Secret.of("username=alice"));
    }

    @Test
    void anEmailIsVerifiedOnlyIfTheAttributeSaysTrue() throws LDAPException {
        directory.addPerson("carol", "carol's password", "mailChecked", "FALSE");
        var byAttribute = directory.open(entry("userSearch.emailVerifiedAttr", "mailChecked"));
        var never = directory.open(entry("userSearch.emailVerified", false));

        assertThat(authenticated(logIn(connector, TestLogins.request())).email())
                .matches(Email::verified);
        assertThat(authenticated(logIn(byAttribute, TestLogins.request())).email())
                .as("the attribute is missing")
                .matches(email -> !email.verified());
        assertThat(authenticated(byAttribute.login(TestLogins.request(), "carol", Secret.of("carol's password")))
                        .email())
                .matches(email -> !email.verified());
        assertThat(authenticated(logIn(never, TestLogins.request())).email()).matches(email -> !email.verified());
        byAttribute.close();
        never.close();
    }

    @Test
    void anEmailCanBeMadeOfTheNameAndASuffix() {
        var suffixed =
                directory.open(entry("userSearch.nameAttr", "uid"), entry("userSearch.emailSuffix", "corp.test"));

        assertThat(authenticated(logIn(suffixed, TestLogins.request())).email())
                .isEqualTo(new Email("alice@corp.test", true));
        suffixed.close();
    }

    @Test
    void aDirectoryWithoutAddressesCanBeUsed() {
        var without = directory.open(entry("userSearch.emailAttr", ""));

        assertThat(authenticated(logIn(without, TestLogins.request())).email()).isNull();
        without.close();
    }

    @Test
    void theEntrysNameCanBeTheUserId() {
        var named = directory.open(entry("userSearch.idAttr", "dn"));

        assertThat(authenticated(logIn(named, TestLogins.request())).userId()).isEqualTo(TestDirectory.ALICE);
        named.close();
    }

    @Test
    void missingAttributesAreAllNamed() {
        var demanding = directory.open(
                entry("userSearch.idAttr", "employeeNumber"),
                entry("userSearch.nameAttr", "displayName"),
                entry("userSearch.preferredUsernameAttr", "nick"));

        var fault = faulty(Fault.INVALID_RESPONSE, () -> logIn(demanding, TestLogins.request()));

        assertThat(fault)
                .hasMessageContaining(TestDirectory.ALICE)
                .hasMessageContaining("employeeNumber (idAttr)")
                .hasMessageContaining("displayName (nameAttr)")
                .hasMessageContaining("nick (preferredUsernameAttr)");
        demanding.close();
    }

    @Test
    void malformedEmailIsAFaultOfTheDirectory() throws LDAPException {
        directory.set(TestDirectory.ALICE, "mail", "alice@home@example.org");

        assertThat(faulty(Fault.INVALID_RESPONSE, () -> logIn(connector, TestLogins.request())))
                .hasMessageContaining(TestDirectory.ALICE);
    }

    @Test
    void anyOfSeveralAttributesCanBeTheUserName() throws LDAPException {
        directory.addPerson("dora", "dora's password", "employeeNumber", "4711");
        var either = directory.open(entry("userSearch.username", List.of("uid", "employeeNumber")));

        var byNumber = authenticated(either.login(TestLogins.request(), "4711", Secret.of("dora's password")));
        var byUid = authenticated(either.login(TestLogins.request(), "dora", Secret.of("dora's password")));

        assertThat(byNumber.userId()).isEqualTo("dora").isEqualTo(byUid.userId());
        either.close();
    }

    @Test
    void filterOfTheOperatorKeepsOthersOut() {
        var filtered = directory.open(entry("userSearch.filter", "(objectClass=person)(!(uid=alice))"));

        refused(WRONG_CREDENTIALS, logIn(filtered, TestLogins.request()));
        filtered.close();
    }

    @Test
    void scopeOneDoesNotLookDeeper() {
        var shallow = directory.open(entry("userSearch.baseDN", TestDirectory.BASE), entry("userSearch.scope", "one"));
        var deep = directory.open(entry("userSearch.baseDN", TestDirectory.BASE));

        refused(WRONG_CREDENTIALS, logIn(shallow, TestLogins.request()));
        authenticated(logIn(deep, TestLogins.request()));
        shallow.close();
        deep.close();
    }

    @Test
    void unknownUserCostsABindAsWellSoThatTimeTellsNothing() {
        refused(WRONG_CREDENTIALS, connector.login(TestLogins.request(), "nobody", password()));

        assertThat(directory.wire().binds()).hasSize(2).first().isEqualTo(TestDirectory.READER);
        assertThat(directory.wire().binds().getLast()).startsWith("cn=nobody-").endsWith(TestDirectory.PEOPLE);
    }

    @Test
    void refreshSeesWhatHasChanged() throws LDAPException {
        var identity = authenticated(logIn(connector, TestLogins.request(GROUPS, OFFLINE_ACCESS)));
        directory.set(TestDirectory.ALICE, "cn", "Alice the Second");
        directory.addGroup("captains", TestDirectory.ALICE);
        directory.wire().forget();

        var refreshed = authenticated(connector.refresh(identity, Set.of(GROUPS, OFFLINE_ACCESS)));

        assertThat(refreshed.username()).isEqualTo("Alice the Second");
        assertThat(refreshed.groups()).containsExactlyInAnyOrder("crew", "captains");
        assertThat(directory.wire().binds()).as("no password is needed").isEmpty();
    }

    @Test
    void userNameThatBelongsToSomebodyElseNowIsGone() throws LDAPException {
        var numbered = directory.open(entry("userSearch.idAttr", "employeeNumber"));
        directory.addPerson("ed", "ed's password", "employeeNumber", "1");
        var identity =
                authenticated(numbered.login(TestLogins.request(OFFLINE_ACCESS), "ed", Secret.of("ed's password")));
        directory.set(TestDirectory.person("ed"), "employeeNumber", "2");

        refused(GONE, numbered.refresh(identity, Set.of(OFFLINE_ACCESS)));
        numbered.close();
    }

    @Test
    @Tag("SEC-C7")
    void directoryThatCannotAnswerARefreshIsNoRefusal() {
        var identity = authenticated(logIn(connector, TestLogins.request(OFFLINE_ACCESS)));
        directory.wire().failSearches(ResultCode.BUSY, "later");

        faulty(Fault.UNAVAILABLE, () -> connector.refresh(identity, Set.of(OFFLINE_ACCESS)));
    }

    @Test
    void refreshOfWhatAnotherConnectorStoredIsAFault() {
        var foreign = Identity.of("alice").refreshState(Secret.of("foobar")).build();

        faulty(Fault.INVALID_RESPONSE, () -> connector.refresh(foreign, Set.of(OFFLINE_ACCESS)));
    }

    @Test
    void wrongServicePasswordIsAMisconfigurationAndNotTheUsersFault() {
        var wrong = directory.open(entry("bindPW", "guess"));

        assertThat(faulty(Fault.MISCONFIGURED, () -> logIn(wrong, TestLogins.request())))
                .hasMessageContaining(TestDirectory.READER)
                .hasMessageContaining("bindPW")
                .hasMessageNotContaining("guess");
        wrong.close();
    }

    @Test
    void missingUserBaseIsAMisconfiguration() {
        var lost = directory.open(entry("userSearch.baseDN", "ou=lost," + TestDirectory.BASE));

        assertThat(faulty(Fault.MISCONFIGURED, () -> logIn(lost, TestLogins.request())))
                .hasMessageContaining("ou=lost," + TestDirectory.BASE);
        lost.close();
    }

    @Test
    void promptIsConfigurable() {
        var prompting = directory.open(entry("usernamePrompt", "Staff number"));

        assertThat(connector.usernamePrompt()).isEqualTo("Username");
        assertThat(prompting.usernamePrompt()).isEqualTo("Staff number");
        prompting.close();
    }
}
