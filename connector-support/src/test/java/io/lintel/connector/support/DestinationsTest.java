package io.lintel.connector.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.connector.ConnectorException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("SEC-I6")
final class DestinationsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "0.1.2.3",
                "169.254.169.254",
                "169.254.0.1",
                "224.0.0.1",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "::",
                "::1",
                "fe80::1",
                "ff02::1",
                "fd00:ec2::254",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::169.254.169.254",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::1"
            })
    void addressOfThisMachineItsLinkOrMetadataIsOutOfBounds(String address) {
        assertThat(Destinations.isOutOfBounds(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "140.82.112.3",
                "10.1.2.3",
                "192.168.0.1",
                "100.64.0.1",
                "2606:50c0:8000::153",
                "fd12::1",
                "64:ff9b::8c52:7003",
                "2002:8c52:7003::1"
            })
    void otherAddressesAreInBounds(String address) {
        assertThat(Destinations.isOutOfBounds(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "100.64.0.1",
                "198.19.255.255",
                "255.255.255.255",
                "fd12::1",
                "fec0::1",
                "64:ff9b::10.0.0.1",
                "64:ff9b:1::1",
                "2002:c0a8:1::1",
                "2001::1",
                "::ffff:10.0.0.1",
                "127.0.0.1",
                "169.254.169.254",
                "::1"
            })
    void strangerLeadsToNoNetworkThatIsNotPublic(String address) {
        assertRefused(Destinations.inPublic(List.of()), address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "140.82.112.3",
                "172.15.0.1",
                "172.32.0.1",
                "100.128.0.1",
                "2606:50c0:8000::153",
                "64:ff9b::8c52:7003",
                "2002:8c52:7003::1"
            })
    void strangerLeadsAnywhereInPublic(String address) {
        var host = address.contains(":") ? "[" + address + "]" : address;

        assertThatCode(() -> Destinations.inPublic(List.of()).check(URI.create("https://" + host + "/"), false))
                .doesNotThrowAnyException();
    }

    @Test
    void hostThatTheAdministratorWroteDownMayBeAnywhereAlsoForStrangers() {
        var destinations = Destinations.inPublic(List.of("localhost"));

        assertThatCode(() -> destinations.check(URI.create("https://localhost/"), false))
                .doesNotThrowAnyException();
        assertRefused(destinations, "127.0.0.1");
    }

    private static void assertRefused(Destinations destinations, String address) {
        var host = address.contains(":") ? "[" + address + "]" : address;

        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> destinations.check(URI.create("https://" + host + "/"), false));
    }

    @Test
    void configuredHostMayBeAnywhere() {
        var destinations = Destinations.of(List.of("LocalHost"));

        assertThatCode(() -> destinations.check(URI.create("https://localhost:8443/"), false))
                .doesNotThrowAnyException();
    }

    @Test
    void spellingOfAnAddressChangesNothing() {
        var destinations = Destinations.of(List.of("github.example.org"));

        for (var host : List.of("localhost", "LOCALHOST", "127.1", "2130706433", "[::1]", "[::ffff:7f00:1]")) {
            assertThatExceptionOfType(ConnectorException.class)
                    .as(host)
                    .isThrownBy(() -> destinations.check(URI.create("https://" + host + "/"), false));
        }
    }

    @Test
    void behindAProxyOnlyAnAddressWrittenAsSuchIsChecked() {
        var destinations = Destinations.of(List.of());

        assertThatCode(() -> destinations.check(URI.create("https://host.invalid/"), true))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> destinations.check(URI.create("https://169.254.169.254/"), true));
    }
}
