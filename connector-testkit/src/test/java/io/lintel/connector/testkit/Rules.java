package io.lintel.connector.testkit;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The rules of contracts, each a test method of an interface.
final class Rules {
    private Rules() {}

    /// The names of all rules of a contract, without those of the contract it extends.
    static Set<String> of(Class<?> contract) {
        return Arrays.stream(contract.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> method.getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// What a rule says against the connector of a test class, if it says anything.
    static Optional<Throwable> breach(ConnectorContract test, String rule) throws ReflectiveOperationException {
        var method = test.getClass().getMethod(rule);
        method.setAccessible(true);
        try {
            method.invoke(test);
            return Optional.empty();
        } catch (InvocationTargetException caught) {
            return Optional.ofNullable(caught.getCause());
        }
    }
}
