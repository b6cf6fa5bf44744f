package io.lintel.token;

import static io.lintel.authorization.FakeConnectors.CORP;
import static io.lintel.authorization.FakeConnectors.SAML;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.client.TestClients.THIEF;
import static io.lintel.token.TestProvider.ALICE;
import static io.lintel.token.TestProvider.REDIRECT_URI;
import static io.lintel.token.TestProvider.refused;
import static io.lintel.token.TestProvider.reveal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.authorization.FakeConnectors;
import io.lintel.client.TestClients;
import io.lintel.oauth2.CodeChallenge;
import io.lintel.oauth2.CodeChallengeMethod;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.TestParameters;
import io.lintel.storage.Race;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6749, section 4.1.3; RFC 7636, section 4.6.
final class AuthorizationCodeGrantTest {

    private static final String SCOPES = "openid offline_access";
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final CodeChallenge CHALLENGE =
            new CodeChallenge(CodeChallengeMethod.S256, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");

    private final TestProvider provider = new TestProvider(TestPolicies.DEFAULT);

    private enum Wrong {
        CODE,
        CLIENT,
        REDIRECT_URI,
        NO_REDIRECT_URI,
        VERIFIER,
        NO_VERIFIER,
        EXPIRED
    }

    @Test
    void codeGivesTokens() {
        var response = provider.redeem(SHOP, protectedCode(), "code_verifier", VERIFIER);

        assertThat(provider.opens(response.accessToken())).isTrue();
        assertThat(response.expiresIn()).isEqualTo(TestPolicies.TOKEN_LIFETIME);
        assertThat(response.idToken()).isNotNull();
        assertThat(response.refreshToken()).isNotNull();
        assertThat(response.scopes()).hasToString(SCOPES);
        assertThat(response.toString()).doesNotContain(reveal(response.accessToken()));
    }

    static Stream<Set<Wrong>> wrongElements() {
        var combinations = new ArrayList<Set<Wrong>>(List.of(EnumSet.noneOf(Wrong.class)));
        for (var each : Wrong.values()) {
            for (var without : List.copyOf(combinations)) {
                var with = EnumSet.of(each);
                with.addAll(without);
                combinations.add(with);
            }
        }
        return combinations.stream().filter(wrong -> !wrong.isEmpty());
    }

    @ParameterizedTest
    @MethodSource("wrongElements")
    @Tag("SEC-B1")
    @Tag("SEC-A7")
    void noCombinationOfWrongElementsPasses(Set<Wrong> wrong) {
        var code = protectedCode();
        var given = new HashMap<String, String>();
        given.put("grant_type", "authorization_code");
        given.put("code", wrong.contains(Wrong.CODE) ? code + "x" : code);
        given.put("redirect_uri", wrong.contains(Wrong.REDIRECT_URI) ? REDIRECT_URI + "/" : REDIRECT_URI);
        given.put("code_verifier", wrong.contains(Wrong.VERIFIER) ? VERIFIER.replace('d', 'e') : VERIFIER);
        if (wrong.contains(Wrong.NO_REDIRECT_URI)) {
            given.remove("redirect_uri");
        }
        if (wrong.contains(Wrong.NO_VERIFIER)) {
            given.remove("code_verifier");
        }
        if (wrong.contains(Wrong.EXPIRED)) {
            provider.advance(60);
        }
        var client = provider.authenticated(wrong.contains(Wrong.CLIENT) ? THIEF : SHOP);

        assertThatExceptionOfType(OAuth2Exception.class)
                .isThrownBy(() -> provider.endpoint.answer(client, TestParameters.of(given)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_GRANT))
                .satisfies(e -> assertThat(e.description()).isEmpty())
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(code, VERIFIER));

        assertThat(provider.jwts.count()).isZero();
        assertThat(provider.grants.alive()).isEmpty();
        if (wrong.contains(Wrong.EXPIRED)) {
            refused(ErrorCode.INVALID_GRANT, () -> provider.redeem(SHOP, code, "code_verifier", VERIFIER));
        } else {
            assertThat(provider.redeem(SHOP, code, "code_verifier", VERIFIER)).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example/Callback",
                "https://shop.example/callback#",
                "https://shop.example/callback?",
                "https://shop.example/callback ",
                "https://thief.example/callback",
            })
    @Tag("SEC-B1")
    void redirectUriIsComparedByteForByte(String uri) {
        var code = provider.code(SCOPES);

        refused(ErrorCode.INVALID_GRANT, () -> provider.redeem(SHOP, code, "redirect_uri", uri));
        assertThat(provider.redeem(SHOP, code)).isNotNull();
    }

    @Test
    @Tag("SEC-B1")
    void codeExpires() {
        var code = provider.code(SCOPES);
        var late = provider.code(SCOPES);
        provider.clock.advance(Duration.ofMillis(59_999));
        assertThat(provider.redeem(SHOP, code)).isNotNull();

        provider.clock.advance(Duration.ofMillis(1));
        refused(ErrorCode.INVALID_GRANT, () -> provider.redeem(SHOP, late));
    }

    @ParameterizedTest
    @ValueSource(strings = {VERIFIER, "short", "x"})
    @Tag("SEC-A7")
    void verifierWithoutAChallengeIsRefused(String verifier) {
        var code = provider.code(SCOPES);

        refused(ErrorCode.INVALID_GRANT, () -> provider.redeem(SHOP, code, "code_verifier", verifier));
        assertThat(provider.redeem(SHOP, code)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk=",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk "
            })
    @Tag("SEC-A7")
    void otherVerifierIsRefused(String verifier) {
        var code = protectedCode();

        refused(ErrorCode.INVALID_GRANT, () -> provider.redeem(SHOP, code, "code_verifier", verifier));
        assertThat(provider.redeem(SHOP, code, "code_verifier", VERIFIER)).isNotNull();
    }

    @Test
    void missingCodeIsAnInvalidRequest() {
        refused(ErrorCode.INVALID_REQUEST, () -> provider.redeem(SHOP, ""));
    }

    @Test
    @Tag("SEC-B1")
    @Tag("SEC-B3")
    void replayWithinTwoSecondsIsRefusedAndRevokesNothing() {
        var code = provider.code(SCOPES);
        var response = provider.redeem(SHOP, code);

        refused(ErrorCode.INVALID_GRANT, () -> provider.redeem(SHOP, code));
        provider.advance(2);
        refused(ErrorCode.INVALID_GRANT, () -> provider.redeem(SHOP, code));

        assertThat(provider.opens(response.accessToken())).isTrue();
        assertThat(provider.refresh(reveal(response.refreshToken()))).isNotNull();
    }

    @Test
    @Tag("SEC-B2")
    void whereCopiesChangeNothingALaterReplayIsRefusedAllTheSame() {
        var old = new TestProvider(TestPolicies.OF_DEX);
        var code = old.code(SCOPES);
        var response = old.redeem(SHOP, code);
        old.advance(30);

        refused(ErrorCode.INVALID_GRANT, () -> old.redeem(SHOP, code));
        assertThat(old.opens(response.accessToken())).isTrue();
        assertThat(old.refresh(reveal(response.refreshToken()))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 59, 60, 61, 3000})
    @Tag("SEC-B2")
    void laterReplayRevokesWhatTheCodeGave(long seconds) {
        var code = provider.code(SCOPES);
        var other = provider.tokens(SCOPES);
        var response = provider.redeem(SHOP, code);
        var refreshed = provider.refresh(reveal(response.refreshToken()));

        provider.advance(seconds);
        refused(ErrorCode.INVALID_GRANT, () -> provider.redeem(SHOP, code));

        assertThat(provider.opens(response.accessToken())).isFalse();
        assertThat(provider.opens(refreshed.accessToken())).isFalse();
        refused(ErrorCode.INVALID_GRANT, () -> provider.refresh(reveal(refreshed.refreshToken())));
        assertThat(provider.opens(other.accessToken())).isTrue();
        assertThat(provider.refresh(reveal(other.refreshToken()))).isNotNull();
    }

    @Test
    @Tag("SEC-B2")
    @Tag("SEC-B4")
    void replayByWhoHoldsTheCodeAloneRevokesNothing() {
        var code = protectedCode();
        var response = provider.redeem(SHOP, code, "code_verifier", VERIFIER);
        provider.advance(30);

        refused(ErrorCode.INVALID_GRANT, () -> provider.redeem(THIEF, code, "code_verifier", VERIFIER));
        refused(ErrorCode.INVALID_GRANT, () -> provider.redeem(SHOP, code));
        refused(ErrorCode.INVALID_GRANT, () -> provider.redeem(SHOP, code, "redirect_uri", "https://thief.example/"));

        assertThat(provider.opens(response.accessToken())).isTrue();
    }

    @Test
    @Tag("SEC-B2")
    void revocationIsRememberedLongerThanAnyTokenLives() {
        var code = provider.code(SCOPES);
        provider.redeem(SHOP, code);
        provider.advance(30);
        refused(ErrorCode.INVALID_GRANT, () -> provider.redeem(SHOP, code));

        assertThat(provider.grants.revokedUntil()).allSatisfy(until -> assertThat(until)
                .isAfterOrEqualTo(provider.clock
                        .instant()
                        .plus(TestPolicies.TOKEN_LIFETIME)
                        .plusSeconds(300)));
    }

    @Test
    @Tag("SEC-B3")
    @Tag("REL-1")
    void ofManyWhoRedeemAtOnceOneGetsTokens() {
        var code = provider.code(SCOPES);
        var client = provider.authenticated(SHOP);
        var parameters =
                TestParameters.of("grant_type", "authorization_code", "code", code, "redirect_uri", REDIRECT_URI);

        var answers = Race.of(50, i -> {
            try {
                return provider.endpoint.answer(client, parameters).expiresIn().isPositive();
            } catch (OAuth2Exception refused) {
                return false;
            }
        });

        assertThat(answers).filteredOn(Boolean::booleanValue).hasSize(1);
        assertThat(provider.grants.alive()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"removed", "closed", "not allowed"})
    @Tag("SEC-B14")
    void codeOfAConnectorThatIsNotOpenAnyMoreGivesNothing(String how) {
        var code = provider.code(SCOPES);
        switch (how) {
            case "removed" -> provider.connectors.remove(CORP.id());
            case "closed" -> provider.connectors.put(FakeConnectors.narrowed(CORP, GrantType.REFRESH_TOKEN));
            default -> provider.clients.put(TestClients.allowing(SHOP, "saml"));
        }

        var client = provider.clients.find(SHOP.id()).orElseThrow();
        refused(ErrorCode.INVALID_GRANT, () -> provider.redeem(client, code));
        assertThat(provider.jwts.count()).isZero();
        assertThat(provider.grants.alive()).isEmpty();
    }

    @Test
    void connectorWithoutOfflineAccessGivesNoRefreshToken() {
        var response = provider.redeem(SHOP, provider.code(SHOP, SAML, ALICE, SCOPES, null));

        assertThat(response.refreshToken()).isNull();
        assertThat(response.scopes()).hasToString("openid");
        assertThat(provider.grants.alive()).isEmpty();
    }

    @Test
    void refreshTokenIsGivenForOfflineAccessAlone() {
        assertThat(provider.tokens("openid email").refreshToken()).isNull();
        assertThat(provider.grants.alive()).isEmpty();
        assertThat(provider.tokens("openid offline_access").refreshToken()).isNotNull();
    }

    @Test
    @Tag("SEC-B2")
    @Tag("SEC-B13")
    void tokensOfAGrantThatWasRevokedWhileTheyWereMintedAreNotGiven() {
        var code = provider.code(SCOPES);
        provider.revocation.revoke(provider.codes.issued(code).orElseThrow().grant());

        refused(ErrorCode.INVALID_GRANT, () -> provider.redeem(SHOP, code));
        assertThat(provider.grants.alive()).isEmpty();
    }

    private String protectedCode() {
        return provider.code(SHOP, CORP, ALICE, SCOPES, CHALLENGE);
    }
}
