package io.lintel.tools.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./verify` on a machine without the servers the tests talk to; whether slapd is there is left to the real machine.
final class VerifyScriptTest {

    private static final String MISSING = "ldap-utils chromium chromium-driver php-cli php-xml xmlsec1 openssl";

    private final Checkout checkout;
    private final String script;

    VerifyScriptTest(@TempDir Path folder) throws IOException {
        checkout = new Checkout(folder);
        checkout.jdk("jdk", "25");
        checkout.program("id", "echo 0");
        checkout.program("debconf-set-selections");
        checkout.program("dpkg-deb", "mkdir -p \"$3\"");
        script = checkout.home.resolve("verify").toString();
    }

    @Test
    void missingServersAreInstalledAndSaid() throws Exception {
        checkout.program("apt-get");

        var ended = checkout.run(script);

        assertThat(ended.status()).isZero();
        assertThat(ended.out()).contains("Installing").contains(MISSING);
        assertThat(checkout.calls("apt-get").getFirst())
                .startsWith("install -y")
                .endsWith(MISSING);
        assertThat(checkout.calls("mvn")).singleElement().asString().endsWith(" verify");
        assertThat(checkout.calls("java").getLast()).endsWith("verify/Main.java full 0 " + checkout.home);
    }

    @Test
    void packageListsAreFetchedOnlyIfNeeded() throws Exception {
        checkout.program(
                "apt-get", "[ \"$1\" = update ] && : >\"$CALLS/updated\"", "[ -f \"$CALLS/updated\" ] || exit 100");

        assertThat(checkout.run(script).status()).isZero();
        assertThat(checkout.calls("apt-get")).hasSize(4);
        assertThat(checkout.calls("apt-get").get(1)).startsWith("update");
    }

    /// Its package would bring a web server and start it.
    @Test
    void simpleSamlPhpIsFetchedAndNotInstalled() throws Exception {
        checkout.program("apt-get");

        checkout.run(script);
        checkout.run(script);

        assertThat(checkout.calls("apt-get"))
                .filteredOn(call -> call.contains("simplesamlphp"))
                .containsExactly("download -qq simplesamlphp");
        assertThat(checkout.home.resolve(".lintel/simplesamlphp")).isDirectory();
    }

    @Test
    void whatCannotBeInstalledIsNamedInOneLine() throws Exception {
        var ended = checkout.run(script);

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err().lines()).singleElement().asString().contains(MISSING);
        assertThat(checkout.calls("mvn")).isEmpty();
    }

    @Test
    void whoMayNotInstallIsToldWhat() throws Exception {
        checkout.program("apt-get");
        checkout.program("id", "echo 1000");

        var ended = checkout.run(script);

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("apt-get install").contains(MISSING);
        assertThat(checkout.calls("apt-get")).isEmpty();
    }

    @Test
    void whoMayInstallWithSudoDoes() throws Exception {
        checkout.program("apt-get");
        checkout.program("id", "echo 1000");
        checkout.program("sudo", "\"$@\"");

        assertThat(checkout.run(script).status()).isZero();
        assertThat(checkout.calls("sudo").getLast()).contains("apt-get install");
    }

    @Test
    void fastRunWantsWhatSignsMessagesAlone() throws Exception {
        checkout.program("apt-get");

        assertThat(checkout.run(script, "--fast").status()).isZero();

        assertThat(checkout.calls("apt-get")).singleElement().asString().endsWith(" xmlsec1 openssl");
    }

    @Test
    void fastRunNeedsNoServers() throws Exception {
        assertThat(checkout.run(script, "--fast", "-pl", "core").status()).isZero();

        assertThat(checkout.calls("mvn")).singleElement().asString().endsWith(" -pl core package");
        assertThat(checkout.calls("java").getLast()).contains(" fast 0 ");
    }

    @Test
    void mutantsAreTriedWithWhatMavenHasCompiled() throws Exception {
        checkout.program("apt-get");

        assertThat(checkout.run(script, "--mutants", "some-rule").status()).isZero();

        assertThat(checkout.calls("apt-get")).singleElement().asString().endsWith(" xmlsec1 openssl");
        assertThat(checkout.calls("mvn"))
                .singleElement()
                .asString()
                .contains(" test-compile dependency:build-classpath ");
        assertThat(checkout.calls("java").getLast()).endsWith("mutants/Main.java " + checkout.home + " some-rule");
    }

    @Test
    void mutantsThatDoNotCompileAreNotTried() throws Exception {
        checkout.mavenFailsOnce("[ERROR] COMPILATION ERROR");

        var ended = checkout.run(script, "--mutants");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("target/verify.log");
        assertThat(checkout.calls("java")).noneMatch(call -> call.contains("mutants"));
    }

    @Test
    void reportsOfAnEarlierRunAreNotCounted() throws Exception {
        checkout.write("core/target/surefire-reports/TEST-old.xml", "");
        checkout.write("core/target/failsafe-reports/TEST-old.xml", "");

        checkout.run(script, "--fast");

        assertThat(checkout.home.resolve("core/target/surefire-reports")).doesNotExist();
        assertThat(checkout.home.resolve("core/target/failsafe-reports")).doesNotExist();
    }

    @Test
    void whatWasBuiltWithoutChecksIsCompiledAgain() throws Exception {
        checkout.write("core/target/classes/A.class", "");
        checkout.run(script, "--fast");
        assertThat(checkout.home.resolve("core/target/classes/A.class")).exists();

        checkout.write("target/unchecked", "");
        checkout.run(script, "--fast");
        assertThat(checkout.home.resolve("core/target/classes/A.class")).doesNotExist();
        assertThat(checkout.home.resolve("target/unchecked")).doesNotExist();
    }

    @Test
    void whatWasVerifiedNeedNotBeBuiltToBeStarted() throws Exception {
        checkout.run(script, "--fast");
        checkout.run(checkout.home.resolve("lintel").toString(), "version");

        assertThat(checkout.calls("mvn")).hasSize(1);
    }

    @Test
    void failureOfMavenIsHandedOn() throws Exception {
        checkout.mavenFailsOnce("[ERROR] There are test failures.");

        var ended = checkout.run(script, "--fast");

        assertThat(ended.out()).contains("There are test failures", "target/verify.log");
        assertThat(checkout.calls("mvn")).hasSize(1);
        assertThat(checkout.calls("java").getLast()).contains(" fast 7 ");
    }

    @Test
    void failedDownloadIsTriedOnceMore() throws Exception {
        checkout.mavenFailsOnce("[ERROR] Could not transfer artifact x:y");

        checkout.run(script, "--fast");

        assertThat(checkout.calls("mvn")).hasSize(2);
        assertThat(checkout.calls("mvn").getLast()).contains(" -U ");
        assertThat(checkout.calls("java").getLast()).contains(" fast 0 ");
    }
}
