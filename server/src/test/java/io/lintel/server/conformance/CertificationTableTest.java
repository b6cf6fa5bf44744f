package io.lintel.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/// The page about the certification tells of every module the test that there is, and of no other.
final class CertificationTableTest {

    private static final Path HERE = Path.of("src", "test", "java", "io", "lintel", "server", "conformance");

    private record Row(String module, Set<String> plans, String test) {}

    @Test
    void everyModuleOfEveryPlanStandsInTheTableOnce() throws IOException {
        var rows = rows();

        for (var plan : Plan.all()) {
            assertThat(rows)
                    .filteredOn(row -> row.plans().contains(plan.title()))
                    .extracting(Row::module)
                    .as(plan.title())
                    .containsExactlyInAnyOrderElementsOf(plan.modules());
        }
        var titles = Plan.all().stream().map(Plan::title).collect(Collectors.toSet());
        assertThat(rows).allSatisfy(row -> assertThat(titles).containsAll(row.plans()));
    }

    @Test
    void testOfEachModuleIsThereAndHasItsName() throws Exception {
        var told = new LinkedHashSet<String>();
        for (var row : rows()) {
            assertThat(find(row.test()).getAnnotation(DisplayName.class).value())
                    .as(row.test())
                    .isEqualTo(row.module());
            told.add(row.test());
        }
        assertThat(told).containsExactlyInAnyOrderElementsOf(tests());
    }

    private static Method find(String test) throws Exception {
        var names = test.split("\\.", -1);
        return Arrays.stream(type(names[0]).getDeclaredMethods())
                .filter(method -> method.getName().equals(names[1]) && isTest(method))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no test " + test));
    }

    /// All that bear the name of a module.
    private static List<String> tests() throws Exception {
        var tests = new LinkedHashSet<String>();
        try (var files = Files.list(HERE)) {
            for (var file : files.map(each -> each.getFileName().toString())
                    .filter(name -> name.endsWith("ModulesTest.java"))
                    .toList()) {
                var name = file.substring(0, file.indexOf('.'));
                Arrays.stream(type(name).getDeclaredMethods())
                        .filter(CertificationTableTest::isTest)
                        .forEach(method -> tests.add(name + "." + method.getName()));
            }
        }
        return List.copyOf(tests);
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(CertificationTableTest.class.getPackageName() + "." + name);
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(Path.of("..", "docs", "conformance.md")).stream()
                .filter(line -> line.startsWith("| `oidcc-"))
                .map(line -> line.split("\\|", -1))
                .map(cells -> new Row(
                        cells[1].strip().replace("`", ""),
                        Set.of(cells[2].strip().split(", ", -1)),
                        cells[3].strip().replace("`", "")))
                .toList();
    }
}
