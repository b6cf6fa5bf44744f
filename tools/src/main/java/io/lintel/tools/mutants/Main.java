package io.lintel.tools.mutants;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Tries mutants: `Main FOLDER [NAME...]`; without names, all of them.
///
/// First the tests are run with everything in place: tests that fail anyway notice nothing. Prints a line for each
/// mutant and, last, a line `N noticed, N unnoticed, N unclear`. The exit status is 0 only if each was noticed.
final class Main {

    private static final int MOST_NAMED = 3;

    private final Path root;
    private final Workshop workshop;
    private final PrintStream out;

    Main(Path root, PrintStream out) throws IOException {
        this.root = root;
        this.workshop = new Workshop(root);
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 0) {
            System.err.println("usage: Main FOLDER [NAME...]");
            System.exit(2);
        }
        var root = Path.of(arguments[0]);
        var all = Mutants.read(root.resolve("tools/mutants.txt"));
        var names = List.of(arguments).subList(1, arguments.length);
        var chosen = names.isEmpty()
                ? all
                : all.stream().filter(mutant -> names.contains(mutant.name())).toList();
        if (chosen.isEmpty() || (!names.isEmpty() && chosen.size() != names.size())) {
            System.err.println("not all of these are names in tools/mutants.txt: " + String.join(" ", names));
            System.exit(2);
        }
        System.exit(new Main(root, System.out).tryAll(chosen) ? 0 : 1);
    }

    /// Whether each was noticed.
    boolean tryAll(List<Mutant> mutants) throws IOException, InterruptedException {
        if (!passWithout(mutants)) {
            return false;
        }
        var noticed = 0;
        var unnoticed = 0;
        for (var mutant : mutants) {
            switch (attempt(mutant)) {
                case Trial.Failed failed -> {
                    noticed++;
                    out.println("noticed   " + mutant.name() + ": " + words(failed));
                }
                case Trial.Passed _ -> {
                    unnoticed++;
                    out.println("UNNOTICED " + mutant.name() + ": " + mutant.rule());
                }
                case Trial.Unclear unclear -> out.println("UNCLEAR   " + mutant.name() + ": " + unclear.why());
            }
        }
        var unclear = mutants.size() - noticed - unnoticed;
        out.println("%d noticed, %d unnoticed, %d unclear".formatted(noticed, unnoticed, unclear));
        return noticed == mutants.size();
    }

    /// Compiled as mutants are, so that what is noticed is the change and not how it was compiled.
    private boolean passWithout(List<Mutant> mutants) throws IOException, InterruptedException {
        var modules = new TreeMap<String, List<Mutant>>();
        mutants.forEach(mutant ->
                modules.computeIfAbsent(mutant.module(), _ -> new ArrayList<>()).add(mutant));
        for (var module : modules.entrySet()) {
            var sources = new LinkedHashMap<String, String>();
            var tests = new TreeSet<String>();
            for (var mutant : module.getValue()) {
                sources.put(mutant.file(), mutant.original(root));
                tests.addAll(mutant.tests());
            }
            out.println("with all rules: " + tests.size() + " classes of tests in " + module.getKey());
            workshop.compile(module.getKey(), sources);
            var trial = workshop.run("none-" + module.getKey(), module.getKey(), List.copyOf(tests));
            if (!(trial instanceof Trial.Passed)) {
                out.println("Without any mutant, " + (trial instanceof Trial.Failed failed ? words(failed) : trial));
                return false;
            }
        }
        return true;
    }

    private Trial attempt(Mutant mutant) throws IOException, InterruptedException {
        try {
            workshop.compile(mutant.module(), Map.of(mutant.file(), mutant.source(root)));
        } catch (IllegalArgumentException moved) {
            return new Trial.Unclear(String.valueOf(moved.getMessage()));
        }
        return workshop.run(mutant.name(), mutant.module(), mutant.tests());
    }

    private static String words(Trial.Failed failed) {
        var tests = failed.tests();
        if (tests.isEmpty()) {
            return "not one test came to its end";
        }
        var named = String.join(", ", tests.subList(0, Math.min(MOST_NAMED, tests.size())));
        return "failed " + named + (tests.size() > MOST_NAMED ? " and " + (tests.size() - MOST_NAMED) + " more" : "");
    }
}
