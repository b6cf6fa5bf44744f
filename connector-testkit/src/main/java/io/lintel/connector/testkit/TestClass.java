package io.lintel.connector.testkit;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A test class of a connector, and what it promises.
record TestClass(Class<?> type) {

    /// A test method of a contract.
    ///
    /// @param method as the test class has it: that of the contract, or one that replaces it
    record Rule(Class<?> contract, Class<?> testClass, Method method) {
        String name() {
            return method.getName();
        }

        boolean isReplaced() {
            return !method.getDeclaringClass().isInterface();
        }

        boolean isLeftOut() {
            return !method.isAnnotationPresent(Test.class);
        }
    }

    static boolean isUnderContract(Class<?> type) {
        return ConnectorContract.class.isAssignableFrom(type)
                && !type.isInterface()
                && !Modifier.isAbstract(type.getModifiers())
                && (!type.isMemberClass() || !Modifier.isPrivate(type.getModifiers()));
    }

    /// That of all connectors first, then that of the kind, then those of the roles.
    List<Class<?>> contracts() {
        var contracts = new LinkedHashSet<Class<?>>();
        collect(type, contracts);
        return contracts.stream()
                .sorted(Comparator.comparing(contract -> List.of(
                                        ConnectorContract.class,
                                        PasswordConnectorContract.class,
                                        CallbackConnectorContract.class)
                                .contains(contract)
                        ? 0
                        : 1))
                .toList();
    }

    List<Rule> rules() {
        return contracts().stream()
                .flatMap(contract -> rulesOf(contract).stream())
                .toList();
    }

    List<Rule> rulesOf(Class<?> contract) {
        return Arrays.stream(contract.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .sorted()
                .map(name -> new Rule(contract, type, method(name)))
                .toList();
    }

    private Method method(String name) {
        try {
            return type.getMethod(name);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("an interface's method is gone: " + name, impossible);
        }
    }

    private static void collect(Class<?> from, Set<Class<?>> contracts) {
        for (var each : from.getInterfaces()) {
            collect(each, contracts);
            if (ConnectorContract.class.isAssignableFrom(each)) {
                contracts.add(each);
            }
        }
        if (from.getSuperclass() != null) {
            collect(from.getSuperclass(), contracts);
        }
    }
}
