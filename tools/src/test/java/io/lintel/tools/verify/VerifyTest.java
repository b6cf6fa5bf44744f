package io.lintel.tools.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Judges a made-up project whose only compiled tests are the samples at the end of this file.
final class VerifyTest {

    @TempDir
    Path root;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void project() throws IOException {
        write("docs/requirements.txt", "# list\nfinished:\n\nSEC-Z1 First\nSEC-Z2 Second\nSEC-Y1 Other\nREL-1 Last\n");
        for (var sample : new Class<?>[] {Contract.class, Kept.class, Whole.class, Whole.Inner.class}) {
            var file = sample.getName().replace('.', '/') + ".class";
            try (var in = VerifyTest.class.getClassLoader().getResourceAsStream(file)) {
                var target = root.resolve("module/target/test-classes").resolve(file);
                Files.createDirectories(target.getParent());
                Files.copy(in, target);
            }
        }
        ran(Kept.class, "<testcase classname='%s' name='holds'/>");
        ran(Whole.Inner.class, "<testcase classname='%s' name='holds(String)[1]'/>");
    }

    @Test
    void passedTestsAreSummedOverModulesAndKinds() throws IOException {
        report("other/target/failsafe-reports/TEST-x.xml", "<testcase classname='x.ThingIT' name='works'/>");

        assertThat(judge(true, true)).isTrue();
        assertThat(lastLine()).isEqualTo("3 passed, 0 failed, 0 skipped");
    }

    @Test
    void failureAndErrorFail() throws IOException {
        ran(
                Kept.class,
                "<testcase classname='%s' name='a'><failure/></testcase><testcase classname='y' name='b'><error/></testcase>");

        assertThat(judge(true, true)).isFalse();
        assertThat(lastLine()).isEqualTo("1 passed, 2 failed, 0 skipped");
        assertThat(printed.toString(UTF_8)).contains("FAILED  " + Kept.class.getName() + ".a", "FAILED  y.b");
    }

    @Test
    void skippedTestFailsAndIsNamed() throws IOException {
        report(
                "other/target/surefire-reports/TEST-x.xml",
                "<testcase classname='x' name='later'><skipped/></testcase>");

        assertThat(judge(true, true)).isFalse();
        assertThat(lastLine()).isEqualTo("2 passed, 0 failed, 1 skipped");
        assertThat(printed.toString(UTF_8)).contains("SKIPPED x.later");
    }

    @Test
    void noTestAtAllFails(@TempDir Path empty) throws IOException {
        root = empty;
        write("docs/requirements.txt", "finished:\n");

        assertThat(judge(true, true)).isFalse();
        assertThat(lastLine()).isEqualTo("0 passed, 0 failed, 0 skipped");
    }

    @Test
    void failedBuildFailsWhateverTheTestsSay() throws IOException {
        assertThat(judge(true, false)).isFalse();
        assertThat(lastLine()).isEqualTo("2 passed, 0 failed, 0 skipped");
    }

    @Test
    void reportCutShortIsNotTakenForSuccess() throws IOException {
        write("other/target/surefire-reports/TEST-x.xml", "<testsuite><testcase classname='x' name='a'>");

        assertThatThrownBy(() -> judge(true, true)).hasMessageContaining("TEST-x.xml");
    }

    @Test
    void tagsOfContractsAndOfEnclosingClassesProveRequirements() throws IOException {
        judge(true, true);

        assertThat(Files.readString(root.resolve("target/requirements.md")))
                .contains("| SEC-Z1 | First | " + Kept.class.getName() + ".holds |  |")
                .contains("| SEC-Z2 | Second | " + Whole.Inner.class.getName() + " |  |")
                .contains("| SEC-Y1 | Other |  |  |")
                .contains("| REL-1 | Last | " + Whole.Inner.class.getName() + ".twice |  |")
                .contains("| Z | 2 | 0 | 0 | 0 |")
                .contains("| Y | 0 | 0 | 0 | 1 |");
    }

    @Test
    void finishedGroupWithoutTestFails() throws IOException {
        finish("Z Y");

        assertThat(judge(true, true)).isFalse();
        assertThat(printed.toString(UTF_8)).contains("SEC-Y1 (Other)").doesNotContain("SEC-Z1 (First)");
    }

    @Test
    void finishedGroupWithTestsPasses() throws IOException {
        finish("Z REL");

        assertThat(judge(true, true)).isTrue();
    }

    @Test
    void requirementThatWaitsNeedsNoTestAndIsNotProved() throws IOException {
        finish("Z Y");
        remark("SEC-Y1 Other", "  waits for sessions");
        remark("SEC-Z1 First", "  part waits for logout: the back channel", "  part waits for SAML: its messages");

        assertThat(judge(true, true)).isTrue();
        assertThat(Files.readString(root.resolve("target/requirements.md")))
                .contains("| SEC-Y1 | Other |  | all of it: sessions |")
                .contains(".holds | logout: the back channel<br>SAML: its messages |")
                .contains("| Z* | 1 | 1 | 0 | 0 |")
                .contains("| Y* | 0 | 0 | 1 | 0 |");
    }

    @Test
    void requirementOfWhichAPartWaitsNeedsATestAllTheSame() throws IOException {
        finish("Y");
        remark("SEC-Y1 Other", "  part waits for sessions: their end");

        assertThat(judge(true, true)).isFalse();
        assertThat(printed.toString(UTF_8)).contains("SEC-Y1 (Other)");
    }

    @Test
    void requirementThatHasTestsDoesNotWait() throws IOException {
        remark("SEC-Z1 First", "  waits for sessions");

        assertThat(judge(true, true)).isFalse();
        assertThat(printed.toString(UTF_8)).contains("SEC-Z1 is said to wait for sessions and has tests");
    }

    @Test
    void remarkThatIsNotUnderstoodIsRefused() throws IOException {
        for (var remark : new String[] {
            "  waits",
            "  part waits for sessions",
            "  waits for a\n  waits for b",
            "  waits for a\n  part waits for b: c"
        }) {
            write("docs/requirements.txt", "SEC-Z1 First\n" + remark + "\n");
            assertThatThrownBy(() -> judge(true, true)).hasMessageContaining("part waits for X: Y");
        }
        write("docs/requirements.txt", "  waits for sessions\nSEC-Z1 First\n");
        assertThatThrownBy(() -> judge(true, true)).hasMessageContaining("without a requirement");
    }

    @Test
    void testThatDidNotRunProvesNothing() throws IOException {
        finish("Z");
        Files.delete(root.resolve("module/target/surefire-reports/TEST-" + Kept.class.getName() + ".xml"));

        assertThat(judge(true, true)).isFalse();
        assertThat(printed.toString(UTF_8)).contains("SEC-Z1 (First)");
    }

    @Test
    void fastRunDemandsNoProof() throws IOException {
        finish("Y");

        assertThat(judge(false, true)).isTrue();
    }

    @Test
    void tagWithUnknownNumberFails() throws IOException {
        write("docs/requirements.txt", "finished:\nSEC-Z1 First\nSEC-Z2 Second\n");

        assertThat(judge(false, true)).isFalse();
        assertThat(printed.toString(UTF_8)).contains("the tag REL-1 of");
    }

    @Test
    void numberGivenTwiceAndUnknownGroupAreRefused() throws IOException {
        write("docs/requirements.txt", "SEC-Z1 First\nSEC-Z1 Again\n");
        assertThatThrownBy(() -> judge(true, true)).hasMessageContaining("SEC-Z1 Again");

        write("docs/requirements.txt", "finished: Q\nSEC-Z1 First\n");
        assertThatThrownBy(() -> judge(true, true)).hasMessageContaining("[Q]");
    }

    private boolean judge(boolean complete, boolean built) throws IOException {
        return Main.report(complete, built, root, new PrintStream(printed, true, UTF_8));
    }

    private String lastLine() {
        return printed.toString(UTF_8).lines().reduce("", (_, line) -> line);
    }

    private void finish(String groups) throws IOException {
        var list = root.resolve("docs/requirements.txt");
        Files.writeString(list, Files.readString(list).replace("finished:", "finished: " + groups));
    }

    private void remark(String requirement, String... remarks) throws IOException {
        var list = root.resolve("docs/requirements.txt");
        var text = Files.readString(list);
        Files.writeString(list, text.replace(requirement, requirement + "\n" + String.join("\n", remarks)));
    }

    private void ran(Class<?> type, String testCases) throws IOException {
        report("module/target/surefire-reports/TEST-" + type.getName() + ".xml", testCases.formatted(type.getName()));
    }

    private void report(String path, String testCases) throws IOException {
        write(path, "<?xml version='1.0'?><testsuite>" + testCases + "</testsuite>");
    }

    private void write(String path, String text) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    interface Contract {
        @Test
        @Tag("SEC-Z1")
        default void holds() {}
    }

    static class Kept implements Contract {}

    @Tag("SEC-Z2")
    static class Whole {
        @Nested
        class Inner {
            @Test
            @Tag("REL-1")
            @Tag("fast")
            void twice() {}
        }
    }
}
