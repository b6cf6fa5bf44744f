package io.lintel.tools.connector;

import static java.time.ZoneOffset.UTC;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A Maven repository in a folder, with what connectors are built against. Builds name it as a `file:` repository and
/// get a new version from it when there is one, as they would from a server.
///
/// @param folder made if need be
record Repository(Path folder, Checkout checkout) {
    private static final String SNAPSHOT = "-SNAPSHOT";
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd.HHmmss").withZone(UTC);

    private static final Pattern NUMBER = Pattern.compile("-([0-9]{1,9})\\.[a-z]+$");

    /// One file of an artifact.
    private record Part(String extension, Path file) {}

    /// Brings everything up to date with what was built last.
    void publish() throws IOException {
        var version = checkout.versions().getOrDefault("version", "");
        publish("lintel", version, List.of(new Part("pom", checkout.pom())));
        for (var module : checkout.modules()) {
            publish(
                    module,
                    version,
                    List.of(new Part("pom", checkout.pom(module)), new Part("jar", checkout.jar(module, version))));
        }
    }

    private void publish(String artifact, String version, List<Part> parts) throws IOException {
        var place = folder.resolve("io/lintel").resolve(artifact).resolve(version);
        Files.createDirectories(place);
        if (!version.endsWith(SNAPSHOT)) {
            for (var part : parts) {
                copy(part, place.resolve(artifact + "-" + version + "." + part.extension()));
            }
            return;
        }
        for (var part : parts) {
            var published = findPublished(place, part.extension());
            if (published.isEmpty() || Files.mismatch(published.get(), part.file()) >= 0) {
                replace(place, artifact, version, parts);
                return;
            }
        }
    }

    /// A snapshot has a time in its name, so that Maven sees that it is another.
    private static void replace(Path place, String artifact, String version, List<Part> parts) throws IOException {
        var time = TIMESTAMP.format(Instant.now());
        var number = 1;
        for (var part : parts) {
            var before = findPublished(place, part.extension());
            if (before.isPresent()) {
                number = Math.max(number, number(before.get()) + 1);
                Files.delete(before.get());
            }
        }
        var value = version.substring(0, version.length() - SNAPSHOT.length()) + "-" + time + "-" + number;
        for (var part : parts) {
            copy(part, place.resolve(artifact + "-" + value + "." + part.extension()));
        }
        var metadata = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <metadata modelVersion="1.1.0">
                  <groupId>io.lintel</groupId>
                  <artifactId>%s</artifactId>
                  <version>%s</version>
                  <versioning>
                    <snapshot>
                      <timestamp>%s</timestamp>
                      <buildNumber>%d</buildNumber>
                    </snapshot>
                    <lastUpdated>%s</lastUpdated>
                    <snapshotVersions>
                """.formatted(artifact, version, time, number, time.replace(".", "")));
        for (var part : parts) {
            metadata.append("""
                          <snapshotVersion>
                            <extension>%s</extension>
                            <value>%s</value>
                            <updated>%s</updated>
                          </snapshotVersion>
                    """.formatted(part.extension(), value, time.replace(".", "")));
        }
        metadata.append("    </snapshotVersions>\n  </versioning>\n</metadata>\n");
        Files.writeString(place.resolve("maven-metadata.xml"), metadata);
    }

    private static int number(Path published) {
        var number = NUMBER.matcher(published.getFileName().toString());
        return number.find() ? Integer.parseInt(number.group(1)) : 0;
    }

    private static Optional<Path> findPublished(Path place, String extension) throws IOException {
        try (var files = Files.list(place)) {
            return files.filter(file -> file.toString().endsWith("." + extension))
                    .findFirst();
        }
    }

    private static void copy(Part part, Path target) throws IOException {
        Files.copy(part.file(), target, StandardCopyOption.REPLACE_EXISTING);
    }
}
