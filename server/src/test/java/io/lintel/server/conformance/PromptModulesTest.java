package io.lintel.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The modules about when and how end-users are asked.
@ExtendWith(StandardProvider.class)
final class PromptModulesTest {

    private static final String LONG_STATE = "0123456789abcdef".repeat(8);

    private static Provider provider;

    private RelyingParty client;

    @BeforeAll
    static void start(Provider standard) {
        provider = standard;
    }

    @BeforeEach
    void open(RelyingParty fresh) {
        client = fresh;
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-prompt-login")
    void loginPromptAsksAgain(Variant variant) throws Exception {
        var first = client.complete(variant, Map.of());
        provider.clock().advance(Duration.ofSeconds(2));

        var second = client.complete(variant, Map.of("prompt", "login"));

        assertThat(second.arrival().logins()).isOne();
        assertThat(second.idToken().getAuthenticationTime())
                .isAfter(first.idToken().getAuthenticationTime());
        assertThat(second.idToken().getSubject()).isEqualTo(first.idToken().getSubject());
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-prompt-none-not-logged-in")
    void nonePromptIsAnErrorWhereNobodyIsLoggedIn(Variant variant) {
        var arrival = client.ask(variant, Map.of("prompt", "none", "state", LONG_STATE));

        assertThat(arrival.error()).isIn("login_required", "interaction_required");
        assertThat(arrival.logins()).isZero();
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-prompt-none-logged-in")
    void nonePromptIsAnsweredAtOnceForWhoeverIsLoggedIn(Variant variant) throws Exception {
        assertThatItIsTheSameLogin(variant, client.complete(variant, Map.of()), Map.of("prompt", "none"));
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-id-token-hint")
    void hintAtWhoeverIsLoggedInIsAnsweredAtOnce(Variant variant) throws Exception {
        var first = client.complete(variant, Map.of());

        assertThatItIsTheSameLogin(
                variant,
                first,
                Map.of(
                        "prompt",
                        "none",
                        "id_token_hint",
                        first.requireRawIdToken().serialize()));
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-max-age-10000")
    void maxAgeThatIsNotReachedAsksNobody(Variant variant) throws Exception {
        var second =
                assertThatItIsTheSameLogin(variant, client.complete(variant, Map.of()), Map.of("max_age", "10000"));

        assertThat(second.idToken().getAuthenticationTime()).isNotNull();
    }

    private Completed assertThatItIsTheSameLogin(Variant variant, Completed first, Map<String, String> other)
            throws Exception {
        provider.clock().advance(Duration.ofSeconds(2));
        var second = client.complete(variant, other);
        assertThat(second.arrival().logins()).isZero();
        assertThat(second.idToken().getSubject()).isEqualTo(first.idToken().getSubject());
        assertThat(second.idToken().getAuthenticationTime())
                .isEqualTo(first.idToken().getAuthenticationTime());
        return second;
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-max-age-1")
    void maxAgeThatIsOverAsksAgain(Variant variant) throws Exception {
        var first = client.complete(variant, Map.of());
        provider.clock().advance(Duration.ofSeconds(2));

        var second = client.complete(variant, Map.of("max_age", "1"));

        assertThat(second.arrival().logins()).isOne();
        assertThat(second.idToken().getAuthenticationTime())
                .isAfter(first.idToken().getAuthenticationTime());
        assertThat(second.idToken().getAuthenticationTime().toInstant())
                .isAfter(provider.clock().instant().minusSeconds(60));
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-display-page")
    void displayMayBeAPage(Variant variant) throws Exception {
        client.complete(variant, Map.of("display", "page"));
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-display-popup")
    void displayMayBeAPopup(Variant variant) throws Exception {
        client.complete(variant, Map.of("display", "popup"));
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-ensure-request-with-unknown-parameter-succeeds")
    void unknownParameterIsPassedOver(Variant variant) throws Exception {
        client.complete(variant, Map.of("extra", "foobar"));
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-login-hint")
    void loginHintFillsInWhoItMeans(Variant variant) throws Exception {
        var hint = Map.of("login_hint", "buffy@idp.example");
        var form = Jsoup.parse(client.page(client.request(variant, hint)).body());

        assertThat(form.select("input[name=login]").attr("value")).isEqualTo("buffy@idp.example");
        client.complete(variant, hint);
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-ui-locales")
    void localesOfThePagesAreWishes(Variant variant) throws Exception {
        client.complete(variant, Map.of("ui_locales", "se de"));
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#all")
    @DisplayName("oidcc-claims-locales")
    void localesOfClaimsAreWishes(Variant variant) throws Exception {
        client.complete(variant, Map.of("claims_locales", "se"));
    }
}
