package io.lintel.tools.connector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A checkout with the real example, and jars that are only texts.
record TestCheckout(Path folder) {
    private static final Path REAL = Path.of("..").toAbsolutePath().normalize();

    static TestCheckout in(Path folder) throws IOException {
        var checkout = new TestCheckout(Files.createDirectories(folder.resolve("checkout")));
        Files.copy(REAL.resolve("pom.xml"), checkout.folder().resolve("pom.xml"));
        for (var module : List.of("core", "connector-support", "connector-testkit")) {
            checkout.write(
                    module + "/pom.xml", Files.readString(REAL.resolve(module).resolve("pom.xml")));
            checkout.build(module, "first");
        }
        var example = REAL.resolve("connector-example/src");
        try (var files = Files.walk(example)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                checkout.write("connector-example/src/" + example.relativize(file), Files.readString(file));
            }
        }
        return checkout;
    }

    Checkout read() {
        return new Checkout(folder);
    }

    String version() throws IOException {
        return read().versions().getOrDefault("version", "");
    }

    void build(String module, String text) throws IOException {
        write(module + "/target/" + module + "-" + version() + ".jar", text);
    }

    private void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
