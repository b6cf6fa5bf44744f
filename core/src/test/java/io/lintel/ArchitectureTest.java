package io.lintel;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The packages of the core, and what each may use.
final class ArchitectureTest {

    private static final Map<String, Set<String>> USES = Map.of(
            "secret", Set.of(),
            "connector", Set.of("secret"),
            "oauth2", Set.of("secret"),
            "signing", Set.of("oauth2", "secret"),
            "client", Set.of("connector", "oauth2", "secret"),
            "storage", Set.of(),
            "authorization", Set.of("client", "connector", "oauth2", "secret"),
            "token", Set.of("authorization", "client", "connector", "oauth2", "secret", "signing"),
            "discovery", Set.of("authorization", "oauth2", "signing"));

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.lintel");

    @Test
    void everyPackageIsInTheTable() {
        var packages = CORE.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));

        assertThat(packages)
                .containsExactlyElementsOf(USES.keySet().stream()
                        .map(name -> "io.lintel." + name)
                        .sorted()
                        .toList());
    }

    @Test
    void packagesUseWhatTheTableSaysAndNothingElse() {
        USES.forEach((name, used) -> {
            var allowed = Stream.concat(
                            Stream.concat(Stream.of(name), used.stream()).map(each -> "io.lintel." + each),
                            Stream.of("java..", "javax.crypto..", "org.jspecify.."))
                    .toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage("io.lintel." + name)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(allowed)
                    .check(CORE);
        });
    }

    @Test
    void thereAreNoCycles() {
        slices().matching("io.lintel.(*)").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void coreKnowsNoFrameworkNoDatabaseAndNoLog() {
        noClasses()
                .that(resideInAPackage("io.lintel.connector").negate())
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "java.net.http..", "java.util.logging.."))
                .check(CORE);
    }

    /// Everybody else asks a clock that was given, so that time can be moved in tests and expiry is decided in
    /// one way.
    @Test
    void nobodyLooksAtTheClockOnTheWall() {
        noClasses().should().callMethod(java.time.Instant.class, "now").check(CORE);
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(CORE);
        noClasses().should().callMethod(System.class, "nanoTime").check(CORE);
        noClasses().should().callMethod(java.time.Clock.class, "systemUTC").check(CORE);
    }

    @Test
    @Tag("SEC-B5")
    void whatIsDrawnIsDrawnFromEntropyAlone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(java.util.Random.class, java.util.concurrent.ThreadLocalRandom.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .check(CORE);
        noClasses()
                .that()
                .haveNameNotMatching("io\\.lintel\\.secret\\.Entropy")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(java.security.SecureRandom.class)
                .check(CORE);
    }

    /// Whoever compares bytes that grant something does so in constant time.
    @Test
    @Tag("SEC-B9")
    void bytesAreComparedInConstantTimeAlone() {
        noClasses()
                .should()
                .callMethod(java.util.Arrays.class, "equals", byte[].class, byte[].class)
                .orShould()
                .callMethod(java.util.Arrays.class, "compare", byte[].class, byte[].class)
                .orShould()
                .callMethod(java.util.Arrays.class, "mismatch", byte[].class, byte[].class)
                .check(CORE);
    }
}
