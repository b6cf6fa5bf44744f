package io.lintel.token;

import static io.lintel.authorization.FakeConnectors.CORP;
import static io.lintel.client.TestClients.API;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.token.TestProvider.reveal;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.authorization.FakeConnectors;
import io.lintel.client.Client;
import io.lintel.client.TestClients;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Refusal;
import io.lintel.factor.FactorChain;
import io.lintel.factor.TestFactors;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.secret.Secret;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every rule at every door behind which there is a token: each is broken after the door's key was given out.
@Tag("SEC-B15")
@Tag("SEC-B14")
final class DoorsAndRulesTest {

    private static final String SCOPES = "openid groups offline_access audience:server:client_id:api";

    private enum Door {
        CODE,
        REFRESH,
        /// A superseded token within its window, which is given what the first use gave.
        RETRIED_REFRESH,
        USER_INFO,
        INTROSPECTION,
        INTROSPECTION_OF_A_REFRESH_TOKEN,
        /// An answer that a device fetches.
        DEVICE,
        /// No end-user and no connector has a part in it.
        CLIENT_CREDENTIALS,
        PASSWORD,
        EXCHANGE
    }

    private enum Rule {
        CLIENT_IS_REGISTERED,
        CONNECTOR_IS_CONFIGURED,
        CONNECTOR_IS_ALLOWED_TO_THE_CLIENT,
        CONNECTOR_ALLOWS_THE_CODE_GRANT,
        CONNECTOR_ALLOWS_THE_REFRESH_GRANT,
        CONNECTOR_ALLOWS_THE_DEVICE_GRANT,
        CONNECTOR_ALLOWS_THE_PASSWORD_GRANT,
        CONNECTOR_ALLOWS_THE_EXCHANGE_GRANT,
        AUDIENCE_TRUSTS_THE_CLIENT,
        AUDIENCE_IS_REGISTERED,
        END_USER_IS_KNOWN_UPSTREAM,
        GRANT_IS_NOT_REVOKED,
        END_USER_HAS_PASSED_THE_FACTORS,
        NOTHING_IS_TO_BE_DONE_IN_A_BROWSER
    }

    /// The rules that say nothing about a door. A code is redeemed moments after the upstream was asked, and a retry
    /// after the first use asked it; an access token says for whom it is and was given by a grant that was allowed
    /// then; introspection asks no upstream, and does not know which audience a refresh will be asked for.
    private static Set<Rule> silent(Door door) {
        var silent = silentBesideThose(door);
        if (door != Door.PASSWORD) {
            silent.add(Rule.CONNECTOR_ALLOWS_THE_PASSWORD_GRANT);
        }
        if (door != Door.EXCHANGE) {
            silent.add(Rule.CONNECTOR_ALLOWS_THE_EXCHANGE_GRANT);
        }
        if (door != Door.PASSWORD && door != Door.EXCHANGE) {
            silent.add(Rule.NOTHING_IS_TO_BE_DONE_IN_A_BROWSER);
        }
        return silent;
    }

    /// Without the rules that speak of one grant, or of grants without a browser alone.
    private static Set<Rule> silentBesideThose(Door door) {
        return switch (door) {
            case CODE ->
                EnumSet.of(
                        Rule.CONNECTOR_ALLOWS_THE_REFRESH_GRANT,
                        Rule.CONNECTOR_ALLOWS_THE_DEVICE_GRANT,
                        Rule.END_USER_IS_KNOWN_UPSTREAM);
            case DEVICE ->
                EnumSet.of(
                        Rule.CONNECTOR_ALLOWS_THE_CODE_GRANT,
                        Rule.CONNECTOR_ALLOWS_THE_REFRESH_GRANT,
                        Rule.END_USER_IS_KNOWN_UPSTREAM);
            case REFRESH -> EnumSet.of(Rule.CONNECTOR_ALLOWS_THE_CODE_GRANT, Rule.CONNECTOR_ALLOWS_THE_DEVICE_GRANT);
            case RETRIED_REFRESH ->
                EnumSet.of(
                        Rule.CONNECTOR_ALLOWS_THE_CODE_GRANT,
                        Rule.CONNECTOR_ALLOWS_THE_DEVICE_GRANT,
                        Rule.END_USER_IS_KNOWN_UPSTREAM);
            case USER_INFO, INTROSPECTION ->
                EnumSet.of(
                        Rule.CONNECTOR_IS_ALLOWED_TO_THE_CLIENT,
                        Rule.CONNECTOR_ALLOWS_THE_CODE_GRANT,
                        Rule.CONNECTOR_ALLOWS_THE_REFRESH_GRANT,
                        Rule.CONNECTOR_ALLOWS_THE_DEVICE_GRANT,
                        Rule.AUDIENCE_TRUSTS_THE_CLIENT,
                        Rule.AUDIENCE_IS_REGISTERED,
                        Rule.END_USER_IS_KNOWN_UPSTREAM,
                        Rule.END_USER_HAS_PASSED_THE_FACTORS);
            case CLIENT_CREDENTIALS ->
                EnumSet.of(
                        Rule.CONNECTOR_IS_CONFIGURED,
                        Rule.CONNECTOR_IS_ALLOWED_TO_THE_CLIENT,
                        Rule.CONNECTOR_ALLOWS_THE_CODE_GRANT,
                        Rule.CONNECTOR_ALLOWS_THE_REFRESH_GRANT,
                        Rule.CONNECTOR_ALLOWS_THE_DEVICE_GRANT,
                        Rule.END_USER_IS_KNOWN_UPSTREAM,
                        Rule.GRANT_IS_NOT_REVOKED,
                        Rule.END_USER_HAS_PASSED_THE_FACTORS);
            case PASSWORD, EXCHANGE ->
                EnumSet.of(
                        Rule.CONNECTOR_ALLOWS_THE_CODE_GRANT,
                        Rule.CONNECTOR_ALLOWS_THE_REFRESH_GRANT,
                        Rule.CONNECTOR_ALLOWS_THE_DEVICE_GRANT,
                        Rule.GRANT_IS_NOT_REVOKED);
            case INTROSPECTION_OF_A_REFRESH_TOKEN ->
                EnumSet.of(
                        Rule.CONNECTOR_ALLOWS_THE_CODE_GRANT,
                        Rule.CONNECTOR_ALLOWS_THE_DEVICE_GRANT,
                        Rule.AUDIENCE_TRUSTS_THE_CLIENT,
                        Rule.AUDIENCE_IS_REGISTERED,
                        Rule.END_USER_IS_KNOWN_UPSTREAM);
        };
    }

    @Test
    void everyDoorIsOpenWhileEveryRuleHolds() {
        for (var door : Door.values()) {
            assertThat(new Visit(door).isLetIn()).as(door.toString()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void brokenRuleClosesEveryDoorItSpeaksOf(Rule rule) {
        for (var door : Door.values()) {
            var visit = new Visit(door);
            visit.breaks(rule);

            assertThat(visit.isLetIn())
                    .as("%s at %s", rule, door)
                    .isEqualTo(silent(door).contains(rule));
        }
    }

    /// Somebody before a door, with the key to it.
    private static final class Visit {

        private final TestProvider provider = new TestProvider(TestPolicies.DEFAULT);
        private final Door door;
        private final String code;
        private final String deviceCode;
        private final TokenResponse tokens;

        Visit(Door door) {
            this.door = door;
            this.tokens = provider.tokens(SCOPES);
            this.code = provider.code(SCOPES);
            this.deviceCode = provider.deviceCode(SCOPES);
            if (door == Door.RETRIED_REFRESH) {
                provider.refresh(reveal(tokens.refreshToken()));
            }
        }

        void breaks(Rule rule) {
            switch (rule) {
                case CLIENT_IS_REGISTERED -> provider.clients.remove(SHOP.id());
                case CONNECTOR_IS_CONFIGURED -> provider.connectors.remove(CORP.id());
                case CONNECTOR_IS_ALLOWED_TO_THE_CLIENT -> provider.clients.put(TestClients.allowing(SHOP, "saml"));
                case CONNECTOR_ALLOWS_THE_CODE_GRANT -> takeAway(GrantType.AUTHORIZATION_CODE);
                case CONNECTOR_ALLOWS_THE_REFRESH_GRANT -> takeAway(GrantType.REFRESH_TOKEN);
                case CONNECTOR_ALLOWS_THE_DEVICE_GRANT -> takeAway(GrantType.DEVICE_CODE);
                case CONNECTOR_ALLOWS_THE_PASSWORD_GRANT -> takeAway(GrantType.PASSWORD);
                case CONNECTOR_ALLOWS_THE_EXCHANGE_GRANT -> takeAway(GrantType.TOKEN_EXCHANGE);
                case NOTHING_IS_TO_BE_DONE_IN_A_BROWSER -> provider.direct.demands("a second factor");
                case AUDIENCE_TRUSTS_THE_CLIENT -> provider.clients.put(TestClients.trusting(API));
                case AUDIENCE_IS_REGISTERED -> provider.clients.remove(API.id());
                case END_USER_HAS_PASSED_THE_FACTORS ->
                    provider.clients.put(SHOP.with()
                            .factors(FactorChain.of(TestFactors.APP.id()))
                            .build());
                case END_USER_IS_KNOWN_UPSTREAM -> {
                    var gone = LoginResult.refused(Refusal.GONE, "removed");
                    provider.upstream.answers((connector, identity, wanted) -> gone);
                    provider.direct.answers(gone);
                }
                case GRANT_IS_NOT_REVOKED -> {
                    provider.grants.alive().forEach(family -> provider.revocation.revoke(family.grant()));
                    provider.revokeGivenGrants();
                }
            }
        }

        private void takeAway(GrantType type) {
            var others = EnumSet.complementOf(EnumSet.of(type));
            provider.connectors.put(FakeConnectors.narrowed(CORP, others.toArray(GrantType[]::new)));
        }

        boolean isLetIn() {
            try {
                return switch (door) {
                    case CODE ->
                        !reveal(provider.redeem(current(), code).accessToken()).isEmpty();
                    case REFRESH, RETRIED_REFRESH ->
                        !reveal(provider.refresh(current(), reveal(tokens.refreshToken()))
                                        .accessToken())
                                .isEmpty();
                    case USER_INFO -> provider.opens(tokens.accessToken());
                    case INTROSPECTION -> isActive(tokens.accessToken());
                    case DEVICE ->
                        !reveal(provider.fetch(current(), deviceCode).accessToken())
                                .isEmpty();
                    case CLIENT_CREDENTIALS ->
                        !reveal(provider.ownTokens(current(), "groups audience:server:client_id:api")
                                        .accessToken())
                                .isEmpty();
                    case PASSWORD ->
                        !reveal(provider.password(current(), SCOPES).accessToken())
                                .isEmpty();
                    case EXCHANGE ->
                        !reveal(provider.exchange(current(), "audience", "api").accessToken())
                                .isEmpty();
                    case INTROSPECTION_OF_A_REFRESH_TOKEN -> isActive(Secret.of(reveal(tokens.refreshToken())));
                };
            } catch (OAuth2Exception refused) {
                return false;
            }
        }

        private boolean isActive(Secret token) {
            return Boolean.TRUE.equals(provider.introspection
                    .of(token, provider.authenticated(current()))
                    .get("active"));
        }

        /// The shop as it is registered now.
        private Client current() {
            return provider.clients.find(SHOP.id()).orElse(SHOP);
        }
    }
}
