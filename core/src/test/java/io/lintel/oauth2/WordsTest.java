package io.lintel.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WordsTest {

    @Test
    void everyWordIsFoundByItsExactSpellingAlone() {
        for (var type : GrantType.values()) {
            assertThat(GrantType.find(type.value())).contains(type);
        }
        for (var type : ResponseType.values()) {
            assertThat(ResponseType.find(type.value())).contains(type);
        }
        for (var mode : ResponseMode.values()) {
            assertThat(ResponseMode.find(mode.value())).contains(mode);
        }
        for (var prompt : Prompt.values()) {
            assertThat(Prompt.find(prompt.value())).contains(prompt);
        }
        assertThat(GrantType.find("Authorization_Code")).isEmpty();
        assertThat(ResponseType.find("CODE")).isEmpty();
        assertThat(ResponseMode.find("Query")).isEmpty();
        assertThat(Prompt.find("NONE")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void errorCodesAreTheWordsOfTheRfcs(ErrorCode code) {
        assertThat(code.code()).isEqualTo(code.name().toLowerCase(Locale.ROOT));
        assertThat(code.status()).isBetween(400, 503);
    }

    /// RFC 6749, section 5.2, and RFC 6750, section 3.1.
    @Test
    void statusBelongsToTheError() {
        assertThat(ErrorCode.INVALID_CLIENT.status()).isEqualTo(401);
        assertThat(ErrorCode.INVALID_TOKEN.status()).isEqualTo(401);
        assertThat(ErrorCode.INSUFFICIENT_SCOPE.status()).isEqualTo(403);
        assertThat(ErrorCode.SERVER_ERROR.status()).isEqualTo(500);
        assertThat(ErrorCode.TEMPORARILY_UNAVAILABLE.status()).isEqualTo(503);
        assertThat(Arrays.asList(
                        ErrorCode.INVALID_REQUEST.status(),
                        ErrorCode.INVALID_GRANT.status(),
                        ErrorCode.INVALID_SCOPE.status(),
                        ErrorCode.UNSUPPORTED_GRANT_TYPE.status(),
                        ErrorCode.UNAUTHORIZED_CLIENT.status()))
                .containsOnly(400);
    }

    @Test
    void quietRefusalTellsTheClientNothing() {
        var quiet = OAuth2Exception.quietly(ErrorCode.INVALID_GRANT, "the code has expired");
        var loud = OAuth2Exception.of(ErrorCode.INVALID_SCOPE, "Too many scopes.", "80 scopes");

        assertThat(quiet).hasMessage("the code has expired");
        assertThat(quiet.description()).isEmpty();
        assertThat(loud).hasMessage("80 scopes");
        assertThat(loud.description()).contains("Too many scopes.");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            https://id.example,            '',       https://id.example/token
            https://id.example/,           '',       https://id.example/token
            http://127.0.0.1:5556/dex,     /dex,     http://127.0.0.1:5556/dex/token
            https://id.example/a%20b/c,    /a%20b/c, https://id.example/a%20b/c/token
            """)
    void endpointsLieBelowTheIssuer(String issuer, String path, String token) {
        assertThat(new Issuer(issuer).path()).isEqualTo(path);
        assertThat(new Issuer(issuer).endpoint("/token")).isEqualTo(token);
        assertThat(new Issuer(issuer)).hasToString(issuer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "id.example",
                "//id.example",
                "/dex",
                "ftp://id.example",
                "https:id.example",
                "https://",
                "https:///dex",
                "https://id.example?x=1",
                "https://id.example/#x",
                "https://id.example/?",
                "a b",
                "%"
            })
    void otherTextIsNoIssuer(String text) {
        assertThatThrownBy(() -> new Issuer(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void emptyNamesAreRefused() {
        assertThatThrownBy(() -> new ClientId("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Scope("")).isInstanceOf(IllegalArgumentException.class);
    }
}
