package io.lintel.tools.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RepositoryTest {
    private final TestCheckout checkout;
    private final Repository repository;

    RepositoryTest(@TempDir Path folder) throws IOException {
        checkout = TestCheckout.in(folder);
        repository = new Repository(folder.resolve("repository"), checkout.read());
    }

    @Test
    void whatAConnectorIsBuiltAgainstIsThere() throws IOException {
        repository.publish();

        assertThat(files("lintel")).hasSize(2).anyMatch(name -> name.endsWith(".pom"));
        for (var module : List.of("core", "connector-testkit")) {
            assertThat(files(module))
                    .hasSize(3)
                    .anyMatch(name -> name.endsWith(".pom"))
                    .anyMatch(name -> name.endsWith("-1.jar"))
                    .contains("maven-metadata.xml");
        }
    }

    @Test
    void metadataNamesTheFiles() throws IOException {
        repository.publish();

        var jar = jar();
        var base = checkout.version().replace("-SNAPSHOT", "");
        var value = jar.substring("core-".length(), jar.length() - ".jar".length());
        assertThat(jar).matches("core-" + base.replace(".", "\\.") + "-[0-9]{8}\\.[0-9]{6}-1\\.jar");
        assertThat(Files.readString(place("core").resolve("maven-metadata.xml")))
                .contains("<value>" + value + "</value>", "<version>" + checkout.version() + "</version>");
    }

    @Test
    void whatHasNotChangedKeepsItsVersion() throws IOException {
        repository.publish();
        var before = files("core");

        repository.publish();

        assertThat(files("core")).isEqualTo(before);
    }

    @Test
    void newBuildIsANewVersionAndReplacesTheOld() throws IOException {
        repository.publish();
        var before = jar();
        checkout.build("core", "second");

        repository.publish();

        assertThat(jar()).isNotEqualTo(before).endsWith("-2.jar");
        assertThat(files("core")).hasSize(3);
        assertThat(place("core").resolve(jar())).hasContent("second");
    }

    @Test
    void moduleThatWasNotBuiltIsSaid() throws IOException {
        Files.delete(checkout.read().jar("core", checkout.version()));

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(repository::publish)
                .withMessageContaining("build Lintel first");
    }

    private String jar() throws IOException {
        return files("core").stream()
                .filter(name -> name.endsWith(".jar"))
                .findFirst()
                .orElseThrow();
    }

    private List<String> files(String artifact) throws IOException {
        try (var files = Files.list(place(artifact))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Path place(String artifact) throws IOException {
        return repository.folder().resolve("io/lintel").resolve(artifact).resolve(checkout.version());
    }
}
