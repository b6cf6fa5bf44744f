package io.lintel.tools.verify;

import java.io.IOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The JUnit tags of compiled classes, with what a test class inherits from superclasses, contracts it
/// implements and the class it is nested in.
final class TaggedTests {

    private static final String TAG = "Lorg/junit/jupiter/api/Tag;";
    private static final String TAGS = "Lorg/junit/jupiter/api/Tags;";

    private record Type(List<String> parents, Set<String> tags, Map<String, Set<String>> methods) {}

    private final Map<String, Type> types;

    private TaggedTests(Map<String, Type> types) {
        this.types = types;
    }

    /// Reads `target/classes` and `target/test-classes` of each module below a folder.
    static TaggedTests read(Path root) throws IOException {
        var types = new HashMap<String, Type>();
        for (var module : TestRun.folders(root)) {
            for (var kind : List.of("classes", "test-classes")) {
                var folder = module.resolve("target").resolve(kind);
                if (Files.isDirectory(folder)) {
                    for (var file : classFiles(folder)) {
                        var model = ClassFile.of().parse(file);
                        types.put(model.thisClass().asInternalName().replace('/', '.'), type(model));
                    }
                }
            }
        }
        return new TaggedTests(types);
    }

    /// For each tag the tests that carry it in these classes.
    Map<String, Set<String>> in(Set<String> testClasses) {
        var found = new TreeMap<String, Set<String>>();
        for (var testClass : testClasses) {
            for (var type : withInherited(testClass)) {
                for (var tag : type.tags()) {
                    add(found, tag, testClass);
                }
                type.methods()
                        .forEach((method, tags) -> tags.forEach(tag -> add(found, tag, testClass + "." + method)));
            }
            for (var outer = outer(testClass); !outer.isEmpty(); outer = outer(outer)) {
                if (types.containsKey(outer)) {
                    types.get(outer).tags().forEach(tag -> add(found, tag, testClass));
                }
            }
        }
        return found;
    }

    private static void add(Map<String, Set<String>> found, String tag, String test) {
        found.computeIfAbsent(tag, _ -> new TreeSet<>()).add(test);
    }

    private List<Type> withInherited(String name) {
        var found = new ArrayList<Type>();
        var seen = new HashSet<String>();
        var waiting = new ArrayDeque<>(List.of(name));
        while (!waiting.isEmpty()) {
            var next = waiting.remove();
            var type = types.get(next);
            if (type != null && seen.add(next)) {
                found.add(type);
                waiting.addAll(type.parents());
            }
        }
        return found;
    }

    private static String outer(String name) {
        var nested = name.lastIndexOf('$');
        return nested < 0 ? "" : name.substring(0, nested);
    }

    private static List<Path> classFiles(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class")
                            && !file.endsWith("module-info.class")
                            && !file.endsWith("package-info.class"))
                    .toList();
        }
    }

    private static Type type(ClassModel model) {
        var parents = Stream.concat(model.superclass().stream(), model.interfaces().stream())
                .map(parent -> parent.asInternalName().replace('/', '.'))
                .toList();
        var methods = new TreeMap<String, Set<String>>();
        for (var method : model.methods()) {
            var tags = tags(method);
            if (!tags.isEmpty()) {
                methods.computeIfAbsent(method.methodName().stringValue(), _ -> new TreeSet<>())
                        .addAll(tags);
            }
        }
        return new Type(parents, tags(model), methods);
    }

    private static Set<String> tags(AttributedElement element) {
        var tags = new TreeSet<String>();
        element.findAttribute(Attributes.runtimeVisibleAnnotations())
                .ifPresent(present -> present.annotations().forEach(annotation -> collect(annotation, tags)));
        return tags;
    }

    private static void collect(Annotation annotation, Set<String> tags) {
        var name = annotation.className().stringValue();
        if (name.equals(TAG) || name.equals(TAGS)) {
            annotation.elements().stream().map(AnnotationElement::value).forEach(value -> collect(value, tags));
        }
    }

    private static void collect(AnnotationValue value, Set<String> tags) {
        switch (value) {
            case AnnotationValue.OfString text -> tags.add(text.stringValue());
            case AnnotationValue.OfAnnotation nested -> collect(nested.annotation(), tags);
            case AnnotationValue.OfArray array -> array.values().forEach(each -> collect(each, tags));
            default -> throw new IllegalStateException("A @Tag with a value that is no string: " + value);
        }
    }
}
