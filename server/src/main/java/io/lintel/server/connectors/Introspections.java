package io.lintel.server.connectors;

import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.beans.BeanIntrospector;
import io.micronaut.core.type.Argument;
import io.micronaut.validation.validator.DefaultValidator;
import io.micronaut.validation.validator.DefaultValidatorConfiguration;
import io.micronaut.validation.validator.Validator;
import jakarta.inject.Provider;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Valid;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of the records of one class loader: their components, and the rules they have.
///
/// @param introspector finds the components
/// @param validator knows the rules; made when the first record has some, since that costs a twentieth of a start
record Introspections(BeanIntrospector introspector, Provider<Validator> validator) {

    /// @param ofServer knows the records on the class path
    static Introspections of(Class<?> type, Provider<Validator> ofServer) {
        var loader = type.getClassLoader();
        if (loader == null || loader.equals(Introspections.class.getClassLoader())) {
            return new Introspections(BeanIntrospector.SHARED, ofServer);
        }
        var introspector = BeanIntrospector.forClassLoader(loader);
        var configuration = new DefaultValidatorConfiguration();
        configuration.setBeanIntrospector(introspector);
        return new Introspections(introspector, () -> new DefaultValidator(configuration));
    }

    /// The rules that a record breaks.
    <T> Set<ConstraintViolation<T>> violations(T bound, BeanIntrospection<T> type) {
        return hasRules(type) ? validator.get().validate(bound) : Set.of();
    }

    /// The rules that a value would break as a component of a record.
    <T> Set<ConstraintViolation<T>> violations(
            BeanIntrospection<T> type, Argument<?> component, @Nullable Object value) {
        return hasRules(component)
                ? validator.get().validateValue(type.getBeanType(), component.getName(), value)
                : Set.of();
    }

    private static boolean hasRules(BeanIntrospection<?> type) {
        return type.hasStereotype(Constraint.class)
                || Arrays.stream(type.getConstructorArguments()).anyMatch(Introspections::hasRules);
    }

    private static boolean hasRules(Argument<?> component) {
        var annotations = component.getAnnotationMetadata();
        return annotations.hasStereotype(Constraint.class)
                || annotations.hasStereotype(Valid.class)
                || Arrays.stream(component.getTypeParameters()).anyMatch(Introspections::hasRules);
    }
}
