package io.lintel.tools.mutants;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tries mutants of a made-up project with one rule and one test.
final class MutantsTest {

    private static final Path PROJECT = Path.of("..");
    private static final String RULE = "shop/src/main/java/shop/Age.java";
    private static final String MUTANT = """
            # a comment
            age: nobody under 18 is let in
              in %s
              - years >= 18
              + true
              by shop AgeTest
            """.formatted(RULE);

    @TempDir
    Path root;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void project() throws IOException {
        write(RULE, """
                package shop;

                final class Age {
                    static boolean mayComeIn(int years) {
                        return years
                                >= 18;
                    }
                }
                """);
        test("assertTrue(Age.mayComeIn(18)); assertFalse(Age.mayComeIn(17));");
    }

    @Test
    @Tag("SEC-O5")
    void ruleThatATestKnowsIsMissed() throws Exception {
        assertThat(tried(MUTANT)).isTrue();
        assertThat(lines()).contains("noticed   age: failed AgeTest.knows");
        assertThat(lastLine()).isEqualTo("1 noticed, 0 unnoticed, 0 unclear");
    }

    @Test
    @Tag("SEC-O5")
    void ruleThatNoTestKnowsIsNotMissed() throws Exception {
        test("assertTrue(Age.mayComeIn(18));");

        assertThat(tried(MUTANT)).isFalse();
        assertThat(lines()).contains("UNNOTICED age: nobody under 18 is let in");
        assertThat(lastLine()).isEqualTo("0 noticed, 1 unnoticed, 0 unclear");
    }

    @Test
    @Tag("SEC-O5")
    void testThatFailsAnywayNoticesNothing() throws Exception {
        test("assertFalse(Age.mayComeIn(18));");

        assertThat(tried(MUTANT)).isFalse();
        assertThat(lastLine()).startsWith("Without any mutant, failed AgeTest.knows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"years > 18", "no such words", "y"})
    void wordsThatAreNotThereOnceAreUnclear(String words) throws Exception {
        assertThat(tried(MUTANT.replace("- years >= 18", "- " + words))).isFalse();
        assertThat(lines()).contains("UNCLEAR   age");
    }

    @Test
    void mutantThatDoesNotCompileIsUnclear() throws Exception {
        assertThat(tried(MUTANT.replace("+ true", "+ \"old\""))).isFalse();
        assertThat(lines()).contains("UNCLEAR   age: it does not compile");
    }

    @Test
    void sourceFilesStayAsTheyAre() throws Exception {
        var before = Files.readString(root.resolve(RULE));
        tried(MUTANT);

        assertThat(Files.readString(root.resolve(RULE))).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "age: rule\n  in File.java\n  by shop AgeTest\n",
                "age: rule\n  in File.java\n  - a\n  by shop AgeTest\n",
                "age: rule\n  in File.java\n  + a\n  by shop AgeTest\n",
                "age: rule\n  - a\n  + b\n  by shop AgeTest\n",
                "age: rule\n  in File.java\n  - a\n  + b\n",
                "age: rule\n  in File.java\n  - a\n  + b\n  by shop\n",
                "age\n",
                "  in File.java\n",
                "age: rule\n  on File.java\n"
            })
    void listThatLacksSomethingIsRefusedWithItsLine(String list) throws IOException {
        write("list.txt", list);

        assertThatThrownBy(() -> Mutants.read(root.resolve("list.txt")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("list.txt, line");
    }

    @Test
    void nameIsGivenOnce() throws IOException {
        write("list.txt", MUTANT + MUTANT);

        assertThatThrownBy(() -> Mutants.read(root.resolve("list.txt"))).hasMessageContaining("given before");
    }

    /// So that a rule that moves takes its mutant along.
    @Test
    @Tag("SEC-O5")
    void eachMutantFitsTheSourcesAsTheyAre() throws IOException {
        var tests = new HashMap<String, Set<String>>();
        var amiss = new ArrayList<String>();
        for (var mutant : Mutants.read(PROJECT.resolve("tools/mutants.txt"))) {
            try {
                assertThat(mutant.source(PROJECT)).isNotEqualTo(mutant.original(PROJECT));
            } catch (IllegalArgumentException moved) {
                amiss.add(mutant.name() + ": " + moved.getMessage());
            }
            if (!tests.computeIfAbsent(mutant.module(), MutantsTest::classesOfTests)
                    .containsAll(mutant.tests())) {
                amiss.add(mutant.name() + ": its tests are not in module " + mutant.module());
            }
        }
        assertThat(amiss).isEmpty();
    }

    private static Set<String> classesOfTests(String module) {
        try (var files = Files.walk(PROJECT.resolve(module).resolve("src/test/java"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private boolean tried(String list) throws IOException, InterruptedException {
        write("list.txt", list);
        return new Main(root, new PrintStream(printed, true, UTF_8)).tryAll(Mutants.read(root.resolve("list.txt")));
    }

    /// Compiles the made-up project and says, as Maven would, what it needs.
    private void test(String body) throws IOException {
        write("shop/src/test/java/shop/AgeTest.java", """
                package shop;

                import static org.junit.jupiter.api.Assertions.assertFalse;
                import static org.junit.jupiter.api.Assertions.assertTrue;

                final class AgeTest {
                    @org.junit.jupiter.api.Test
                    void knows() { %s }
                }
                """.formatted(body));
        var jars = System.getProperty("java.class.path");
        compile("shop/target/classes", RULE, jars);
        var classes = root.resolve("shop/target/classes");
        compile(
                "shop/target/test-classes",
                "shop/src/test/java/shop/AgeTest.java",
                classes + File.pathSeparator + jars);
        write("shop/target/mutants.classpath", jars);
        write("tools/target/mutants.classpath", jars);
    }

    private void compile(String to, String source, String classPath) throws IOException {
        var folder = Files.createDirectories(root.resolve(to));
        var arguments = new String[] {
            "-d",
            folder.toString(),
            "-cp",
            classPath,
            "-proc:none",
            root.resolve(source).toString()
        };
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments))
                .isZero();
    }

    private void write(String file, String text) throws IOException {
        var path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private String lines() {
        return printed.toString(UTF_8);
    }

    private String lastLine() {
        return lines().strip().lines().toList().getLast();
    }
}
