package io.lintel.connector.testkit;

import io.lintel.connector.testkit.TestClass.Rule;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/// How each rule has ended, and each test class as a whole.
final class Outcomes implements TestExecutionListener {
    private static final String PASSED = "";
    private static final int LONGEST_REASON = 300;

    private final Map<String, String> breaches = new ConcurrentHashMap<>();

    /// Why a rule is not kept, if it is not.
    Optional<String> findBreach(Rule rule) {
        var ended = breaches.get(key(rule.testClass().getName(), rule.name()));
        if (ended == null) {
            return Optional.of("did not run"
                    + (breaches.getOrDefault(rule.testClass().getName(), PASSED).isEmpty()
                            ? ""
                            : ": " + breaches.get(rule.testClass().getName())));
        }
        return Optional.of(ended).filter(reason -> !reason.isEmpty());
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        write(
                test,
                switch (result.getStatus()) {
                    case SUCCESSFUL -> PASSED;
                    case ABORTED -> "was given up";
                    case FAILED -> reason(result);
                });
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        write(test, "is skipped");
    }

    private void write(TestIdentifier test, String outcome) {
        test.getSource().ifPresent(source -> {
            switch (source) {
                case MethodSource method -> breaches.put(key(method.getClassName(), method.getMethodName()), outcome);
                case ClassSource type -> breaches.put(type.getClassName(), outcome);
                default -> {
                    // Neither a rule nor a class of rules.
                }
            }
        });
    }

    private static String key(String testClass, String rule) {
        return testClass + "#" + rule;
    }

    /// In one line.
    private static String reason(TestExecutionResult result) {
        var reason = result.getThrowable()
                .map(thrown -> thrown instanceof AssertionError && thrown.getMessage() != null
                        ? thrown.getMessage()
                        : thrown.toString())
                .orElse("failed")
                .strip()
                .replaceAll("\\s+", " ");
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
    }
}
