package io.lintel.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// OpenID Connect Core, section 5.5.
final class RequestedClaimsTest {

    private static final Set<String> KNOWN = Set.of("given_name", "email", "email_verified", "acr", "auth_time", "sub");

    /// The example of section 5.5, without the claim in a namespace of its own.
    private static final String EXAMPLE = """
            {
              "userinfo": {
                "given_name": {"essential": true},
                "nickname": null,
                "email": {"essential": true},
                "email_verified": {"essential": true},
                "http://example.info/claims/groups": {"value": {"any": ["thing", 1.5]}}
              },
              "id_token": {
                "auth_time": {"essential": true},
                "acr": {"values": ["urn:mace:incommon:iap:silver", "2"], "purpose": "unknown members are passed over"}
              },
              "unknown": [1]
            }""";

    @Test
    void exampleOfTheSpecificationIsRead() {
        var claims = RequestedClaims.parse(EXAMPLE, KNOWN);

        assertThat(claims.userInfo())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "given_name", new RequestedClaim(true, List.of()),
                        "email", new RequestedClaim(true, List.of()),
                        "email_verified", new RequestedClaim(true, List.of())));
        assertThat(claims.idToken())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "auth_time", new RequestedClaim(true, List.of()),
                        "acr", new RequestedClaim(false, List.of("urn:mace:incommon:iap:silver", "2"))));
        assertThat(claims.names())
                .containsExactlyInAnyOrder("given_name", "email", "email_verified", "auth_time", "acr");
    }

    @Test
    void textIsReadAgain() {
        var claims = RequestedClaims.parse(EXAMPLE, KNOWN);
        var other = RequestedClaims.parse(
                "{\"id_token\":{\"sub\":{\"value\":\"a\"},\"email_verified\":{\"value\":true,\"essential\":false},\"email\":null}}",
                KNOWN);

        assertThat(RequestedClaims.parse(claims.text(), KNOWN)).isEqualTo(claims);
        assertThat(RequestedClaims.parse(other.text(), KNOWN)).isEqualTo(other);
        assertThat(RequestedClaims.parse(RequestedClaims.none().text(), KNOWN).isEmpty())
                .isTrue();
    }

    @Test
    void emptyParameterAsksForNothing() {
        assertThat(RequestedClaims.parse("{}", KNOWN).isEmpty()).isTrue();
        assertThat(RequestedClaims.parse("{\"id_token\":{},\"userinfo\":null}", KNOWN)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void onlyNamedValuesAreAccepted() {
        assertThat(RequestedClaim.VOLUNTARY.accepts("x")).isTrue();
        assertThat(RequestedClaim.VOLUNTARY.accepts(null)).isTrue();
        assertThat(new RequestedClaim(false, List.of("a", true)).accepts("a")).isTrue();
        assertThat(new RequestedClaim(false, List.of("a", true)).accepts(true)).isTrue();
        assertThat(new RequestedClaim(false, List.of("a", true)).accepts("b")).isFalse();
        assertThat(new RequestedClaim(false, List.of("true")).accepts(true)).isFalse();
        assertThat(new RequestedClaim(false, List.of("a")).accepts(null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claims",
                "[]",
                "{\"id_token\":[]}",
                "{\"id_token\":\"email\"}",
                "{\"userinfo\":{\"email\":true}}",
                "{\"userinfo\":{\"email\":[]}}",
                "{\"userinfo\":{\"email\":{\"essential\":\"true\"}}}",
                "{\"userinfo\":{\"email\":{\"value\":{}}}}",
                "{\"userinfo\":{\"email\":{\"value\":null}}}",
                "{\"userinfo\":{\"email\":{\"values\":[]}}}",
                "{\"userinfo\":{\"email\":{\"values\":\"a\"}}}",
                "{\"userinfo\":{\"email\":{\"values\":[[\"a\"]]}}}",
                "{\"userinfo\":{\"email\":{\"values\":[null]}}}",
                "{\"userinfo\":{\"email\":null,\"email\":null}}"
            })
    void otherTextIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> RequestedClaims.parse(text, KNOWN));
    }

    @Test
    void valuesAreLimited() {
        var many = IntStream.range(0, 21).mapToObj(i -> "\"" + i + "\"").collect(Collectors.joining(","));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestedClaims.parse("{\"id_token\":{\"acr\":{\"values\":[" + many + "]}}}", KNOWN));
    }
}
