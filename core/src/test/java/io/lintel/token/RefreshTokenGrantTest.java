package io.lintel.token;

import static io.lintel.authorization.FakeConnectors.CORP;
import static io.lintel.client.TestClients.API;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.client.TestClients.THIEF;
import static io.lintel.token.TestProvider.ALICE;
import static io.lintel.token.TestProvider.refused;
import static io.lintel.token.TestProvider.refusedQuietly;
import static io.lintel.token.TestProvider.reveal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.authorization.FakeConnectors;
import io.lintel.client.TestClients;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Refusal;
import io.lintel.connector.Wanted;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.secret.Secret;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a refresh token gives, to whom, and when it gives nothing (RFC 6749, section 6).
final class RefreshTokenGrantTest {

    private static final String SCOPES = "openid email groups offline_access";
    private final TestProvider provider = new TestProvider(TestPolicies.DEFAULT);

    @Test
    @Tag("SEC-C4")
    void narrowedScopeDoesNotShrinkTheGrant() {
        var first = reveal(provider.tokens(SCOPES).refreshToken());

        var narrow = provider.refresh(first, "scope", "openid email");
        var full = provider.refresh(reveal(narrow.refreshToken()));

        assertThat(narrow.scopes()).hasToString("openid email");
        assertThat(provider.claims(narrow.idToken()).asMap())
                .containsKey("email")
                .doesNotContainKey("groups");
        assertThat(provider.claims(narrow.accessToken()).asMap()).doesNotContainKey("groups");
        assertThat(full.scopes()).hasToString(SCOPES);
        assertThat(provider.claims(full.idToken()).asMap()).containsKeys("email", "groups");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openid profile",
                SCOPES + " profile",
                "email",
                "openid Email",
                " ",
                "openid audience:server:client_id:api"
            })
    @Tag("SEC-C4")
    @Tag("SEC-A6")
    void otherScopeIsRefusedAndChangesNothing(String scope) {
        var token = reveal(provider.tokens(SCOPES).refreshToken());
        var before = provider.family();

        refused(ErrorCode.INVALID_SCOPE, () -> provider.refresh(token, "scope", scope));

        assertThat(provider.family()).isEqualTo(before);
        assertThat(provider.upstream.asked()).isZero();
        assertThat(provider.refresh(token)).isNotNull();
    }

    @Test
    @Tag("SEC-F4")
    void withdrawnTrustRefusesWithoutSpoilingTheToken() {
        var token = reveal(provider.tokens("openid offline_access audience:server:client_id:api")
                .refreshToken());
        var before = provider.family();
        provider.clients.put(TestClients.trusting(API));

        refused(ErrorCode.INVALID_SCOPE, () -> provider.refresh(token));

        assertThat(provider.family()).isEqualTo(before);
        assertThat(provider.refresh(token, "scope", "openid")).isNotNull();
    }

    @Test
    @Tag("SEC-B4")
    void tokenOfAnotherClientIsRefusedAndChangesNothing() {
        var first = reveal(provider.tokens(SCOPES).refreshToken());
        var second = reveal(provider.refresh(first).refreshToken());
        provider.advance(60);
        var before = provider.family();

        refusedQuietly(ErrorCode.INVALID_GRANT, () -> provider.refresh(THIEF, second));
        refusedQuietly(ErrorCode.INVALID_GRANT, () -> provider.refresh(THIEF, first));

        assertThat(provider.family()).isEqualTo(before);
        assertThat(provider.refresh(second)).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("SEC-C7")
    void upstreamThatSaysNoEndsTheFamily(Refusal reason) {
        var first = provider.tokens(SCOPES);
        provider.upstream.answers((connector, identity, wanted) -> LoginResult.refused(reason, "gone"));

        refusedQuietly(ErrorCode.INVALID_GRANT, () -> provider.refresh(reveal(first.refreshToken())));

        assertThat(provider.grants.alive()).isEmpty();
        assertThat(provider.opens(first.accessToken())).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("SEC-C7")
    void upstreamThatCannotAnswerLeavesEverythingAsItWas(ConnectorException.Fault fault) {
        var first = provider.tokens(SCOPES);
        var before = provider.family();
        provider.upstream.answers((connector, identity, wanted) -> {
            throw switch (fault) {
                case UNAVAILABLE -> ConnectorException.unavailable("down", null);
                case INVALID_RESPONSE -> ConnectorException.invalidResponse("nonsense");
                case MISCONFIGURED -> ConnectorException.misconfigured("wrong");
            };
        });

        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> provider.refresh(reveal(first.refreshToken())))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));

        assertThat(provider.family()).isEqualTo(before);
        assertThat(provider.opens(first.accessToken())).isTrue();
        provider.upstream.answers((connector, identity, wanted) -> LoginResult.authenticated(identity));
        provider.advance(3600);
        assertThat(provider.refresh(reveal(first.refreshToken()))).isNotNull();
    }

    @Test
    void newIdentityIsInTheTokensAndKept() {
        var first = reveal(provider.tokens(SCOPES).refreshToken());
        var promoted = ALICE.withGroups(List.of("board")).withRefreshState(Secret.of("next"));
        provider.upstream.answers((connector, identity, wanted) -> {
            assertThat(connector).isEqualTo(CORP.id());
            assertThat(wanted).containsExactlyInAnyOrder(Wanted.OFFLINE_ACCESS, Wanted.GROUPS);
            return LoginResult.authenticated(promoted);
        });

        var second = provider.refresh(first);
        var retried = provider.refresh(first);

        assertThat(provider.claims(second.idToken()).strings("groups")).containsExactly("board");
        assertThat(provider.claims(retried.idToken()).strings("groups")).containsExactly("board");
        assertThat(provider.family().identity()).isEqualTo(promoted);
    }

    @Test
    @Tag("SEC-I1")
    void anotherUserThanWasAskedForEndsTheFamily() {
        var first = reveal(provider.tokens(SCOPES).refreshToken());
        provider.upstream.answers(
                (connector, identity, wanted) -> LoginResult.authenticated(io.lintel.connector.TestIdentities.BOB));

        refused(ErrorCode.INVALID_GRANT, () -> provider.refresh(first));
        assertThat(provider.grants.alive()).isEmpty();
    }

    /// The upstream's own refresh token works once: it refuses whoever comes second, who has done no wrong.
    @Test
    @Tag("SEC-C7")
    @Tag("REL-2")
    void upstreamThatRefusesTheSecondOfTwoEndsNothing() {
        var first = reveal(provider.tokens(SCOPES).refreshToken());
        var winners = new HashSet<String>();
        provider.upstream.answers((connector, identity, wanted) -> {
            provider.upstream.answers((c, i, w) -> LoginResult.authenticated(i));
            winners.add(reveal(provider.refresh(first).refreshToken()));
            return LoginResult.refused(Refusal.GONE, "the refresh token was used");
        });

        assertThat(winners.add(reveal(provider.refresh(first).refreshToken()))).isFalse();
        assertThat(provider.family().generation()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"removed", "closed", "cannot any more", "not allowed"})
    @Tag("SEC-B14")
    void connectorThatIsNotOpenAnyMoreRefusesWithoutSpoilingTheToken(String how) {
        var token = reveal(provider.tokens(SCOPES).refreshToken());
        var before = provider.family();
        switch (how) {
            case "removed" -> provider.connectors.remove(CORP.id());
            case "closed" -> provider.connectors.put(FakeConnectors.narrowed(CORP, GrantType.AUTHORIZATION_CODE));
            case "cannot any more" -> provider.connectors.put(FakeConnectors.entry("corp", Set.of()));
            default -> provider.clients.put(TestClients.allowing(SHOP, "saml"));
        }

        var client = provider.clients.find(SHOP.id()).orElseThrow();
        refusedQuietly(ErrorCode.INVALID_GRANT, () -> provider.refresh(client, token));

        assertThat(provider.family()).isEqualTo(before);
        assertThat(provider.upstream.asked()).isZero();
        provider.connectors.put(CORP);
        provider.clients.put(SHOP);
        assertThat(provider.refresh(token)).isNotNull();
    }

    @Test
    void missingTokenIsAnInvalidRequest() {
        assertThatExceptionOfType(OAuth2Exception.class)
                .isThrownBy(() -> provider.refresh(""))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }
}
