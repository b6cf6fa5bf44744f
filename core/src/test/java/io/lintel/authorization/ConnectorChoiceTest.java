package io.lintel.authorization;

import static io.lintel.authorization.FakeConnectors.CORP;
import static io.lintel.authorization.FakeConnectors.SAML;
import static io.lintel.authorization.TestFlow.refused;
import static io.lintel.client.TestClients.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.client.TestClients;
import io.lintel.connector.Wanted;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Which connectors an end-user may come by.
final class ConnectorChoiceTest {

    private final TestFlow asking = new TestFlow(false);
    private final TestFlow skipping = new TestFlow(true);

    @Test
    void endUserChoosesAmongSeveralConnectors() {
        assertThat(asking.start()).isEqualTo(new NextStep.ChooseConnector(List.of(CORP, SAML)));
        assertThat(asking.start("connector_id", "saml")).isEqualTo(new NextStep.LogIn(SAML));
    }

    @Test
    void singleConnectorIsNotChosenUnlessTheOperatorWantsIt() {
        var always = new TestFlow(false, true);
        always.connectors.remove(SAML.id());
        asking.connectors.remove(SAML.id());

        assertThat(asking.start()).isEqualTo(new NextStep.LogIn(CORP));
        assertThat(always.start()).isEqualTo(new NextStep.ChooseConnector(List.of(CORP)));
    }

    @Test
    @Tag("SEC-B15")
    void onlyConnectorsThatTheClientAllowsAreOpenToIt() {
        asking.clients.put(TestClients.allowing(SHOP, "saml"));

        assertThat(asking.start()).isEqualTo(new NextStep.LogIn(SAML));
        refused(ErrorCode.INVALID_REQUEST, () -> asking.start("connector_id", "corp"));
        refused(ErrorCode.INVALID_REQUEST, () -> asking.departed(CORP));
        assertThat(asking.departed(SAML)).isNotNull();
    }

    @Test
    @Tag("SEC-B15")
    void connectorWithoutTheGrantIsNotOpen() {
        asking.connectors.put(FakeConnectors.narrowed(CORP, GrantType.REFRESH_TOKEN));

        assertThat(asking.start()).isEqualTo(new NextStep.LogIn(SAML));
        refused(ErrorCode.INVALID_REQUEST, () -> asking.departed(CORP));
    }

    @Test
    void clientThatNoConnectorIsOpenToIsTold() {
        asking.clients.put(TestClients.allowing(SHOP, "removed"));

        refused(ErrorCode.UNAUTHORIZED_CLIENT, () -> asking.start());
    }

    @Test
    void unknownConnectorIsRefused() {
        refused(ErrorCode.INVALID_REQUEST, () -> asking.start("connector_id", "Corp"));
    }

    @Test
    void connectorOfTheAddressIsThatOfTheRequest() {
        refused(ErrorCode.INVALID_REQUEST, () -> asking.departed(CORP, "connector_id", "saml"));
        assertThat(asking.departed(CORP, "connector_id", "corp")).isNotNull();
    }

    @Test
    @Tag("SEC-A11")
    void nobodyIsPromptedIfTheClientWantsNone() {
        refused(ErrorCode.LOGIN_REQUIRED, () -> asking.start("prompt", "none"));
        refused(ErrorCode.LOGIN_REQUIRED, () -> asking.departed(CORP, "prompt", "none"));
        refused(ErrorCode.LOGIN_REQUIRED, () -> asking.departed(CORP, "prompt", "none", "connector_id", "corp"));
        refused(ErrorCode.LOGIN_REQUIRED, () -> skipping.departed(CORP, "prompt", "none", "approval_prompt", "force"));
    }

    @Test
    @Tag("SEC-A11")
    void connectorLearnsWhatIsWanted() {
        assertThat(asking.request("scope", "openid").wanted()).isEmpty();
        assertThat(asking.request("scope", "openid groups offline_access").wanted())
                .containsExactlyInAnyOrder(Wanted.GROUPS, Wanted.OFFLINE_ACCESS);
        assertThat(asking.request("scope", "openid", "prompt", "login").wanted())
                .containsExactly(Wanted.FRESH_LOGIN);
        assertThat(asking.request("scope", "openid", "max_age", "60").wanted()).containsExactly(Wanted.FRESH_LOGIN);
    }
}
