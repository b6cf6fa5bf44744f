package io.lintel.connector.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.connector.ConnectorException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The only place where values meet filters. What goes over the wire is compared in its text form (RFC 4515),
/// which shows each special byte once as `\xx`.
@Tag("SEC-J1")
final class SearchFilterTest {
    private static final MatchedAttribute UID = MatchedAttribute.parse("test", "uid");
    private static final MatchedAttribute MAIL = MatchedAttribute.parse("test", "mail");
    private static final SearchFilter ANY = SearchFilter.parse("test", null);

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "alice (uid=alice)",
                "* (uid=\\2a)",
                "a*b (uid=a\\2ab)",
                "( (uid=\\28)",
                ") (uid=\\29)",
                "\\ (uid=\\5c)",
                "\\2a (uid=\\5c2a)",
                "x)(|(uid=* (uid=x\\29\\28|\\28uid=\\2a)",
                ", (uid=,)",
                "+ (uid=+)",
                "; (uid=;)",
                "< (uid=<)",
                "> (uid=>)",
                "é (uid=\\c3\\a9)"
            })
    void valueIsEscapedExactlyOnce(String value, String filter) {
        assertThat(ANY.withValue(List.of(UID), value).toString()).isEqualTo(filter);
    }

    @Test
    void nulAndLineEndsAreValuesLikeAnyOther() {
        assertThat(ANY.withValue(List.of(UID), "a\0b\r\n").toString()).isEqualTo("(uid=a\\00b\\0d\\0a)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "(a)", "\\", "\\2a", "\0", " x ", "a)(b", "漢字", "\"<>;,+=#", "&|!"})
    void valueArrivesAsItWasGiven(String value) throws LDAPException {
        var filter = ANY.withValue(List.of(UID), value);

        var arrived = Filter.decode(filter.encode());
        assertThat(arrived.getFilterType()).isEqualTo(Filter.FILTER_TYPE_EQUALITY);
        assertThat(arrived.getAssertionValue()).isEqualTo(value);
        assertThat(Filter.create(filter.toString()).getAssertionValue()).isEqualTo(value);
    }

    @Test
    void severalAttributesAreAlternatives() {
        assertThat(ANY.withValue(List.of(UID, MAIL), "x").toString()).isEqualTo("(|(uid=x)(mail=x))");
    }

    @Test
    void severalValuesAreAlternatives() {
        var values = Stream.of("x", "*")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();

        assertThat(ANY.withOneOf(UID, values).toString()).isEqualTo("(|(uid=x)(uid=\\2a))");
    }

    @Test
    void bytesThatAreNoTextArriveAsTheyAre() {
        var bytes = new byte[] {(byte) 0xff, 0, '*'};

        assertThat(ANY.withOneOf(UID, List.of(bytes)).getAssertionValueBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "(objectClass=person) (&(&(objectClass=person))(uid=x))",
                "objectClass=person (&(objectClass=person)(uid=x))",
                "(a=b)(c=d) (&(&(a=b)(c=d))(uid=x))",
                "(|(a=b)(c=d)) (&(&(|(a=b)(c=d)))(uid=x))"
            })
    void filterOfTheOperatorMustMatchAsWell(String operators, String filter) {
        assertThat(SearchFilter.parse("test", operators)
                        .withValue(List.of(UID), "x")
                        .toString())
                .isEqualTo(filter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "person", "(objectClass=person", "(objectClass=person))", "(&(a=b)", "()"})
    void malformedFilterIsAMisconfiguration(String text) {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> SearchFilter.parse("userSearch.filter", text))
                .withMessageStartingWith("userSearch.filter: \"" + text);
    }

    @ParameterizedTest
    @CsvSource({
        "member:1.2.840.113556.1.4.1941:, (member:1.2.840.113556.1.4.1941:=x)",
        "member:1.2.840.113556.1.4.1941, (member:1.2.840.113556.1.4.1941:=x)",
        "cn:caseExactMatch:, (cn:caseExactMatch:=x)",
        "ou:dn:, (ou:dn:=x)",
        "ou:dn:2.4.6:, (ou:dn:2.4.6:=x)",
        "cn;lang-de, (cn;lang-de=x)",
        "1.3.6.1, (1.3.6.1=x)"
    })
    void attributeMayNameAMatchingRule(String attribute, String filter) {
        var matched = MatchedAttribute.parse("test", attribute);

        assertThat(ANY.withValue(List.of(matched), "x").toString()).isEqualTo(filter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"uid)(x", "uid=", "u*", "u d", "", ":1.2.3:", "(uid", "a:b:c:d:e"})
    void malformedAttributeIsAMisconfiguration(String text) {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> MatchedAttribute.parse("userSearch.username", text))
                .withMessageStartingWith("userSearch.username: \"" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a,b", "a+b", "#a", " a ", "a\"b", "a\\b", "a<b>;c=", "\0", "é"})
    void valueInANameIsEscapedExactlyOnce(String value) throws LDAPException {
        var dn = SearchBase.parse("test", "dc=example,dc=org", "sub").child("cn", value);

        var parsed = new DN(dn);
        assertThat(parsed.getRDNs()).hasSize(3);
        assertThat(parsed.getRDNs()[0].getAttributeValues()).containsExactly(value);
    }
}
