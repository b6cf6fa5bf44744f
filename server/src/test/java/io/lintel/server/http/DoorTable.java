package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every way to obtain a token beside every rule of the operator: whichever way somebody comes, the rule is there
/// already.
///
/// A rule is a change of the configuration. Each door is tried where the rule holds from the start, and again where it
/// came while something was outstanding at another replica: a code, a refresh token, a device that was approved.
@Tag("SEC-B15")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DoorTable {

    private static final String STANDARD = TestServer.STANDARD
                    .replace("\"@ISSUER@\"", "http://login.example/idp")
                    .replace("secret: shop-secret,", "secret: shop-secret, @SHOP@")
                    .replace("type: mockCallback, name: Mock", "type: mockCallback, name: Mock@CONNECTOR@")
                    .replace("type: mockPassword, name: Door", "type: mockPassword, name: Door@CONNECTOR@")
            + """
              - {id: api, name: API, secret: api-secret, redirectURIs: ["https://api.example/"], trustedPeers: [@PEER@]}
            oauth2:
              skipApprovalScreen: true
              passwordConnector: door
              responseTypes: [code, id_token, token]
              grantTypes: [@GRANTS@]
            """;

    private static final String ALL_GRANTS = grantTypes(Set.of());

    /// What an operator may decide.
    private enum Rule {
        THERE_IS_NO_SUCH_CLIENT,
        THERE_IS_NO_SUCH_CONNECTOR,
        CONNECTOR_IS_NOT_FOR_THE_CLIENT,
        CONNECTOR_IS_NOT_FOR_THE_GRANT,
        GRANT_IS_SWITCHED_OFF,
        AUDIENCE_DOES_NOT_TRUST_THE_CLIENT;

        /// The configuration in which it holds.
        String applied(Door door) {
            var changed =
                    switch (this) {
                        case THERE_IS_NO_SUCH_CLIENT -> STANDARD.replace("id: shop,", "id: shop2,");
                        case THERE_IS_NO_SUCH_CONNECTOR ->
                            STANDARD.replace("{id: mock, ", "{id: mock2, ")
                                    .replace("{id: door, ", "{id: door2, ")
                                    .replace("  passwordConnector: door\n", "");
                        case CONNECTOR_IS_NOT_FOR_THE_CLIENT ->
                            STANDARD.replace("@SHOP@", "allowedConnectors: [local],");
                        case CONNECTOR_IS_NOT_FOR_THE_GRANT ->
                            STANDARD.replace("@CONNECTOR@", ", grantTypes: [" + ofConnectors(door.grant) + "]");
                        case GRANT_IS_SWITCHED_OFF -> STANDARD.replace("@GRANTS@", grantTypes(Set.of(door.grant)));
                        case AUDIENCE_DOES_NOT_TRUST_THE_CLIENT -> STANDARD.replace("@PEER@", "");
                    };
            assertThat(changed).isNotEqualTo(STANDARD);
            return changed;
        }

        /// The doors that are tried with the same configuration, by that configuration.
        Map<String, List<Door>> doors() {
            return Arrays.stream(Door.values()).collect(Collectors.groupingBy(this::applied));
        }

        /// Nobody comes by a connector where a client gets tokens for itself.
        boolean concerns(Door door) {
            var aboutConnectors = EnumSet.of(
                    THERE_IS_NO_SUCH_CONNECTOR, CONNECTOR_IS_NOT_FOR_THE_CLIENT, CONNECTOR_IS_NOT_FOR_THE_GRANT);
            return door != Door.CLIENT_CREDENTIALS || !aboutConnectors.contains(this);
        }
    }

    /// A way to a token: what is begun at one replica is finished at another.
    enum Door {
        CODE("authorization_code") {
            @Override
            boolean opens(Callers callers) {
                return callers.redeems(callers.code());
            }
        },
        FRONT_CHANNEL("implicit") {
            @Override
            boolean opens(Callers callers) {
                return callers.frontChannelTokens();
            }
        },
        DEVICE("urn:ietf:params:oauth:grant-type:device_code") {
            @Override
            boolean opens(Callers callers) {
                return callers.polls(callers.approvedDevice());
            }
        },
        REFRESH("refresh_token") {
            @Override
            boolean opens(Callers callers) {
                return callers.refreshes(callers.refreshToken());
            }
        },
        PASSWORD("password") {
            @Override
            boolean opens(Callers callers) {
                return callers.asksWithAPassword();
            }
        },
        EXCHANGE("urn:ietf:params:oauth:grant-type:token-exchange") {
            @Override
            boolean opens(Callers callers) {
                return callers.exchanges();
            }
        },
        CLIENT_CREDENTIALS("client_credentials") {
            @Override
            boolean opens(Callers callers) {
                return callers.asksForItself();
            }
        };

        private final String grant;

        Door(String grant) {
            this.grant = grant;
        }

        abstract boolean opens(Callers callers);
    }

    private final SharedStore store;
    private TestServer without;

    /// @param store is closed at the end
    DoorTable(SharedStore store) {
        this.store = store;
    }

    @BeforeAll
    void start() {
        without = start(STANDARD);
    }

    @AfterAll
    void stop() {
        without.close();
        store.close();
    }

    /// A door that never opens would prove nothing.
    @ParameterizedTest
    @EnumSource
    void doorOpensWithoutARule(Door door) {
        assertThat(opens(door, without, without)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("SEC-B14")
    @Tag("SEC-F4")
    void ruleHoldsAtEveryDoorAndForWhatIsOutstanding(Rule rule) {
        var wrong = new ArrayList<String>();
        rule.doors().forEach((text, doors) -> {
            try (var within = start(text)) {
                for (var door : doors) {
                    if (opens(door, within, within) == rule.concerns(door)) {
                        wrong.add(door + " from the start");
                    }
                    if (opens(door, without, within) == rule.concerns(door)) {
                        wrong.add(door + " with something outstanding");
                    }
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    /// A second factor cannot be shown where there is no browser, so that what needs one is not to be had there.
    @Test
    @Tag("SEC-H6")
    void secondFactorIsDemandedAtEveryDoor() {
        var text = STANDARD.replace("@SHOP@", "mfaChain: [code],")
                + "sessions: {enabled: true}\nmfa: {authenticators: [{id: code, type: TOTP, config: {issuer: Test}}]}\n";
        try (var within = start(text)) {
            for (var door : Door.values()) {
                assertThat(opens(door, within, within)).as(door.toString()).isEqualTo(door == Door.CLIENT_CREDENTIALS);
            }
        }
    }

    private static boolean opens(Door door, TestServer begun, TestServer finished) {
        try (var callers = new Callers(begun, finished)) {
            return door.opens(callers);
        }
    }

    private TestServer start(String text) {
        return TestServer.start(text.replace("@SHOP@", "")
                .replace("@CONNECTOR@", "")
                .replace("@PEER@", "shop")
                .replace("@GRANTS@", ALL_GRANTS)
                .replace("{type: memory}", store.text()));
    }

    private static String grantTypes(Set<String> without) {
        return Arrays.stream(Door.values())
                .map(door -> door.grant)
                .filter(grant -> !without.contains(grant))
                .collect(Collectors.joining(", "));
    }

    /// A connector may be for every grant by which somebody comes.
    private static String ofConnectors(String without) {
        return grantTypes(new HashSet<>(List.of(without, "client_credentials")));
    }
}
