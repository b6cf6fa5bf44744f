package io.lintel.connector.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.connector.ConnectorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DirectoryHostTest {
    @Test
    void portIsOptional() {
        assertThat(DirectoryHost.parseList("ldap.example.org", 636))
                .containsExactly(new DirectoryHost("ldap.example.org", 636));
        assertThat(DirectoryHost.parseList("ldap.example.org:389", 636))
                .containsExactly(new DirectoryHost("ldap.example.org", 389));
    }

    @Test
    void severalAreSeparatedByCommas() {
        assertThat(DirectoryHost.parseList("a:1, b ,10.0.0.1:3", 636))
                .containsExactly(
                        new DirectoryHost("a", 1), new DirectoryHost("b", 636), new DirectoryHost("10.0.0.1", 3));
    }

    @Test
    void ipv6AddressesStandInBrackets() {
        assertThat(DirectoryHost.parseList("[::1],[2001:db8::1]:1389", 636))
                .containsExactly(new DirectoryHost("::1", 636), new DirectoryHost("2001:db8::1", 1389))
                .extracting(DirectoryHost::toString)
                .containsExactly("[::1]:636", "[2001:db8::1]:1389");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a,",
                ",a",
                ":389",
                "a:",
                "a:b",
                "a:0",
                "a:65536",
                "a:99999999999",
                "::1",
                "[::1",
                "[::1]x",
                "[]:1",
                "ldap://a",
                "ldaps://a:636",
                "a b",
                "a/b"
            })
    void malformedHostIsAMisconfiguration(String text) {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> DirectoryHost.parseList(text, 636))
                .withMessageStartingWith("host: cannot read");
    }
}
