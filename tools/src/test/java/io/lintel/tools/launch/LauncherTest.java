package io.lintel.tools.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LauncherTest {

    private final Checkout checkout;
    private final Path jdk;
    private final String script;

    LauncherTest(@TempDir Path folder) throws IOException {
        checkout = new Checkout(folder);
        jdk = checkout.jdk("jdk", "25.0.3");
        script = checkout.home.resolve("lintel").toString();
    }

    @Test
    void helpNeedsNothing() throws Exception {
        checkout.forget("mvn");
        checkout.environment.put("LINTEL_JDK_FOLDERS", "");

        var ended = checkout.run(script, "help");

        assertThat(ended.status()).isZero();
        assertThat(ended.out()).contains("quickstart", "serve CONFIG", "check CONFIG", "version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "frobnicate", "serve", "check", "saml-check", "app", "new-connector"})
    void wrongCommandLineIsToldTheUsage(String command) throws Exception {
        var ended = command.isEmpty() ? checkout.run(script) : checkout.run(script, command);

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("usage: ./lintel COMMAND");
        assertThat(checkout.calls("mvn")).isEmpty();
    }

    @Test
    void serverIsBuiltTrainedAndStartedWithWhatIsGiven() throws Exception {
        var ended = checkout.run(script, "serve", "my.yaml", "--web-http-addr", "127.0.0.1:1");

        assertThat(ended.status()).isZero();
        assertThat(checkout.calls("mvn"))
                .singleElement()
                .asString()
                .startsWith(jdk + " ")
                .contains("-P quick");
        assertThat(checkout.calls("java")).hasSize(2);
        assertThat(checkout.calls("java").getFirst()).contains("io.lintel.tools.launch.Training");
        assertThat(checkout.calls("java").getLast())
                .contains("-XX:AOTCache=" + checkout.home + "/.lintel/aot/lintel.aot")
                .endsWith("-jar " + checkout.home
                        + "/server/target/lintel.jar serve my.yaml --web-http-addr 127.0.0.1:1");
    }

    @Test
    void whatIsUpToDateIsNeitherBuiltNorTrainedAgain() throws Exception {
        serve();
        serve();

        assertThat(checkout.calls("mvn")).hasSize(1);
        assertThat(trainings()).isEqualTo(1);
    }

    @Test
    void newerSourceIsBuilt() throws Exception {
        serve();
        checkout.write("core/src/main/java/B.java", "");
        checkout.age("core/src/main/java/B.java", -1);
        serve();

        assertThat(checkout.calls("mvn")).hasSize(2);
    }

    @Test
    void deletedSourceIsBuilt() throws Exception {
        serve();
        Files.delete(checkout.home.resolve("server/src/main/java/A.java"));
        checkout.age("server/src/main/java", -1);
        serve();

        assertThat(checkout.calls("mvn")).hasSize(2);
    }

    @Test
    void newerTestIsNoReasonToBuild() throws Exception {
        serve();
        checkout.write("core/src/test/java/B.java", "");
        checkout.age("core/src/test/java/B.java", -1);
        serve();

        assertThat(checkout.calls("mvn")).hasSize(1);
    }

    @Test
    void failedBuildNamesItsLogAndIsTriedAgainNextTime() throws Exception {
        checkout.mavenFailsOnce("[INFO] words\n[ERROR] A.java is wrong\n");

        var ended = checkout.run(script, "serve", "my.yaml");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err())
                .contains("[ERROR] A.java is wrong", "/.lintel/build.log")
                .doesNotContain("words");
        assertThat(checkout.calls("mvn")).hasSize(1);
        assertThat(checkout.calls("java")).isEmpty();
        serve();
        assertThat(checkout.calls("mvn")).hasSize(2);
    }

    @Test
    void failedDownloadIsTriedOnceMore() throws Exception {
        checkout.mavenFailsOnce("[ERROR] Could not transfer artifact x\n");

        serve();

        assertThat(checkout.calls("mvn")).hasSize(2);
        assertThat(checkout.calls("mvn").getLast()).contains(" -U ");
    }

    @Test
    void missingMavenIsOneLine() throws Exception {
        checkout.forget("mvn");

        var ended = checkout.run(script, "version");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err().lines()).singleElement().asString().contains("Install Maven");
    }

    @Test
    void nothingIsBuiltIfToldSo() throws Exception {
        checkout.environment.put("LINTEL_BUILD", "never");
        assertThat(checkout.run(script, "serve", "my.yaml").err()).contains("nothing has been built");

        checkout.environment.remove("LINTEL_BUILD");
        serve();
        checkout.environment.put("LINTEL_BUILD", "never");
        checkout.age("server/src/main/java/A.java", -1);
        serve();
        assertThat(checkout.calls("mvn")).hasSize(1);
    }

    @Test
    void cacheIsMadeAnewForANewerJar() throws Exception {
        serve();
        checkout.age("server/target/lintel.jar", -1);
        serve();

        assertThat(trainings()).isEqualTo(2);
    }

    @Test
    void cacheIsMadeAnewForAnotherJdk() throws Exception {
        serve();
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.4\"\n");
        serve();

        assertThat(trainings()).isEqualTo(2);
    }

    @Test
    void cacheIsMadeAnewForOtherOptions() throws Exception {
        serve();
        checkout.environment.put("LINTEL_JAVA_OPTS", "-Xmx1g -XX:+UseG1GC");
        serve();

        assertThat(trainings()).isEqualTo(2);
        assertThat(checkout.calls("java").getLast())
                .contains("-Xmx192m", "-Xmx1g -XX:+UseG1GC")
                .doesNotContain("Serial");
    }

    @Test
    void failedTrainingIsAWarningAndIsNotRepeated() throws Exception {
        checkout.environment.put("TRAINING_FAILS", "yes");

        var ended = checkout.run(script, "serve", "my.yaml");

        assertThat(ended.status()).isZero();
        assertThat(ended.err()).contains("lintel: warning: no ahead-of-time cache");
        assertThat(checkout.calls("java").getLast()).endsWith("serve my.yaml").doesNotContain("AOTCache");
        assertThat(checkout.run(script, "serve", "my.yaml").err()).isEmpty();
        assertThat(trainings()).isEqualTo(1);
    }

    @Test
    void thereIsNoCacheIfToldSo() throws Exception {
        checkout.environment.put("LINTEL_AOT", "never");

        serve();

        assertThat(checkout.calls("java")).singleElement().asString().doesNotContain("AOTCache");
    }

    @Test
    void checkTrainsNothing() throws Exception {
        assertThat(checkout.run(script, "check", "my.yaml").status()).isZero();

        assertThat(checkout.calls("java")).singleElement().asString().endsWith("check my.yaml");
    }

    @Tag("SEC-K13")
    @Test
    void samlCheckIsHandedItsOptions() throws Exception {
        assertThat(checkout.run(script, "saml-check", "--connector", "corp id").status())
                .isZero();

        assertThat(checkout.calls("java")).singleElement().asString().endsWith("saml-check --connector corp id");
    }

    @Test
    void quickstartIsHandedTheServersCommandLine() throws Exception {
        assertThat(checkout.run(script, "quickstart", "--port", "6000").status())
                .isZero();

        assertThat(checkout.calls("java").getLast())
                .contains("launch.Quickstart " + checkout.home + "/.lintel/quickstart --port 6000 -- " + jdk
                        + "/bin/java ")
                .contains("-XX:AOTCache=")
                .endsWith("-jar " + checkout.home + "/server/target/lintel.jar");
    }

    @Test
    void newConnectorIsToldTheCheckoutAndItsRepository() throws Exception {
        assertThat(checkout.run(script, "new-connector", "acme", "--kind", "callback")
                        .status())
                .isZero();

        assertThat(checkout.calls("java"))
                .singleElement()
                .asString()
                .endsWith("io.lintel.tools.connector.NewConnector " + checkout.home + " " + checkout.home
                        + "/.lintel/repository acme --kind callback");
    }

    @Test
    void projectIsCertifiedAgainstTheCurrentRepository() throws Exception {
        var project = connector(checkout.machine.resolve("acme"));

        assertThat(checkout.run(script, "certify", project.toString()).status()).isZero();

        assertThat(checkout.calls("java").getFirst())
                .endsWith("io.lintel.tools.connector.Publish " + checkout.home + " " + checkout.home
                        + "/.lintel/repository");
        assertThat(checkout.calls("mvn").getLast())
                .contains("-f " + project + "/pom.xml", "-Dlintel.repository=" + checkout.home + "/.lintel/repository")
                .contains(" test-compile ");
        assertThat(checkout.calls("java").getLast())
                .endsWith("-cp " + project + "/target/test-classes:" + project
                        + "/target/classes:a.jar:b.jar io.lintel.connector.testkit.Certifier " + project
                        + "/target/test-classes");
    }

    @Test
    void moduleOfTheCheckoutIsCertifiedWithItsNeighbours() throws Exception {
        connector(checkout.home.resolve("connector-x"));

        assertThat(checkout.run(checkout.home, List.of(script, "certify", "connector-x"))
                        .status())
                .isZero();

        assertThat(checkout.calls("mvn").getLast())
                .contains("-f " + checkout.home + "/pom.xml -pl connector-x -am test-compile ");
        assertThat(checkout.calls("java")).singleElement().asString().contains("testkit.Certifier");
    }

    @Test
    void connectorThatDoesNotCompileIsNotCertified() throws Exception {
        assertThat(checkout.run(script, "version").status()).isZero();
        var project = connector(checkout.machine.resolve("acme"));
        checkout.mavenFailsOnce("[ERROR] A.java is wrong\n");

        var ended = checkout.run(script, "certify", project.toString());

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("[ERROR] A.java is wrong", "/.lintel/certify.log");
        assertThat(checkout.calls("java").getLast()).doesNotContain("Certifier");
    }

    @Test
    void folderWithoutAProjectIsNotCertified() throws Exception {
        var ended = checkout.run(script, "certify", checkout.machine.toString());

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("there is no pom.xml in " + checkout.machine);
    }

    @Test
    void appIsHandedItsFlags() throws Exception {
        assertThat(checkout.run(script, "app", "--issuer", "http://127.0.0.1:1").status())
                .isZero();

        assertThat(checkout.calls("java"))
                .singleElement()
                .asString()
                .endsWith("-jar " + checkout.home + "/example-app/target/example-app.jar --issuer http://127.0.0.1:1");
    }

    @Test
    void launcherIsFoundThroughLinks() throws Exception {
        var link = Files.createSymbolicLink(checkout.machine.resolve("bin/lintel"), Path.of("lintel-1"));
        Files.createSymbolicLink(checkout.machine.resolve("bin/lintel-1"), checkout.home.resolve("lintel"));

        assertThat(checkout.run(link.toString(), "version").status()).isZero();
        assertThat(checkout.calls("java").getLast()).contains(checkout.home + "/server/target/lintel.jar version");
    }

    @Test
    void stateCanLieElsewhere() throws Exception {
        checkout.environment.put("LINTEL_STATE", "state");

        serve();

        assertThat(checkout.home.resolve(".lintel")).doesNotExist();
        assertThat(checkout.machine.resolve("state/aot/lintel.aot")).exists();
    }

    /// A project with the class path that Maven would have written.
    private static Path connector(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("target"));
        Files.writeString(folder.resolve("pom.xml"), "");
        Files.writeString(folder.resolve("target/certify.classpath"), "a.jar:b.jar");
        return folder;
    }

    private void serve() throws IOException, InterruptedException {
        var ended = checkout.run(script, "serve", "my.yaml");
        assertThat(ended.status()).describedAs(ended.err()).isZero();
    }

    private long trainings() throws IOException {
        return checkout.calls("java").stream()
                .filter(call -> call.contains("launch.Training"))
                .count();
    }
}
