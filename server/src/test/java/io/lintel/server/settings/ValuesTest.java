package io.lintel.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Networks, addresses to listen on and switches of the environment.
final class ValuesTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.1.2.3/8, 10.9.9.9, true",
        "192.168.4.0/22, 192.168.7.255, true",
        "192.168.4.0/22, 192.168.8.0, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "192.0.2.1/32, 192.0.2.1, true",
        "192.0.2.1/32, 192.0.2.2, false",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe80::1, false",
        "::/0, 10.0.0.1, false",
        "::1/128, ::1, true"
    })
    void networksContainAddresses(String network, String address, boolean contained) {
        assertThat(Network.parse(network).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "10.0.0.0/33",
                "::/129",
                "10.0.0/8",
                "localhost/8",
                "10.0.0.0/-1",
                "300.0.0.0/8",
                "fe80::1%eth0/64",
                ":::/8",
                "/8",
                "10.0.0.0/",
                ""
            })
    void whatIsNoNetwork(String text) {
        assertThatThrownBy(() -> Network.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("is ");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:5556, 127.0.0.1, 5556",
        ":5556, '', 5556",
        "localhost:0, localhost, 0",
        "'[::1]:65535', ::1, 65535"
    })
    void addressesToListenOn(String text, String host, int port) {
        assertThat(ListenAddress.parse(text))
                .isEqualTo(new ListenAddress(host, port))
                .hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"5556", "127.0.0.1", "127.0.0.1:", "::1:5556", "h:65536", "h:http", "http://h:1", "h:1/", " h:1"
            })
    void whatIsNoAddressToListenOn(String text) {
        assertThatThrownBy(() -> ListenAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void defaultsOfFeatureFlags() {
        assertThat(FeatureFlags.of(Map.of()))
                .isEqualTo(new FeatureFlags(true, false, true, false, false, false, false));
    }

    @Test
    void everyFeatureFlagCanBeTurned() {
        assertThat(FeatureFlags.of(Map.of(
                        "DEX_EXPAND_ENV", "0",
                        "DEX_API_CONNECTORS_CRUD", "1",
                        "DEX_CONTINUE_ON_CONNECTOR_FAILURE", "False",
                        "DEX_CONFIG_DISALLOW_UNKNOWN_FIELDS", "t",
                        "DEX_CLIENT_CREDENTIAL_GRANT_ENABLED_BY_DEFAULT", "TRUE",
                        "DEX_SESSIONS_ENABLED", "True",
                        "DEX_API_SESSIONS_IDENTITIES_CRUD", "true")))
                .isEqualTo(new FeatureFlags(false, true, false, true, true, true, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "on", "tRuE", " true"})
    void whatIsNoTruthValueOfGoLeavesTheDefault(String text) {
        assertThat(FeatureFlags.of(Map.of("DEX_EXPAND_ENV", text, "DEX_SESSIONS_ENABLED", text)))
                .isEqualTo(FeatureFlags.of(Map.of()));
    }
}
