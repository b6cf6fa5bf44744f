package io.lintel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Which package of core may know which: the table of docs/architecture.md, and what all of them must not know.
final class ArchitectureTest {

    /// A package and all it may use of the others. A package without a row may not exist.
    private static final Map<String, List<String>> USES = Map.ofEntries(
            Map.entry("secret", List.of()),
            Map.entry("storage", List.of()),
            Map.entry("connector", List.of("secret")),
            Map.entry("oauth2", List.of("secret")),
            Map.entry("signing", List.of("oauth2", "secret")),
            Map.entry("factor", List.of("oauth2", "secret")),
            Map.entry("client", List.of("connector", "factor", "oauth2", "secret", "signing")),
            Map.entry("session", List.of("connector", "factor", "oauth2", "secret")),
            Map.entry(
                    "authorization",
                    List.of("client", "connector", "factor", "oauth2", "secret", "session", "signing")),
            Map.entry("throttle", List.of("connector", "oauth2", "secret")),
            Map.entry(
                    "token",
                    List.of(
                            "authorization",
                            "client",
                            "connector",
                            "factor",
                            "oauth2",
                            "secret",
                            "session",
                            "signing")),
            Map.entry("device", List.of("authorization", "client", "oauth2", "secret", "session", "token")),
            Map.entry(
                    "logout",
                    List.of("authorization", "client", "connector", "oauth2", "secret", "session", "signing", "token")),
            Map.entry(
                    "memory",
                    List.of(
                            "authorization",
                            "client",
                            "connector",
                            "device",
                            "factor",
                            "logout",
                            "oauth2",
                            "secret",
                            "session",
                            "signing",
                            "storage",
                            "throttle",
                            "token")),
            Map.entry("registration", List.of("client", "oauth2", "secret", "signing")),
            Map.entry("discovery", List.of("authorization", "client", "oauth2", "registration", "signing")));

    private static final JavaClasses CORE = HouseRules.classesIn("io.lintel");

    @Test
    void everyPackageHasARowInTheTable() {
        assertThat(CORE.stream().map(JavaClass::getPackageName).distinct())
                .isSubsetOf(
                        USES.keySet().stream().map(name -> "io.lintel." + name).toList());
    }

    @ParameterizedTest
    @MethodSource("packages")
    void packageUsesOnlyWhatItsRowAllows(String name) {
        var allowed = Stream.concat(Stream.of(name), USES.getOrDefault(name, List.of()).stream())
                .map(used -> "io.lintel." + used);
        var outside = Stream.of("java..", "javax.crypto..", "javax.security.auth.x500..", "org.jspecify.annotations..");

        classes()
                .that()
                .resideInAPackage("io.lintel." + name)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(Stream.concat(allowed, outside).toArray(String[]::new))
                .allowEmptyShould(true)
                .check(CORE);
    }

    static Stream<String> packages() {
        return USES.keySet().stream().sorted();
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.lintel.(*)..").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void coreNeitherStoresNorLogs() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "java.util.logging..")
                .check(CORE);
    }

    @Test
    void onlyConnectorsAreLentAnHttpClient() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.lintel.connector")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..")
                .check(CORE);
    }

    @Test
    void houseRulesHold() {
        HouseRules.namesSayWhatAThingIs().check(CORE);
        HouseRules.nothingIsChangedThroughSettersOrStaticFields().check(CORE);
        HouseRules.nothingSleepsOrPrints().check(CORE);
    }

    @Test
    @Tag("SEC-B9")
    void whoRevealsASecretDoesNotCompareText() {
        HouseRules.whoRevealsASecretDoesNotCompareText().check(CORE);
    }

    @Test
    @Tag("SEC-B9")
    void bytesAreComparedInConstantTime() {
        HouseRules.bytesAreComparedInConstantTime().check(CORE);
    }

    @Test
    @Tag("SEC-B5")
    void randomnessIsThatOfTheSystem() {
        HouseRules.randomnessIsThatOfTheSystem().check(CORE);
    }
}
