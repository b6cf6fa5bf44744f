package io.lintel.connector.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import io.lintel.connector.ConnectorException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DirectoryEntryTest {
    private static final String DN = "CN=Alice,DC=example,DC=org";

    @Test
    void attributeNamesHaveNoCase() {
        var entry = entry(new Attribute("sAMAccountName", "alice"));

        assertThat(entry.findText("SAMACCOUNTNAME")).contains("alice");
        assertThat(entry.findText("samaccountname")).contains("alice");
    }

    @Test
    void firstOfSeveralValuesIsTheText() {
        assertThat(entry(new Attribute("mail", "a@example.org", "b@example.org"))
                        .findText("mail"))
                .contains("a@example.org");
    }

    @Test
    void emptyAndMissingAreTheSame() {
        assertThat(entry(new Attribute("mail", "")).findText("mail")).isEmpty();
        assertThat(entry().findText("mail")).isEmpty();
        assertThat(entry().values("mail")).isEmpty();
    }

    @Test
    void dnIsTheEntrysNameUnlessThereIsSuchAnAttribute() {
        assertThat(entry().findText("dn")).contains(DN);
        assertThat(entry(new Attribute("dn", "other")).findText("DN")).contains("other");
    }

    /// The example of [MS-DTYP], section 2.3.4, as Active Directory's own tools show it.
    @Test
    void objectGuidHasItsUsualForm() {
        var bytes = HexFormat.of().parseHex("33221100554477668899aabbccddeeff");

        assertThat(entry(new Attribute("objectGUID", bytes)).findText("objectguid"))
                .contains("00112233-4455-6677-8899-aabbccddeeff");
    }

    @Test
    void objectGuidWithHighBitsHasItsUsualForm() {
        var bytes = HexFormat.of().parseHex("ffeeddccbbaa99888877665544332211");

        assertThat(entry(new Attribute("objectGUID", bytes)).findText("objectGUID"))
                .contains("ccddeeff-aabb-8899-8877-665544332211");
    }

    @Test
    void objectSidHasItsUsualForm() {
        var bytes = HexFormat.of().parseHex("010500000000000515000000a065cf7e784b9b5fe77c8770091c0100");

        assertThat(entry(new Attribute("objectSid", bytes)).findText("objectSID"))
                .contains("S-1-5-21-2127521184-1604012920-1887927527-72713");
    }

    @Test
    void objectSidWithLargeNumbersIsUnsigned() {
        assertThat(ActiveDirectoryIds.findSid(HexFormat.of().parseHex("0101000000000005ffffffff")))
                .contains("S-1-5-4294967295");
        assertThat(ActiveDirectoryIds.findSid(HexFormat.of().parseHex("0100ffffffffffff")))
                .contains("S-1-281474976710655");
    }

    @Test
    void whatIsNoSidIsNotReadAsOne() {
        for (var hex : new String[] {"", "01", "0101000000000005", "0201000000000005ffffffff", "01ff000000000005"}) {
            assertThat(ActiveDirectoryIds.findSid(HexFormat.of().parseHex(hex)))
                    .as(hex)
                    .isEmpty();
        }
    }

    @Test
    void textInABinaryAttributeStaysText() {
        assertThat(entry(new Attribute("objectGUID", "not a guid at all")).findText("objectGUID"))
                .contains("not a guid at all");
    }

    @Test
    void otherBinaryValuesAreAFault() {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> entry(new Attribute("photo", new byte[] {(byte) 0xff, (byte) 0xfe}))
                        .findText("photo"))
                .withMessageContaining("photo")
                .withMessageContaining(DN);
    }

    @Test
    void attributeOfWhichTheDirectoryLeftSomeOutIsAFault() {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(
                        () -> entry(new Attribute("memberOf;range=0-1499", "x")).values("memberof"));
    }

    @Test
    void tooManyValuesAreAFault() {
        var values = IntStream.range(0, 10_001)
                .mapToObj(i -> ("g" + i).getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);

        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> entry(new Attribute("memberOf", values)).values("memberOf"))
                .withMessageContaining("10001 values");
    }

    private static DirectoryEntry entry(Attribute... attributes) {
        return new DirectoryEntry(new Entry(DN, attributes));
    }
}
