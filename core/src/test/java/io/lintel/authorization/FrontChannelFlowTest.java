package io.lintel.authorization;

import static io.lintel.authorization.FakeConnectors.CORP;
import static io.lintel.authorization.TestFlow.refused;
import static io.lintel.authorization.TestFlow.stale;
import static io.lintel.authorization.TestFlow.told;
import static io.lintel.connector.TestIdentities.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.Wanted;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.ResponseMode;
import io.lintel.session.AuthenticationMethod;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Logins whose answer carries tokens, or that must be as strong as the client says.
final class FrontChannelFlowTest {

    private static final String DEMANDED = "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"2\"]}}}";

    private final TestFlow asking = new TestFlow(false);
    private final TestFlow skipping = new TestFlow(true);

    @ParameterizedTest
    @CsvSource({
        "id_token, false, false, true",
        "id_token token, false, true, true",
        "code token, true, true, false",
        "code id_token, true, false, true",
        "code id_token token, true, true, true",
        "code, true, false, false",
    })
    void answerHoldsWhatWasAskedForAndNothingElse(String types, boolean code, boolean accessToken, boolean idToken) {
        var answer = told(finish(skipping, "response_type", types, "nonce", "n"));

        assertThat(answer.containsKey("code")).isEqualTo(code);
        assertThat(answer.containsKey("access_token")).isEqualTo(accessToken);
        assertThat(answer.containsKey("token_type")).isEqualTo(accessToken);
        assertThat(answer.containsKey("expires_in")).isEqualTo(accessToken);
        assertThat(answer.containsKey("id_token")).isEqualTo(idToken);
        assertThat(answer).containsEntry("state", "s t").containsEntry("iss", TestFlow.ISSUER.value());
    }

    @Test
    @Tag("SEC-A14")
    @Tag("REL-1")
    void loginThatGivesTokensAloneIsCompletedOnce() {
        var pending = departed(skipping, "response_type", "id_token", "nonce", "n");

        assertThat(told(skipping.loggedIn(pending, CORP.id(), ALICE))).containsKey("id_token");
        stale(() -> skipping.loggedIn(pending, CORP.id(), ALICE));
    }

    @Test
    void connectorMustAllowWhatIsAskedFor() {
        skipping.connectors.put(restricted(GrantType.AUTHORIZATION_CODE));

        assertThat(skipping.start("connector_id", "corp")).isInstanceOf(NextStep.LogIn.class);
        refused(
                ErrorCode.INVALID_REQUEST,
                () -> skipping.start("connector_id", "corp", "response_type", "id_token", "nonce", "n"));

        skipping.connectors.put(restricted(GrantType.IMPLICIT));
        assertThat(skipping.start("connector_id", "corp", "response_type", "id_token", "nonce", "n"))
                .isInstanceOf(NextStep.LogIn.class);
        refused(
                ErrorCode.INVALID_REQUEST,
                () -> skipping.start("connector_id", "corp", "response_type", "code id_token", "nonce", "n"));
    }

    @Test
    @Tag("SEC-A9")
    void refusalToMintIsToldTheClientWhereItsAnswerWouldBe() {
        skipping.tokens.refusal = OAuth2Exception.of(ErrorCode.INVALID_SCOPE, "Not any more.");
        var step = (NextStep.Respond) finish(skipping, "response_type", "code id_token", "nonce", "n");

        assertThat(step.response().mode()).isEqualTo(ResponseMode.FRAGMENT);
        assertThat(told(step)).containsEntry("error", "invalid_scope").doesNotContainKeys("code", "id_token");
    }

    @Test
    void whoDoesNotConsentIsToldWhereTheAnswerWouldBe() {
        var pending = departed(asking, "response_type", "id_token", "nonce", "n", "response_mode", "form_post");
        asking.loggedIn(pending, CORP.id(), ALICE);
        var step = (NextStep.Respond) asking.flow.refused(pending.id());

        assertThat(step.response().mode()).isEqualTo(ResponseMode.FORM_POST);
        assertThat(told(step)).containsEntry("error", "access_denied");
    }

    @Test
    void groupsAskedForByNameAreWantedOfTheConnector() {
        var request = skipping.request("scope", "openid", "claims", "{\"userinfo\":{\"groups\":null}}");

        assertThat(request.wanted()).contains(Wanted.GROUPS);
        assertThat(skipping.request("scope", "openid").wanted()).isEmpty();
    }

    /// OpenID Connect Core, section 5.5.1.1.
    @Test
    void loginThatIsNotAsStrongAsDemandedFails() {
        var weak = skipping.loggedIn(departed(skipping, "claims", DEMANDED), CORP.id(), ALICE);
        var strong = skipping.loggedIn(
                departed(skipping, "claims", DEMANDED),
                CORP.id(),
                ALICE,
                List.of(AuthenticationMethod.PASSWORD, AuthenticationMethod.MULTIPLE_FACTORS));

        assertThat(told(weak))
                .containsEntry("error", "unmet_authentication_requirements")
                .doesNotContainKey("code");
        assertThat(told(strong)).containsKey("code");
        assertThat(told(finish(skipping, "acr_values", "2"))).containsKey("code");
    }

    @Test
    void strengthThatNoLoginReachesIsRefusedAtOnce() {
        refused(
                ErrorCode.UNMET_AUTHENTICATION_REQUIREMENTS,
                () -> skipping.start("claims", DEMANDED.replace("\"2\"", "\"urn:gold\"")));
        assertThat(told(finish(skipping, "acr_values", "urn:gold"))).containsKey("code");
        assertThat(told(finish(skipping, "claims", DEMANDED.replace("true", "false"))))
                .containsKey("code");
    }

    private static ConnectorEntry restricted(GrantType... types) {
        var grants = EnumSet.noneOf(GrantType.class);
        grants.addAll(Set.of(types));
        return new ConnectorEntry(CORP.id(), CORP.type(), CORP.name(), CORP.capabilities(), grants);
    }

    private static PendingAuthorization departed(TestFlow test, String... parameters) {
        return test.departed(CORP, parameters);
    }

    private static NextStep finish(TestFlow test, String... parameters) {
        return test.loggedIn(departed(test, parameters), CORP.id(), ALICE);
    }
}
