package io.lintel.tools.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProjectTest {
    private final Path folder;
    private final TestCheckout checkout;

    ProjectTest(@TempDir Path temporary) throws IOException {
        folder = temporary.resolve("a folder").resolve("acme");
        checkout = TestCheckout.in(temporary);
    }

    @Test
    void connectorOfEachKindIsThereUnderItsOwnName() throws IOException {
        make("acme-directory", "--package", "com.acme.login");

        assertThat(files())
                .containsExactlyInAnyOrder(
                        ".gitignore",
                        ".mvn/maven.config",
                        "README.md",
                        "acme-directory.txt",
                        "lintel.yaml",
                        "pom.xml",
                        "src/main/java/com/acme/login/AcmeDirectoryConfiguration.java",
                        "src/main/java/com/acme/login/AcmeDirectoryConnector.java",
                        "src/main/java/com/acme/login/AcmeDirectoryConnectorFactory.java",
                        "src/main/java/com/acme/login/AcmeDirectoryFile.java",
                        "src/main/java/com/acme/login/package-info.java",
                        "src/test/java/com/acme/login/AcmeDirectoryConnectorTest.java",
                        "src/test/java/com/acme/login/package-info.java");
        assertThat(text("src/main/java/com/acme/login/AcmeDirectoryConnectorFactory.java"))
                .contains("package com.acme.login;", "return \"acme-directory\";");
    }

    @ParameterizedTest
    @CsvSource({"password, Staff", "callback, Portal"})
    void nothingIsLeftOfTheExample(String kind, String example) throws IOException {
        make("acme", "--kind", kind);

        for (var file : files()) {
            assertThat(text(file))
                    .as(file)
                    .doesNotContainIgnoringCase(example)
                    .doesNotContain("connector.example", "connector-example")
                    .doesNotContainPattern("@[a-z.-]+@");
        }
        assertThat(files()).anyMatch(file -> file.endsWith("/AcmeConnectorTest.java"));
    }

    @Test
    void wordsOfTheExampleMayBeInTheNewNames() throws IOException {
        make("portal-staff", "--kind", "callback", "--package", "com.portal.staff");

        assertThat(text("src/main/java/com/portal/staff/PortalStaffConnectorFactory.java"))
                .contains("package com.portal.staff;", "return \"portal-staff\";", "new PortalStaffConnector(");
    }

    @Test
    void secretsAreMadeAtRandom() throws IOException {
        make("acme");
        var first = text("acme.txt") + text("lintel.yaml");
        delete();

        make("acme");

        assertThat(text("acme.txt") + text("lintel.yaml")).isNotEqualTo(first);
    }

    @Test
    void secretsAreForTheirOwnerAlone() throws IOException {
        make("acme");

        for (var file : List.of("acme.txt", "lintel.yaml")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void configurationNamesFilesWhereverTheServerIsStarted() throws IOException {
        make("acme");

        assertThat(text("lintel.yaml")).contains("file: " + folder + "/acme.txt");
    }

    @Test
    void folderWithSomethingInItIsLeftAlone() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("mine.txt"), "mine");

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> make("acme"))
                .withMessageContaining("is not empty");

        assertThat(files()).containsExactly("mine.txt");
    }

    @Test
    void fileIsNoFolder() throws IOException {
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "mine");

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> make("acme"))
                .withMessageContaining("is a file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acme other",
                "Acme",
                "../acme",
                "1st",
                "acme--x",
                "acme-",
                "acme --kind magic",
                "acme --kind",
                "acme --colour red",
                "acme --package acme",
                "acme --package com.Acme",
                "acme --package io.lintel.acme",
                "acme --package com.acme;"
            })
    void orderThatIsNotUnderstoodIsRefused(String words) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Order.parse(words.isEmpty() ? List.of() : List.of(words.split(" ", -1))));
    }

    @Test
    void orderHasDefaults() {
        var order = Order.parse(List.of("acme-login"));

        assertThat(order)
                .isEqualTo(
                        new Order("acme-login", Order.Kind.PASSWORD, "org.example.acmelogin", Path.of("acme-login")));
        assertThat(order.nextSteps()).contains("mvn -f acme-login package", "./lintel certify acme-login");
    }

    private void make(String... words) throws IOException {
        var order = Order.parse(List.of(words));
        var repository = new Repository(checkout.folder().resolve("repository"), checkout.read());
        new Project(new Order(order.name(), order.kind(), order.packageName(), folder), checkout.read(), repository)
                .write();
    }

    private List<String> files() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    private void delete() throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
