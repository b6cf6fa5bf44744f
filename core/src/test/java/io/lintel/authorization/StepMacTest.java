package io.lintel.authorization;

import static io.lintel.authorization.TestAuthorizations.asksAlice;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.authorization.StepMac.Step;
import io.lintel.secret.Secret;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("SEC-A14")
final class StepMacTest {

    /// The test vectors of the specification, which dex computes too.
    @ParameterizedTest
    @CsvSource(textBlock = """
            step:continue,        kYhpDUbdIlo0HNO8HD6G4vigCQ8wh-6yNF9aXVTjlug
            step:mfa,             76XMP5skSIjuDV73ZNajzcV8Fev119V3RLLEOFBj6SI
            step:approval,        mJoITK-L7exFaSBh0NFibbxiLu51rAtVAZLmcTblDMk
            step:approved,        h1lGt_gCeWPxzP3WitMz-ugJ5N_BHufcTJbhI189dGQ
            authenticator:totp-1, Behyj8Wi-rk5rc2A_5CST06D6CtwscuprjmG5cI6Jag
            """)
    void workedExamples(String label, String mac) {
        assertThat(StepMac.of(Secret.of("consent-test-key"), "approval-consent-test", label))
                .isEqualTo(mac);
    }

    @Test
    void labelsAreThoseOfDex() {
        assertThat(Step.APPROVAL.label()).isEqualTo("step:approval");
        assertThat(Step.LOGIN.label()).isEqualTo("step:login");
    }

    @ParameterizedTest
    @EnumSource
    void macIsOfOneStepOfOneAuthorizationAlone(Step step) {
        var mine = asksAlice(1);
        var mac = StepMac.of(mine, step);

        assertThat(StepMac.matches(mine, step, mac)).isTrue();
        for (var other : Step.values()) {
            assertThat(StepMac.matches(mine, other, mac)).isEqualTo(other == step);
            assertThat(StepMac.matches(asksAlice(2), other, mac)).isFalse();
        }
    }

    @Test
    @Tag("SEC-B6")
    void everyChangedMissingOrAddedCharacterIsNoticed() {
        var mine = asksAlice(1);
        var mac = StepMac.of(mine, Step.APPROVAL);
        for (var i = 0; i < mac.length(); i++) {
            var before = mac.substring(0, i);
            var after = mac.substring(i + 1);
            var other = mac.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(StepMac.matches(mine, Step.APPROVAL, before + other + after))
                    .isFalse();
            assertThat(StepMac.matches(mine, Step.APPROVAL, before + after)).isFalse();
            assertThat(StepMac.matches(mine, Step.APPROVAL, before + 'A' + mac.substring(i)))
                    .isFalse();
        }
        assertThat(StepMac.matches(mine, Step.APPROVAL, "")).isFalse();
        assertThat(StepMac.matches(mine, Step.APPROVAL, mac + "=")).isFalse();
        assertThat(StepMac.matches(mine, Step.APPROVAL, "größe\uD83E")).isFalse();
    }
}
