package io.lintel.factor;

import static io.lintel.factor.TestFactors.APP;
import static io.lintel.factor.TestFactors.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class FactorRulesTest {

    private final FactorRules rules = new FactorRules(List.of(APP, KEY), List.of(KEY.id(), APP.id()));

    @Test
    void clientThatSaysNothingHasTheDefaultChain() {
        assertThat(rules.demanded(FactorChain.ofDefault(), "ldap")).containsExactly(KEY, APP);
    }

    @Test
    void clientsOwnChainIsInItsOrderAndEachFactorOnce() {
        assertThat(rules.demanded(FactorChain.of(APP.id(), KEY.id(), APP.id()), "ldap"))
                .containsExactly(APP, KEY);
        assertThat(rules.demanded(FactorChain.of(), "ldap")).isEmpty();
    }

    @Test
    void authenticatorIsForTheConnectorTypesItNames() {
        var narrowed = new FactorRules(List.of(TestFactors.only(APP, "ldap"), KEY), List.of(APP.id(), KEY.id()));

        assertThat(narrowed.demanded(FactorChain.ofDefault(), "saml")).containsExactly(KEY);
        assertThat(narrowed.demanded(FactorChain.ofDefault(), "ldap")).hasSize(2);
    }

    @Test
    @Tag("SEC-H6")
    void chainThatNamesNobodyLetsNobodyIn() {
        var gone = FactorChain.of(new AuthenticatorId("gone"));

        assertThatThrownBy(() -> rules.demanded(gone, "ldap"))
                .isInstanceOf(OAuth2Exception.class)
                .extracting(e -> ((OAuth2Exception) e).code())
                .isEqualTo(ErrorCode.SERVER_ERROR);
        assertThatThrownBy(() -> new FactorRules(List.of(APP), List.of(KEY.id())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FactorRules(List.of(APP, APP), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
