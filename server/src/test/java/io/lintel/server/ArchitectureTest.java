package io.lintel.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.lintel.HouseRules;
import io.micronaut.context.annotation.Factory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which package of the server may know what, and what the modules beside it must not know.
final class ArchitectureTest {

    private static final JavaClasses SERVER = HouseRules.classesIn("io.lintel.server");

    /// All modules the server is made of.
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.lintel");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.lintel.server.(*)..").should().beFreeOfCycles().check(SERVER);
    }

    @ParameterizedTest
    @CsvSource({
        "com.nimbusds.., io.lintel.server.signing",
        "org.yaml.snakeyaml.., io.lintel.server.settings",
        "gg.jte.., io.lintel.server.page",
        "com.zaxxer.hikari.., io.lintel.storage.jdbc",
        "org.flywaydb.., io.lintel.storage.jdbc",
        "java.sql.., io.lintel.storage.jdbc",
        "com.google.re2j.., io.lintel.connector.support",
        "com.webauthn4j.., io.lintel.server.webauthn",
        "io.nayuki.., io.lintel.server.page",
        "com.unboundid.., io.lintel.connector.ldap",
        "org.kohsuke.github.., io.lintel.connector.github",
    })
    void libraryIsKnownInOnePlace(String library, String place) {
        noClasses()
                .that()
                .resideOutsideOfPackage(place + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library)
                .check(ALL);
    }

    @Test
    void objectsMeetInTheWiringAlone() {
        classes()
                .that()
                .areAnnotatedWith(Factory.class)
                .should()
                .resideInAPackage("io.lintel.server.wiring")
                .check(SERVER);
    }

    @ParameterizedTest
    @CsvSource({"mock", "ldap", "saml", "github", "oidc"})
    void connectorKnowsOnlyTheSpi(String connector) {
        noClasses()
                .that()
                .resideInAPackage("io.lintel.connector." + connector + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.lintel..")
                        .and(resideOutsideOfPackages(
                                "io.lintel.connector",
                                "io.lintel.connector.support",
                                "io.lintel.secret",
                                "io.lintel.connector." + connector + "..")))
                .allowEmptyShould(true)
                .check(ALL);
    }

    /// It verifies what upstreams have signed, by the arithmetic of core.
    @Test
    void whatConnectorsShareKnowsTheSpiAndSignatures() {
        noClasses()
                .that()
                .resideInAPackage("io.lintel.connector.support..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.lintel..")
                        .and(resideOutsideOfPackages(
                                "io.lintel.connector",
                                "io.lintel.connector.support",
                                "io.lintel.secret",
                                "io.lintel.signing")))
                .check(ALL);
    }

    @Test
    void houseRulesHoldInEveryModule() {
        HouseRules.namesSayWhatAThingIs().check(ALL);
        HouseRules.nothingIsChangedThroughSettersOrStaticFields().check(ALL);
        HouseRules.nothingSleepsOrPrints().check(ALL);
    }

    @Test
    @Tag("SEC-B9")
    void whoRevealsASecretDoesNotCompareText() {
        HouseRules.whoRevealsASecretDoesNotCompareText().check(ALL);
    }

    @Test
    @Tag("SEC-B9")
    void bytesAreComparedInConstantTime() {
        HouseRules.bytesAreComparedInConstantTime().check(ALL);
    }

    @Test
    @Tag("SEC-B5")
    void randomnessIsThatOfTheSystem() {
        HouseRules.randomnessIsThatOfTheSystem().check(ALL);
    }
}
