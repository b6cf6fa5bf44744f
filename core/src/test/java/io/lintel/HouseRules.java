package io.lintel;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.lintel.secret.Secret;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/// Rules that hold in every module; each module's own test checks them with its classes.
public final class HouseRules {

    /// What compares in time that depends on the place of the first difference.
    private static final Map<Class<?>, List<String>> COMPARISONS = Map.of(
            String.class, List.of("equals", "equalsIgnoreCase", "contentEquals", "compareTo"),
            Arrays.class, List.of("equals"),
            Objects.class, List.of("equals"));

    /// The words of the specifications that a name may end with all the same.
    private static final String SPECIFIED = "(?!.*\\.(UserInfo|SearchBase)$)";

    private HouseRules() {}

    /// The classes of the module under test, without its tests and without the modules it uses.
    public static JavaClasses classesIn(String... packages) {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(new ImportOption.DoNotIncludeJars())
                .importPackages(packages);
    }

    /// A name says what a thing is, and not that it does something with it.
    public static ArchRule namesSayWhatAThingIs() {
        return noClasses()
                .should()
                .haveNameMatching(SPECIFIED + ".*(Manager|Helper|Utils?|Impl|Handler|Processor|Service|Info|Data|Base)")
                .orShould()
                .haveNameMatching(".*\\.Abstract[A-Z].*");
    }

    /// Objects are complete when they are made, and nothing is shared by being static. A socket of our own has
    /// the setters of the JDK's.
    public static ArchRule nothingIsChangedThroughSettersOrStaticFields() {
        return CompositeArchRule.of(fields().that().areStatic().should().beFinal())
                .and(methods()
                        .that()
                        .arePublic()
                        .and()
                        .areDeclaredInClassesThat(are(not(assignableTo(Socket.class))))
                        .should()
                        .haveNameNotMatching("set[A-Z].*"));
    }

    /// Waiting is for something, never for a time; and programs that print are the command lines alone.
    public static ArchRule nothingSleepsOrPrints() {
        return noClasses()
                .that()
                .doNotHaveSimpleName("Main")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace");
    }

    /// Bytes are digests, MACs and keys more often than not.
    public static ArchRule bytesAreComparedInConstantTime() {
        return noClasses()
                .should()
                .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
                .orShould()
                .callMethod(Arrays.class, "compare", byte[].class, byte[].class)
                .orShould()
                .callMethod(Arrays.class, "mismatch", byte[].class, byte[].class);
    }

    /// What is guessed at must come from the system's generator; nothing here needs any other.
    public static ArchRule randomnessIsThatOfTheSystem() {
        return noClasses()
                .should()
                .callConstructorWhere(constructsOneOf(Random.class, SplittableRandom.class))
                .orShould()
                .callMethod(ThreadLocalRandom.class, "current")
                .orShould()
                .callMethod(Math.class, "random");
    }

    private static DescribedPredicate<JavaConstructorCall> constructsOneOf(Class<?>... types) {
        return DescribedPredicate.describe("of a predictable generator", call -> Arrays.stream(types)
                .anyMatch(type -> call.getTargetOwner().isEquivalentTo(type)));
    }

    /// Whoever reads a secret compares it with [Secret#equals] or `MessageDigest.isEqual`.
    public static ArchRule whoRevealsASecretDoesNotCompareText() {
        return classes().should(new ArchCondition<JavaClass>("not compare what they reveal as text") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getCodeUnits().stream()
                        .filter(unit -> calls(unit, Secret.class, "reveal"))
                        .filter(unit -> COMPARISONS.entrySet().stream()
                                .anyMatch(comparison -> comparison.getValue().stream()
                                        .anyMatch(method -> calls(unit, comparison.getKey(), method))))
                        .map(JavaCodeUnit::getFullName)
                        .forEach(name -> events.add(
                                SimpleConditionEvent.violated(type, name + " reveals a secret and compares text")));
            }
        });
    }

    private static boolean calls(JavaCodeUnit unit, Class<?> owner, String method) {
        return unit.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(owner)
                        && call.getName().equals(method));
    }
}
