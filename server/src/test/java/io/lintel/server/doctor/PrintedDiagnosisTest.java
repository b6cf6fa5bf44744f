package io.lintel.server.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.authorization.IdentityRules;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What an operator who debugs a mapping reads.
final class PrintedDiagnosisTest {

    private static final Identity ALICE =
            Identity.of("a11ce").groups(List.of("CN=Readers", "CN=Printers")).build();

    @Test
    void whatApplicationsAreToldStandsBelowWhatTheUpstreamSaid() {
        IdentityRules rules = identity ->
                Identity.of(identity.userId()).groups(List.of("readers")).build();

        assertThat(said(rules)).contains("""
                    user id         a11ce
                    groups          \n\
                        CN=Readers
                        CN=Printers
                    the mapping makes of it, for applications:
                    user id         a11ce
                    groups          \n\
                        readers
            """);
    }

    @Test
    void mappingThatChangesNothingIsNotMentioned() {
        assertThat(said(IdentityRules.none())).contains("CN=Printers").doesNotContain("mapping");
    }

    private static String said(IdentityRules rules) {
        var said = new ByteArrayOutputStream();
        new PrintedDiagnosis(new PrintStream(said, true, UTF_8), Clock.systemUTC(), rules)
                .signIn(LoginResult.authenticated(ALICE));
        return said.toString(UTF_8);
    }
}
