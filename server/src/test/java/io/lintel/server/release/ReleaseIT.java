package io.lintel.server.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is released has no clock that can be set, no store that fails when it is told to, nothing that stands between
/// it and its database or upstreams, and nothing that would load such a thing.
@Tag("REL-31")
final class ReleaseIT {

    private static final String OURS = "io/lintel/";
    private static final String CLASS = ".class";

    /// The classes of the release that are ours, by their internal names.
    private static final Map<String, ClassModel> CLASSES = new TreeMap<>();

    /// What service files and lists of beans name, of all jars.
    private static final Set<String> NAMED = new TreeSet<>();

    @BeforeAll
    static void read() throws IOException {
        var target = Path.of("target");
        read(target.resolve("lintel.jar"));
        try (var libraries = Files.list(target.resolve("lib"))) {
            for (var library : libraries.toList()) {
                read(library);
            }
        }
    }

    private static void read(Path file) throws IOException {
        try (var jar = new JarFile(file.toFile())) {
            for (var entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                var name = entry.getName();
                if (name.startsWith(OURS) && name.endsWith(CLASS)) {
                    try (var content = jar.getInputStream(entry)) {
                        CLASSES.put(
                                name.substring(0, name.length() - CLASS.length()),
                                ClassFile.of().parse(content.readAllBytes()));
                    }
                } else if (name.startsWith("META-INF/services/") && !entry.isDirectory()) {
                    try (var content = jar.getInputStream(entry)) {
                        new String(content.readAllBytes(), StandardCharsets.UTF_8)
                                .lines()
                                .map(line -> line.replaceAll("#.*", "").strip())
                                .forEach(NAMED::add);
                    }
                } else if (name.startsWith("META-INF/micronaut/") && !entry.isDirectory()) {
                    NAMED.add(name.substring(name.lastIndexOf('/') + 1));
                }
            }
        }
    }

    @Test
    void noClassOfTheTestsIsInIt() throws IOException {
        var tests = classesOfTheTests();

        assertThat(tests).contains("io/lintel/signing/SettableClock", "io/lintel/server/TestServer");
        assertThat(CLASSES.keySet()).contains("io/lintel/server/Main").doesNotContainAnyElementsOf(tests);
    }

    @Test
    void nothingIsLoadedByNameThatIsNotInIt() {
        var ours = NAMED.stream()
                .filter(name -> name.startsWith("io.lintel."))
                .map(name -> name.replace('.', '/'))
                .toList();

        assertThat(ours).hasSizeGreaterThan(100);
        assertThat(CLASSES.keySet()).containsAll(ours);
    }

    /// The rehearsal of a SAML message tells what would be at another time, and serves nobody.
    @Test
    void timeIsThatOfTheSystem() {
        assertThat(CLASSES.values())
                .filteredOn(each -> each.superclass()
                        .filter(parent -> parent.asInternalName().equals("java/time/Clock"))
                        .isPresent())
                .isEmpty();
        assertThat(callers("java/time/Clock", name -> !Set.of("instant", "millis", "getZone")
                        .contains(name)))
                .containsOnlyKeys("io/lintel/server/Main", "io/lintel/server/SamlCheck")
                .containsEntry("io/lintel/server/Main", Set.of("systemUTC"));
    }

    /// One looks for a free port where none was named, one reads signals without the class that not every JDK has.
    @Test
    void nothingStandsBetweenItAndOthers() {
        assertThat(callers("java/net/ServerSocket", _ -> true)).containsOnlyKeys("io/lintel/server/listener/Listeners");
        assertThat(callers("java/nio/channels/ServerSocketChannel", _ -> true)).isEmpty();
        assertThat(callers("java/lang/reflect/Proxy", _ -> true)).containsOnlyKeys("io/lintel/server/Signals");
    }

    /// Which classes call methods of a class, and which.
    private static Map<String, Set<String>> callers(String owner, Predicate<String> method) {
        var callers = new TreeMap<String, Set<String>>();
        CLASSES.forEach((name, model) -> {
            for (var entry : model.constantPool()) {
                if (entry instanceof MemberRefEntry member
                        && member.owner().asInternalName().equals(owner)
                        && method.test(member.name().stringValue())) {
                    callers.computeIfAbsent(name, _ -> new TreeSet<>())
                            .add(member.name().stringValue());
                }
            }
        });
        return callers;
    }

    /// Without the beans that the compiler writes: for tests of a module it writes those of the release once more.
    private static Set<String> classesOfTheTests() throws IOException {
        var roots = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(root -> root.contains("test-classes")
                        || root.endsWith("-tests.jar")
                        || root.contains("connector-testkit"))
                .map(Path::of)
                .toList();
        var names = new ArrayList<String>();
        for (var root : roots) {
            names.addAll(Files.isDirectory(root) ? inFolder(root) : inJar(root));
        }
        return names.stream()
                .filter(name -> name.startsWith(OURS) && name.endsWith(CLASS))
                .map(name -> name.substring(0, name.length() - CLASS.length()))
                .filter(name -> !name.endsWith("/package-info") && !name.contains("/$"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> inFolder(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString().replace(File.separatorChar, '/'))
                    .toList();
        }
    }

    private static List<String> inJar(Path root) {
        try (var jar = new JarFile(root.toFile())) {
            return jar.stream().map(entry -> entry.getName()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
