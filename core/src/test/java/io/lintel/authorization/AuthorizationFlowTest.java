package io.lintel.authorization;

import static io.lintel.authorization.FakeConnectors.CORP;
import static io.lintel.authorization.FakeConnectors.SAML;
import static io.lintel.authorization.TestFlow.refused;
import static io.lintel.authorization.TestFlow.stale;
import static io.lintel.authorization.TestFlow.told;
import static io.lintel.authorization.TestFlow.unknownTarget;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.connector.TestIdentities.ALICE;
import static io.lintel.connector.TestIdentities.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.client.TestClients;
import io.lintel.connector.ConnectorId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.TestParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuthorizationFlowTest {

    private final TestFlow asking = new TestFlow(false);
    private final TestFlow skipping = new TestFlow(true);

    @Test
    @Tag("REL-18")
    void nothingIsKeptBeforeSomebodyHasLoggedIn() {
        asking.start();
        asking.departed(CORP);

        assertThat(asking.parked.sweep(Instant.MAX, 1)).isZero();
        assertThat(asking.codes.size()).isZero();
    }

    @Test
    void loginLeadsToConsentAndConsentToACode() {
        var pending = asking.departed(CORP, "nonce", "n");
        asking.clock.advance(Duration.ofSeconds(30));

        var ask = (NextStep.AskConsent) asking.loggedIn(pending, CORP.id(), ALICE);
        assertThat(asking.codes.size()).isZero();
        assertThat(asking.flow.requireParked(pending.id())).isEqualTo(ask.authorization());
        asking.clock.advance(Duration.ofSeconds(30));
        var told = told(asking.flow.consented(pending.id()));

        assertThat(told).containsOnlyKeys("code", "state", "iss").containsEntry("state", "s t");
        var issued = asking.codes.issued(told.getOrDefault("code", "")).orElseThrow();
        assertThat(issued.login()).isEqualTo(pending.id());
        assertThat(issued.client()).isEqualTo(SHOP.id());
        assertThat(issued.redirectUri()).isEqualTo(SHOP.redirectUris().getFirst());
        assertThat(issued.authentication().identity()).isEqualTo(ALICE);
        assertThat(issued.authentication().connector()).isEqualTo(CORP.id());
        assertThat(issued.access().nonce()).isEqualTo("n");
        assertThat(issued.authentication().at()).isEqualTo(TestAuthorizations.NOW.plusSeconds(30));
        assertThat(issued.expiresAt())
                .isEqualTo(TestAuthorizations.NOW.plusSeconds(60).plus(TestFlow.CODE_LIFETIME));
    }

    @Test
    @Tag("SEC-A9")
    void everyAnswerNamesTheIssuer() {
        var yes = skipping.departed(CORP);
        var no = asking.departed(CORP);
        asking.loggedIn(no, CORP.id(), ALICE);
        var responses = new AuthorizationResponses(TestFlow.ISSUER, ResponseRules.Form.SPECIFIED);
        var error = OAuth2Exception.quietly(ErrorCode.SERVER_ERROR, "the detail");

        assertThat(told(skipping.loggedIn(yes, CORP.id(), ALICE))).containsEntry("iss", "https://id.example/dex");
        assertThat(told(asking.flow.refused(no.id())))
                .isEqualTo(Map.of(
                        "error", "access_denied",
                        "error_description", "The end-user did not consent.",
                        "state", "s t",
                        "iss", "https://id.example/dex"));
        assertThat(responses
                        .error(asking.target(), error, TestParameters.of(), true)
                        .parameters())
                .isEqualTo(Map.of("error", "server_error", "iss", "https://id.example/dex"));
    }

    @Test
    void consentIsSkippedIfTheOperatorSaysSoAndTheClientDoesNotAsk() {
        var silent = skipping.departed(CORP);
        var insisting = skipping.departed(CORP, "prompt", "consent");

        assertThat(told(skipping.loggedIn(silent, CORP.id(), ALICE))).containsKey("code");
        assertThat(skipping.loggedIn(insisting, CORP.id(), ALICE)).isInstanceOf(NextStep.AskConsent.class);
    }

    @Test
    @Tag("SEC-A14")
    @Tag("REL-1")
    void loginIsCompletedOnce() {
        for (var each : List.of(asking, skipping)) {
            var pending = each.departed(CORP);
            var step = each.loggedIn(pending, CORP.id(), ALICE);
            stale(() -> each.loggedIn(pending, CORP.id(), BOB));
            if (step instanceof NextStep.AskConsent) {
                each.flow.consented(pending.id());
            }
            stale(() -> each.loggedIn(pending, CORP.id(), ALICE));
            stale(() -> each.flow.consented(pending.id()));
            stale(() -> each.flow.refused(pending.id()));
            stale(() -> each.flow.requireParked(pending.id()));
            assertThat(each.codes.size()).isEqualTo(1);
        }
    }

    @Test
    @Tag("SEC-A14")
    void whoSaidNoCannotSayYesAfterwards() {
        var pending = asking.departed(CORP);
        asking.loggedIn(pending, CORP.id(), ALICE);
        asking.flow.refused(pending.id());

        stale(() -> asking.flow.consented(pending.id()));
        stale(() -> asking.loggedIn(pending, CORP.id(), ALICE));
        assertThat(asking.codes.size()).isZero();
    }

    @Test
    @Tag("SEC-A14")
    void nobodyConsentsBeforeTheLogin() {
        var pending = asking.departed(CORP);

        stale(() -> asking.flow.consented(pending.id()));
        stale(() -> asking.flow.refused(pending.id()));
        stale(() -> asking.flow.requireParked(pending.id()));
    }

    @Test
    @Tag("SEC-A14")
    @Tag("SEC-B4")
    void loginIsFinishedByTheConnectorItWasBegunWith() {
        var pending = asking.departed(CORP);
        stale(() -> asking.loggedIn(pending, SAML.id(), ALICE));

        var notBegun = ((NextStep.Depart) asking.logIn(SHOP, CORP, null)).authorization();
        stale(() -> asking.loggedIn(notBegun, CORP.id(), ALICE));
    }

    @Test
    void loginExpires() {
        var pending = asking.departed(CORP);
        var parked = asking.departed(CORP);
        asking.loggedIn(parked, CORP.id(), ALICE);
        asking.clock.advance(TestFlow.PENDING_LIFETIME);

        stale(() -> asking.loggedIn(pending, CORP.id(), ALICE));
        stale(() -> asking.flow.requireParked(parked.id()));
        stale(() -> asking.flow.consented(parked.id()));
        assertThat(asking.codes.size()).isZero();
    }

    @Test
    void refreshTokensAreNotOfferedWhereTheConnectorCannotRefresh() {
        var narrowed = FakeConnectors.narrowed(CORP, GrantType.AUTHORIZATION_CODE);
        asking.connectors.put(narrowed);
        for (var connector : List.of(SAML, narrowed)) {
            var pending = asking.departed(connector);
            var ask = (NextStep.AskConsent) asking.loggedIn(pending, connector.id(), ALICE);
            assertThat(ask.authorization().request().scopes()).hasToString("openid groups");
            var code = told(asking.flow.consented(pending.id())).getOrDefault("code", "");
            assertThat(asking.codes.issued(code).orElseThrow().access().scopes())
                    .hasToString("openid groups");
        }
    }

    @Test
    @Tag("SEC-B14")
    void connectorThatWasRemovedOrClosedDuringTheLoginLetsNobodyIn() {
        var removed = asking.departed(SAML);
        var closed = asking.departed(CORP);
        asking.connectors.remove(SAML.id());
        asking.connectors.put(FakeConnectors.narrowed(CORP, GrantType.DEVICE_CODE));
        asking.connectors.put(FakeConnectors.entry("other", CORP.capabilities()));

        refused(ErrorCode.INVALID_REQUEST, () -> asking.loggedIn(removed, SAML.id(), ALICE));
        refused(ErrorCode.INVALID_REQUEST, () -> asking.loggedIn(closed, CORP.id(), ALICE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"removed", "narrowed", "not allowed"})
    @Tag("SEC-B14")
    void connectorThatWasClosedBeforeTheConsentGivesNoCode(String how) {
        var pending = asking.departed(CORP);
        asking.loggedIn(pending, CORP.id(), ALICE);
        switch (how) {
            case "removed" -> asking.connectors.remove(CORP.id());
            case "narrowed" -> asking.connectors.put(FakeConnectors.narrowed(CORP, GrantType.REFRESH_TOKEN));
            default -> asking.clients.put(TestClients.allowing(SHOP, "saml"));
        }

        assertThat(told(asking.flow.consented(pending.id())))
                .containsEntry("error", "access_denied")
                .containsEntry("state", "s t")
                .doesNotContainKey("code");
        assertThat(asking.codes.size()).isZero();
    }

    @Test
    @Tag("SEC-B14")
    void offlineAccessThatIsNotOfferedAnyMoreAtTheConsentIsNotGranted() {
        var pending = asking.departed(CORP);
        asking.loggedIn(pending, CORP.id(), ALICE);
        asking.connectors.put(FakeConnectors.narrowed(CORP, GrantType.AUTHORIZATION_CODE));

        var code = told(asking.flow.consented(pending.id())).getOrDefault("code", "");
        assertThat(asking.codes.issued(code).orElseThrow().access().scopes().contains(Scope.OFFLINE_ACCESS))
                .isFalse();
    }

    @Test
    @Tag("SEC-B14")
    void clientThatWasRemovedOrMovedDuringTheLoginGetsNoCode() {
        var pending = asking.departed(CORP);
        var parked = asking.departed(CORP);
        asking.loggedIn(parked, CORP.id(), ALICE);

        asking.clients.put(TestClients.at(SHOP, "https://shop.example/moved"));
        unknownTarget(() -> asking.loggedIn(pending, CORP.id(), ALICE));
        asking.clients.remove(SHOP.id());
        unknownTarget(() -> asking.flow.consented(parked.id()));
        assertThat(asking.codes.size()).isZero();
    }

    @Test
    @Tag("SEC-B5")
    void everyLoginHasAnIdAndALinkKeyOfItsOwn() {
        var one = asking.departed(CORP);
        var other = asking.departed(CORP);

        assertThat(one.id()).isNotEqualTo(other.id());
        assertThat(one.linkKey()).isNotEqualTo(other.linkKey());
        assertThat(one.linkKey().reveal()).hasSize(53);
        assertThat(one.toString()).doesNotContain(one.linkKey().reveal());
    }

    @Test
    @Tag("SEC-L6")
    void codeIsNotPrinted() {
        var step = skipping.loggedIn(skipping.departed(CORP), new ConnectorId("corp"), ALICE);

        assertThat(step.toString()).doesNotContain(told(step).getOrDefault("code", ""));
    }
}
