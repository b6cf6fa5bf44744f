package io.lintel.tools.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JdkSearchTest {

    private final Checkout checkout;

    JdkSearchTest(@TempDir Path folder) throws IOException {
        checkout = new Checkout(folder);
    }

    @Test
    void oldestJdkThatWillDoIsTakenFromTheUsualFolders() throws Exception {
        checkout.jdk("a", "27");
        checkout.jdk("b", "21.0.2");
        var right = checkout.jdk("c d", "25.0.3");
        checkout.jdk("e", "26-ea");

        assertThat(found()).isEqualTo(right.toString());
    }

    @Test
    void noJavaIsStartedToFindOne() throws Exception {
        checkout.jdk("old", "17");
        checkout.jdk("new", "25");

        found();

        assertThat(checkout.calls("java")).isEmpty();
    }

    @Test
    void runtimeWithoutCompilerIsPassedOver() throws Exception {
        Files.delete(checkout.jdk("a", "25").resolve("bin/javac"));
        var right = checkout.jdk("b", "26");

        assertThat(found()).isEqualTo(right.toString());
    }

    @Test
    void jdkWithoutReleaseFileIsPassedOver() throws Exception {
        Files.delete(checkout.jdk("a", "25").resolve("release"));
        Files.writeString(checkout.jdk("b", "25").resolve("release"), "JAVA_VERSION=\"\"\n");
        var right = checkout.jdk("c", "25");

        assertThat(found()).isEqualTo(right.toString());
    }

    @Test
    void ownVariableWins() throws Exception {
        var own = checkout.jdk("own", "26");
        checkout.environment.put("LINTEL_JAVA_HOME", own.toString());
        checkout.environment.put("JAVA_HOME", checkout.jdk("other", "25").toString());

        assertThat(found()).isEqualTo(own.toString());
    }

    @Test
    void ownVariableThatWillNotDoIsAnErrorAndNotIgnored() throws Exception {
        checkout.jdk("new", "25");
        checkout.environment.put("LINTEL_JAVA_HOME", checkout.jdk("old", "17").toString());

        var ended = search();

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("LINTEL_JAVA_HOME=").contains("is not a JDK of release 25 or newer");
    }

    @Test
    void javaHomeIsTakenIfItWillDo() throws Exception {
        checkout.jdk("other", "25");
        var home = checkout.jdk("home", "26");
        checkout.environment.put("JAVA_HOME", home.toString());

        assertThat(found()).isEqualTo(home.toString());
    }

    @Test
    void javaHomeThatIsTooOldIsPassedOver() throws Exception {
        var right = checkout.jdk("new", "25");
        checkout.environment.put("JAVA_HOME", checkout.jdk("old", "17").toString());

        assertThat(found()).isEqualTo(right.toString());
    }

    @Test
    void javaOnThePathIsTakenThroughLinks() throws Exception {
        checkout.jdk("other", "25");
        var onPath = checkout.jdk("path", "26");
        Files.createSymbolicLink(checkout.machine.resolve("bin/java"), onPath.resolve("bin/java"));

        assertThat(found()).isEqualTo(onPath.toRealPath().toString());
    }

    @Test
    void withoutOneASingleLineSaysWhatToInstall() throws Exception {
        checkout.jdk("old", "21");

        var ended = search();

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err().lines()).singleElement().asString().contains("Install", "25", "LINTEL_JAVA_HOME");
    }

    private String found() throws IOException, InterruptedException {
        var ended = search();
        assertThat(ended.err()).isEmpty();
        return ended.out().strip();
    }

    private Checkout.Ended search() throws IOException, InterruptedException {
        return checkout.run(
                checkout.home,
                List.of(
                        "sh",
                        "-euc",
                        ". tools/jdk.sh; require_jdk; env | grep ^JAVA_HOME= | { IFS== read -r _ value; echo \"$value\"; }"));
    }
}
