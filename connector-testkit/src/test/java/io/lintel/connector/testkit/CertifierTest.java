package io.lintel.connector.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.ConnectorSpi;
import io.lintel.connector.Identity;
import io.lintel.connector.PasswordConnector;
import io.lintel.connector.testkit.FicklePasswordConnector.Flaw;
import io.lintel.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

final class CertifierTest {

    private record Certificate(boolean kept, List<String> lines) {}

    @Test
    void keptContractsPassWithALineEach() {
        var certificate = certify(Good.class);

        assertThat(certificate.kept()).isTrue();
        assertThat(certificate.lines())
                .containsExactly(
                        "Connector SPI " + ConnectorSpi.VERSION,
                        Good.class.getName(),
                        "  PASS  ConnectorContract: %d rules"
                                .formatted(Rules.of(ConnectorContract.class).size()),
                        "  PASS  PasswordConnectorContract: %d rules"
                                .formatted(Rules.of(PasswordConnectorContract.class)
                                        .size()),
                        "  PASS  RefreshingConnectorContract: %d rules"
                                .formatted(Rules.of(RefreshingConnectorContract.class)
                                        .size()));
    }

    @Test
    void brokenContractFailsWithTheReason() {
        var certificate = certify(Broken.class);

        assertThat(certificate.kept()).isFalse();
        assertThat(certificate.lines())
                .filteredOn(line -> line.contains("FAIL"))
                .singleElement()
                .asString()
                .startsWith("  FAIL  PasswordConnectorContract: 1 of ")
                .contains("usernamePromptIsAShortLine: [control characters] expected: 0L but was: 1L");
    }

    @Test
    void replacedRuleIsNamed() {
        var certificate = certify(Replacing.class);

        assertThat(certificate.kept()).isTrue();
        assertThat(certificate.lines()).anySatisfy(line -> assertThat(line)
                .startsWith("  PASS  PasswordConnectorContract")
                .endsWith("of which its test replaces usernamePromptIsAShortLine"));
    }

    @Test
    void ruleThatDoesNotRunIsNotKept() {
        for (var silent : List.of(LeavingOut.class, Skipping.class, Unable.class)) {
            var certificate = certify(silent);

            assertThat(certificate.kept()).as(silent.getSimpleName()).isFalse();
            assertThat(certificate.lines()).anySatisfy(line -> assertThat(line)
                    .startsWith("  FAIL  PasswordConnectorContract")
                    .containsAnyOf(
                            "usernamePromptIsAShortLine is left out: its replacement is no @Test",
                            "usernamePromptIsAShortLine: is skipped",
                            "usernamePromptIsAShortLine: did not run: java.lang.IllegalStateException: no upstream"));
        }
    }

    @Test
    void nothingUnderContractIsNotACertificate() {
        var certificate = certify();

        assertThat(certificate.kept()).isFalse();
        assertThat(certificate.lines())
                .containsExactly("Connector SPI " + ConnectorSpi.VERSION, "FAIL  no test class implements a contract");
    }

    private static Certificate certify(Class<?>... testClasses) {
        var output = new ByteArrayOutputStream();
        var kept = Certifier.of(testClasses).certify(new PrintStream(output, true, UTF_8));
        return new Certificate(kept, output.toString(UTF_8).lines().toList());
    }

    static class Good implements PasswordConnectorContract, RefreshingConnectorContract {
        private final PasswordConnector connector = new FicklePasswordConnector(flaws(), true);

        EnumSet<Flaw> flaws() {
            return EnumSet.noneOf(Flaw.class);
        }

        @Override
        public PasswordConnector connector() {
            return connector;
        }

        @Override
        public Optional<? extends PasswordConnector> unreachable() {
            return Optional.of(new FicklePasswordConnector(flaws(), false));
        }

        @Override
        public String username() {
            return "alice";
        }

        @Override
        public Secret password() {
            return FicklePasswordConnector.PASSWORD;
        }

        @Override
        public Optional<Identity> gone() {
            return Optional.of(Identity.of("gone").build());
        }
    }

    static class Broken extends Good {
        @Override
        EnumSet<Flaw> flaws() {
            return EnumSet.of(Flaw.PROMPTS_IN_TWO_LINES);
        }
    }

    static final class Replacing extends Broken {
        @Test
        @Override
        public void usernamePromptIsAShortLine() {
            assertThat(connector().usernamePrompt()).contains("\n");
        }
    }

    static final class LeavingOut extends Broken {
        @Override
        public void usernamePromptIsAShortLine() {
            // Nobody is asked.
        }
    }

    static final class Skipping extends Broken {
        @Test
        @Disabled("to see that it is noticed")
        @Override
        public void usernamePromptIsAShortLine() {
            // Nobody is asked.
        }
    }

    static final class Unable extends Good {
        @BeforeAll
        static void start() {
            if (!Rules.of(ConnectorContract.class).isEmpty()) {
                throw new IllegalStateException("no upstream");
            }
        }
    }
}
