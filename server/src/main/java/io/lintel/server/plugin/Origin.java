package io.lintel.server.plugin;

import io.lintel.connector.ConnectorSpi;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/// Where a class comes from.
///
/// @param file a jar, or a directory of classes
/// @param version as the manifest has it, empty if it has none
/// @param spiVersion for which the jar was built, empty if it does not say
public record Origin(Path file, String version, String spiVersion) {

    /// Empty if the class comes from nowhere that could be named.
    public static Optional<Origin> of(Class<?> type) {
        var source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(Path.of(source.getLocation().toURI())));
        } catch (URISyntaxException | IllegalArgumentException noFile) {
            return Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /// @throws IOException if it cannot be read, or is no jar
    static Origin of(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            return new Origin(file, "", "");
        }
        try (var jar = new JarFile(file.toFile())) {
            var manifest = jar.getManifest();
            var attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
            return new Origin(
                    file,
                    text(attributes, Attributes.Name.IMPLEMENTATION_VERSION.toString()),
                    text(attributes, ConnectorSpi.ATTRIBUTE));
        }
    }

    private static String text(Attributes attributes, String name) {
        var value = attributes.getValue(name);
        return value == null ? "" : value.strip();
    }

    boolean isJar() {
        return Files.isRegularFile(file);
    }

    /// @throws UnusablePlugin if the jar was not built for this version of the SPI
    void requireThisSpi() throws UnusablePlugin {
        var name = file.toString();
        if (spiVersion.isEmpty()) {
            throw UnusablePlugin.because(
                    name,
                    "does not say for which version of the connector SPI it was built: its manifest lacks "
                            + ConnectorSpi.ATTRIBUTE);
        }
        if (!spiVersion.equals(String.valueOf(ConnectorSpi.VERSION))) {
            throw UnusablePlugin.because(
                    name,
                    "was built for version " + printable(spiVersion)
                            + " of the connector SPI, and this server has version " + ConnectorSpi.VERSION
                            + ": get the jar that was built for this release");
        }
    }

    private static String printable(String version) {
        return version.length() <= 20 && version.chars().allMatch(c -> c > ' ' && c < 127) ? version : "?";
    }
}
