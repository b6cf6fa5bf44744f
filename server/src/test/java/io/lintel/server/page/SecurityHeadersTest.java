package io.lintel.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("SEC-D6")
class SecurityHeadersTest {

    @Test
    void defaultsForbidScriptsInPagesForeignOriginsFramesSniffingAndReferrers() {
        assertThat(SecurityHeaders.of(Branding.plain(), Map.of()).fields())
                .containsOnly(
                        Map.entry(
                                "Content-Security-Policy",
                                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                                        + " font-src 'self'; base-uri 'none'; frame-ancestors 'none'"),
                        Map.entry("Referrer-Policy", "no-referrer"),
                        Map.entry("X-Content-Type-Options", "nosniff"),
                        Map.entry("X-Frame-Options", "DENY"));
    }

    @Test
    void onlyTheConfiguredLogoMayComeFromElsewhere() {
        var branding = new Branding("X", "https://CDN.example.org:8443/logo.png?x", null, Map.of(), null);

        assertThat(SecurityHeaders.of(branding, Map.of()).fields().get("Content-Security-Policy"))
                .contains("; img-src 'self' https://cdn.example.org:8443;");
    }

    @Test
    void configuredFieldReplacesTheDefaultOfThatNameAndOthersAreAdded() {
        var headers = SecurityHeaders.of(
                Branding.plain(),
                Map.of(
                        "x-frame-options",
                        "SAMEORIGIN",
                        "Strict-Transport-Security",
                        "max-age=1",
                        "Referrer-Policy",
                        ""));

        assertThat(headers.fields())
                .containsEntry("x-frame-options", "SAMEORIGIN")
                .doesNotContainKey("X-Frame-Options")
                .containsEntry("Strict-Transport-Security", "max-age=1")
                .containsEntry("Referrer-Policy", "no-referrer")
                .containsKey("Content-Security-Policy");
    }

    @Test
    void whereDexIsFollowedThereAreTheConfiguredFieldsAlone() {
        assertThat(SecurityHeaders.only(Map.of()).fields()).isEmpty();
        assertThat(SecurityHeaders.only(Map.of("X-Frame-Options", "DENY", "Content-Security-Policy", " "))
                        .fields())
                .containsExactly(Map.entry("X-Frame-Options", "DENY"));
        assertThatThrownBy(() -> SecurityHeaders.only(Map.of("X-A", "a\nb")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void framesAreOfTheOriginsGivenAlone() {
        var headers = SecurityHeaders.of(Branding.plain(), Map.of());
        var framing = headers.framing(List.of(
                "https://SHOP.example:8443/bye?a=b", "http://127.0.0.1:9/x", "https://shop.example:8443/other"));

        assertThat(headers.fields().get("Content-Security-Policy")).doesNotContain("frame-src");
        assertThat(framing.fields().get("Content-Security-Policy"))
                .startsWith(headers.fields().get("Content-Security-Policy"))
                .endsWith("; frame-src http://127.0.0.1:9 https://shop.example:8443");
        assertThatThrownBy(() -> headers.framing(List.of("https://a.example; script-src *")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @Tag("SEC-L5")
    @CsvSource({
        "X-A,'a\r\nSet-Cookie: b=c'",
        "X-A,'a\nb'",
        "X-A,'a\u0000'",
        "X-A,'é'",
        "'X-A\r\nB',a",
        "'X A',a",
        "'X:A',a",
        "'',a"
    })
    void fieldThatCouldAddALineIsRefused(String name, String value) {
        assertThatThrownBy(() -> SecurityHeaders.of(Branding.plain(), Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("response header");
    }
}
