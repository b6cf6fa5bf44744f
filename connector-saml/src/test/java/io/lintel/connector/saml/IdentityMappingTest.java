package io.lintel.connector.saml;

import static io.lintel.connector.saml.Judge.RULES;
import static io.lintel.connector.saml.Judge.accepted;
import static io.lintel.connector.saml.Judge.refused;
import static io.lintel.connector.saml.Message.honest;
import static io.lintel.connector.saml.Reason.ATTRIBUTES;
import static io.lintel.connector.saml.Reason.GROUP_DENIED;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.Email;
import io.lintel.connector.Identity;
import io.lintel.connector.PhoneNumber;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The same mapping as dex's, and what it cannot map.
final class IdentityMappingTest {

    private static final AttributeNames NAMES = RULES.attributes();

    @Test
    void nameIdIsTheUserAndAttributesTellTheRest() {
        var identity = identity(RULES, honest());

        assertThat(identity)
                .isEqualTo(Identity.of("alice")
                        .username("Alice Liddell")
                        .email(new Email("alice@example.org", true))
                        .groups(List.of("readers", "authors"))
                        .build());
    }

    @Test
    void missingAttributesAreRefused() {
        refused(ATTRIBUTES, honest().with("Name=\"mail\"", "Name=\"Mail\"").signAssertion());
        refused(ATTRIBUTES, honest().with("Name=\"name\"", "Name=\"cn\"").signAssertion());
        refused(
                ATTRIBUTES,
                honest().with("Name=\"groups\"", "Name=\"memberOf\"").signAssertion());
        refused(ATTRIBUTES, honest().with(">Alice Liddell<", "><").signAssertion());
        refused(
                ATTRIBUTES,
                honest().edit(xml -> xml.replaceFirst("(?s)<saml:AttributeStatement>.*</saml:AttributeStatement>", ""))
                        .signAssertion());
        refused(
                ATTRIBUTES,
                honest().with(">Alice Liddell<", "><b>Alice Liddell</b><").signAssertion());
    }

    @Test
    void addressThatIsNoneIsRefused() {
        refused(ATTRIBUTES, honest().with(">alice@example.org<", ">alice<").signAssertion());
        refused(
                ATTRIBUTES,
                honest().with(">alice@example.org<", ">alice@example.org\nBcc: x@example.org<")
                        .signAssertion());
    }

    @Test
    void firstValueCountsAndStatementsAreTakenTogether() {
        var identity = identity(
                RULES,
                honest().with(
                                "<saml:AttributeValue>Alice Liddell</saml:AttributeValue>",
                                "<saml:AttributeValue>Alice Liddell</saml:AttributeValue>"
                                        + "<saml:AttributeValue>Mallory</saml:AttributeValue>")
                        .before(
                                "</saml:Assertion>",
                                "<saml:AttributeStatement><saml:Attribute Name=\"groups\"><saml:AttributeValue>editors"
                                        + "</saml:AttributeValue></saml:Attribute><saml:Attribute Name=\"name\">"
                                        + "<saml:AttributeValue>Eve</saml:AttributeValue></saml:Attribute>"
                                        + "</saml:AttributeStatement>"));

        assertThat(identity.username()).isEqualTo("Alice Liddell");
        assertThat(identity.groups()).containsExactly("readers", "authors", "editors");
    }

    @Test
    void groupsOfASingleValueAreParted() {
        var rules = Rules.withGroups(RULES, NAMES, ", ", List.of(), false);

        assertThat(identity(rules, honest().with(">readers<", ">readers, writers, <"))
                        .groups())
                .containsExactly("readers", "writers", "authors");
    }

    @Test
    void groupsAreReadOnlyIfWantedAndConfigured() {
        var without = Rules.withAttributes(RULES, new AttributeNames("name", "mail", null));

        assertThat(identity(without, honest()).groups()).isEmpty();
        assertThat(accepted(unwanted(RULES, honest())).identity().groups()).isEmpty();
        accepted(unwanted(RULES, honest().with("Name=\"groups\"", "Name=\"memberOf\"")));
    }

    @Test
    void memberOfNoAllowedGroupIsRefused() {
        var message = honest().signAssertion();

        refused(GROUP_DENIED, Rules.withGroups(RULES, NAMES, null, List.of("admins"), false), message);
        refused(GROUP_DENIED, Rules.withGroups(RULES, NAMES, null, List.of("Readers"), false), message);
        accepted(Rules.withGroups(RULES, NAMES, null, List.of("admins", "authors"), false), message);
    }

    /// As dex does: nobody is let in on groups that were not read.
    @Test
    void allowedGroupsWithoutGroupsIsRefused() {
        var rules = Rules.withGroups(RULES, NAMES, null, List.of("authors"), false);
        var without =
                Rules.withGroups(RULES, new AttributeNames("name", "mail", null), null, List.of("authors"), false);

        refused(GROUP_DENIED, unwanted(rules, honest()));
        refused(GROUP_DENIED, without, honest().signAssertion());
    }

    @Test
    void filterKeepsTheAllowedGroupsAlone() {
        var allowed = List.of("authors", "admins");

        assertThat(identity(Rules.withGroups(RULES, NAMES, null, allowed, true), honest())
                        .groups())
                .containsExactly("authors");
        assertThat(identity(Rules.withGroups(RULES, NAMES, null, allowed, false), honest())
                        .groups())
                .containsExactly("readers", "authors");
        assertThat(identity(Rules.withGroups(RULES, NAMES, null, List.of(), true), honest())
                        .groups())
                .containsExactly("readers", "authors");
    }

    @Test
    void furtherClaimsAreReadWhereTheyAre() {
        var names = names(
                null,
                null,
                false,
                Map.of(
                        Claim.GIVEN_NAME, "given",
                        Claim.FAMILY_NAME, "family",
                        Claim.PREFERRED_USERNAME, "uid",
                        Claim.PHONE_NUMBER, "phone",
                        Claim.LOCALE, "language"));

        var identity = identity(
                Rules.withAttributes(RULES, names),
                honest().before(
                                "</saml:AttributeStatement>",
                                attribute("given", "Alice")
                                        + attribute("uid", "al")
                                        + attribute("phone", "+44 20 7946 0000")));

        assertThat(identity.profile().givenName()).isEqualTo("Alice");
        assertThat(identity.profile().familyName()).isNull();
        assertThat(identity.profile().locale()).isNull();
        assertThat(identity.preferredUsername()).isEqualTo("al");
        assertThat(identity.phone()).isEqualTo(new PhoneNumber("+44 20 7946 0000", false));
        assertThat(identity.email()).isEqualTo(new Email("alice@example.org", false));
    }

    @Test
    void providerMayTellWhetherAnAddressIsVerified() {
        var rules = Rules.withAttributes(RULES, names(null, "verified", true, Map.of()));

        assertThat(identity(rules, honest()).email()).isEqualTo(new Email("alice@example.org", false));
        assertThat(identity(rules, honest().before("</saml:AttributeStatement>", attribute("verified", "true")))
                        .email())
                .isEqualTo(new Email("alice@example.org", true));
        assertThat(identity(rules, honest().before("</saml:AttributeStatement>", attribute("verified", "1")))
                        .email())
                .isEqualTo(new Email("alice@example.org", false));
    }

    @Test
    void attributeMayStandInForANameIdThatDoesNotLast() {
        var rules = Rules.withAttributes(RULES, names("uid", null, true, Map.of()));
        var transientName = honest().with("nameid-format:persistent", "nameid-format:transient");

        assertThat(identity(rules, transientName.before("</saml:AttributeStatement>", attribute("uid", "1865")))
                        .userId())
                .isEqualTo("1865");
        refused(ATTRIBUTES, rules, transientName.signAssertion());
    }

    private static Identity identity(ResponseRules rules, Message message) {
        return accepted(rules, message.signAssertion()).identity();
    }

    private static Verdict unwanted(ResponseRules rules, Message message) {
        var asked = Judge.occasion(Judge.REQUEST, Judge.NOON);
        return new ResponseCheck(rules)
                .check(
                        message.signAssertion().bytes(),
                        new Occasion(asked.requestId(), asked.signers(), asked.now(), false));
    }

    private static AttributeNames names(
            @Nullable String userId, @Nullable String verified, boolean isVerified, Map<Claim, String> further) {
        return new AttributeNames(userId, "name", "mail", verified, isVerified, "groups", further);
    }

    private static String attribute(String name, String value) {
        return "<saml:Attribute Name=\"" + name + "\"><saml:AttributeValue>" + value
                + "</saml:AttributeValue></saml:Attribute>";
    }
}
