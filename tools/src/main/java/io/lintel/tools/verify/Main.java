package io.lintel.tools.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Sums up the tests Maven has run: `Main full|fast EXIT-STATUS-OF-MAVEN FOLDER`.
///
/// Writes `target/requirements.md`, prints what went wrong and, last, a line `N passed, N failed, N skipped`.
/// The exit status is 0 only if Maven succeeded, tests ran, none failed or was skipped, and no requirement of a
/// finished group is without a test.
final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            System.err.println("usage: Main full|fast EXIT-STATUS-OF-MAVEN FOLDER");
            System.exit(2);
        }
        var complete = arguments[0].equals("full");
        var built = arguments[1].equals("0");
        System.exit(report(complete, built, Path.of(arguments[2]), System.out) ? 0 : 1);
    }

    /// Whether everything is as it must be.
    static boolean report(boolean complete, boolean built, Path root, PrintStream out) throws IOException {
        var run = TestRun.read(root);
        var proof = new Proof(
                Requirements.read(root.resolve("docs/requirements.txt")),
                built ? TaggedTests.read(root).in(run.passedTypes()) : Map.of());
        Files.createDirectories(root.resolve("target"));
        Files.writeString(root.resolve("target/requirements.md"), proof.table());

        var mistakes = proof.mistakes(complete && built);
        run.names(Outcome.FAILED).forEach(name -> out.println("FAILED  " + name));
        run.names(Outcome.SKIPPED).forEach(name -> out.println("SKIPPED " + name));
        mistakes.forEach(mistake -> out.println("REQUIREMENT " + mistake));
        if (!built) {
            out.println("The build failed; tests of modules after the failure may not have run.");
        }
        var passed = run.count(Outcome.PASSED);
        var failed = run.count(Outcome.FAILED);
        var skipped = run.count(Outcome.SKIPPED);
        if (passed == 0) {
            out.println("No test has passed.");
        }
        out.println("%d passed, %d failed, %d skipped".formatted(passed, failed, skipped));
        return built && mistakes.isEmpty() && passed > 0 && failed == 0 && skipped == 0;
    }
}
