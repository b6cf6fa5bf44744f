package io.lintel.connector.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.connector.ConnectorSpi;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Runs the contracts that the test classes in some folders implement, and says of each whether its connector keeps
/// it: `Certifier FOLDER…`.
///
/// Only rules of contracts run, not the other tests of the classes. Ends with status 1 if a contract is not kept or
/// there is none.
public final class Certifier {
    private final List<TestClass> testClasses;

    private Certifier(List<TestClass> testClasses) {
        this.testClasses = testClasses;
    }

    /// Prints the version of the connector SPI, and a line for each contract.
    public static void main(String[] folders) throws IOException {
        var found = new ArrayList<TestClass>();
        for (var folder : folders) {
            found.addAll(testClassesIn(Path.of(folder), Certifier.class.getClassLoader()));
        }
        var kept = new Certifier(found).certify(new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8));
        // Also if a connector has left threads behind.
        System.exit(kept ? 0 : 1);
    }

    /// A certifier of test classes that are known.
    static Certifier of(Class<?>... testClasses) {
        return new Certifier(Arrays.stream(testClasses).map(TestClass::new).toList());
    }

    /// Runs all contracts.
    ///
    /// @return whether each is kept and there is one at least
    boolean certify(PrintStream out) {
        var selectors = testClasses.stream()
                .flatMap(each -> each.rules().stream())
                .map(rule -> DiscoverySelectors.selectMethod(rule.testClass(), rule.name()))
                .toList();
        var outcomes = new Outcomes();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectors)
                                .build(),
                        outcomes);
        out.println("Connector SPI " + ConnectorSpi.VERSION);
        var kept = !testClasses.isEmpty();
        for (var testClass : testClasses) {
            out.println(testClass.type().getName());
            for (var contract : testClass.contracts()) {
                var verdict = Verdict.of(contract, testClass.rulesOf(contract), outcomes);
                out.println("  " + verdict);
                kept &= verdict.kept();
            }
        }
        if (testClasses.isEmpty()) {
            out.println("FAIL  no test class implements a contract");
        }
        return kept;
    }

    private static List<TestClass> testClassesIn(Path folder, ClassLoader loader) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace(File.separatorChar, '.'))
                    .sorted()
                    .map(name -> load(name, loader))
                    .filter(TestClass::isUnderContract)
                    .map(TestClass::new)
                    .toList();
        }
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException missing) {
            throw new IllegalArgumentException(name + " is not on the class path", missing);
        }
    }
}
