package io.lintel.tools.verify;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// What the reports of Surefire and Failsafe in all modules say.
record TestRun(List<Test> tests) {

    /// @param name the class and method, as `io.lintel.ThingTest.rule`
    /// @param type the class the test ran in
    record Test(String type, String name, Outcome outcome) {}

    TestRun {
        tests = List.copyOf(tests);
    }

    /// Reads `target/surefire-reports` and `target/failsafe-reports` of each module below a folder.
    static TestRun read(Path root) throws IOException {
        var tests = new ArrayList<Test>();
        for (var module : folders(root)) {
            for (var kind : List.of("surefire-reports", "failsafe-reports")) {
                var reports = module.resolve("target").resolve(kind);
                if (Files.isDirectory(reports)) {
                    try (var files = Files.newDirectoryStream(reports, "TEST-*.xml")) {
                        files.forEach(file -> tests.addAll(readReport(file)));
                    }
                }
            }
        }
        return new TestRun(tests);
    }

    long count(Outcome outcome) {
        return tests.stream().filter(test -> test.outcome() == outcome).count();
    }

    List<String> names(Outcome outcome) {
        return tests.stream()
                .filter(test -> test.outcome() == outcome)
                .map(Test::name)
                .sorted()
                .toList();
    }

    /// The classes of which every test that ran passed.
    Set<String> passedTypes() {
        var types = tests.stream().map(Test::type).collect(toCollection(TreeSet::new));
        tests.stream()
                .filter(test -> test.outcome() != Outcome.PASSED)
                .map(Test::type)
                .forEach(types::remove);
        return types;
    }

    static List<Path> folders(Path root) throws IOException {
        try (var entries = Files.list(root)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static List<Test> readReport(Path file) {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (var in = Files.newInputStream(file)) {
            return readTests(factory.createXMLStreamReader(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(file + " is no complete test report; did the test process crash?", e);
        }
    }

    private static List<Test> readTests(XMLStreamReader xml) throws XMLStreamException {
        var tests = new ArrayList<Test>();
        var type = "";
        var name = "";
        var outcome = Outcome.PASSED;
        while (xml.hasNext()) {
            var event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "testcase" -> {
                        type = xml.getAttributeValue(null, "classname");
                        name = type + "." + xml.getAttributeValue(null, "name");
                        outcome = Outcome.PASSED;
                    }
                    case "failure", "error" -> outcome = Outcome.FAILED;
                    case "skipped" -> outcome = Outcome.SKIPPED;
                    default -> {}
                }
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("testcase")) {
                tests.add(new Test(type, name, outcome));
            }
        }
        return tests;
    }
}
