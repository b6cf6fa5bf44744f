package io.lintel.authorization;

import static io.lintel.authorization.FakeConnectors.CORP;
import static io.lintel.authorization.TestFlow.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.Identity;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.RequestedClaim;
import io.lintel.oauth2.Subject;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// OpenID Connect Core, section 5.5.
final class ClaimsReadingTest {

    private static final String ALICE = new Subject("alice", CORP.id().value()).encode();

    private final TestFlow test = new TestFlow(true);

    @Test
    void knownClaimsAreKeptAndOthersArePassedOver() {
        var claims = test.request("claims", "{\"userinfo\":{\"email\":null,\"shoe_size\":{\"value\":{}}},\"other\":1}")
                .access()
                .claims();

        assertThat(claims.userInfo()).containsOnlyKeys("email");
        assertThat(claims.idToken()).isEmpty();
    }

    @Test
    @Tag("SEC-A6")
    void consentIsAskedForClaimsAsForScopes() {
        var access = test.request(
                        "scope",
                        "openid email",
                        "claims",
                        "{\"userinfo\":{\"groups\":null},\"id_token\":{\"groups\":null,\"acr\":null,\"locale\":null}}")
                .access();

        assertThat(access.toConsent()).hasToString("openid email claim:groups claim:locale");
        assertThat(access.scopes()).hasToString("openid email");
    }

    @Test
    @Tag("SEC-A10")
    void malformedAndOversizedClaimsAreRefused() {
        refused(ErrorCode.INVALID_REQUEST, () -> test.start("claims", "{\"userinfo\":"));
        refused(ErrorCode.INVALID_REQUEST, () -> test.start("claims", "{\"userinfo\":{\"email\":1}}"));
        refused(ErrorCode.INVALID_REQUEST, () -> test.start("claims", "{\"x\":\"" + "y".repeat(4096) + "\"}"));
        refused(ErrorCode.INVALID_REQUEST, () -> test.start("claims", "{\"x\":" + "[".repeat(2000)));
    }

    @Test
    void acrValuesAskVoluntarilyForWhatThereIs() {
        var claims =
                test.request("acr_values", "urn:gold 2 1 2 silver").access().claims();

        assertThat(claims.idToken()).containsEntry("acr", new RequestedClaim(false, List.of("2", "1")));
        assertThat(test.request("acr_values", "urn:gold").access().claims().idToken())
                .containsEntry("acr", RequestedClaim.VOLUNTARY);
        assertThat(test.request("acr_values", "2", "claims", "{\"id_token\":{\"acr\":{\"essential\":true}}}")
                        .access()
                        .claims()
                        .idToken())
                .containsEntry("acr", new RequestedClaim(true, List.of()));
    }

    /// Section 3.1.2.2: whoever else is logged in, the answer must not be about them.
    @Test
    @Tag("SEC-B4")
    void nobodyButTheEndUserOfTheSubIsLetIn() {
        for (var place : List.of("id_token", "userinfo")) {
            var claims = claims(place, ALICE);
            var pending = test.departed(CORP, "claims", claims);

            assertThat(test.request("claims", claims).hinted()).isEqualTo(ALICE);
            refused(
                    ErrorCode.LOGIN_REQUIRED,
                    () -> test.loggedIn(pending, CORP.id(), Identity.of("bob").build()));
            assertThat(TestFlow.told(test.loggedIn(
                            pending, CORP.id(), Identity.of("alice").build())))
                    .containsKey("code");
        }
    }

    @Test
    void subThatNobodyHasCannotBeLoggedIn() {
        refused(ErrorCode.LOGIN_REQUIRED, () -> test.start("claims", claims("id_token", "made-up")));
        refused(
                ErrorCode.LOGIN_REQUIRED,
                () -> test.start("claims", "{\"id_token\":{\"sub\":{\"values\":[\"a\",\"b\"]}}}"));
        assertThat(test.request("claims", "{\"id_token\":{\"sub\":{\"essential\":true}}}")
                        .hinted())
                .isNull();
    }

    private static String claims(String place, String sub) {
        return "{\"" + place + "\":{\"sub\":{\"value\":\"" + sub + "\"}}}";
    }
}
