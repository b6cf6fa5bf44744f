package io.lintel.server.connectors;

import io.micronaut.core.beans.BeanIntrospector;
import io.micronaut.validation.validator.DefaultValidator;
import io.micronaut.validation.validator.DefaultValidatorConfiguration;
import io.micronaut.validation.validator.Validator;

/// What is known of the records of one class loader: their components, and the rules they have.
///
/// @param introspector finds the components
/// @param validator knows the rules
record Introspections(BeanIntrospector introspector, Validator validator) {

    /// @param ofServer knows the records on the class path
    static Introspections of(Class<?> type, Validator ofServer) {
        var loader = type.getClassLoader();
        if (loader == null || loader.equals(Introspections.class.getClassLoader())) {
            return new Introspections(BeanIntrospector.SHARED, ofServer);
        }
        var introspector = BeanIntrospector.forClassLoader(loader);
        var configuration = new DefaultValidatorConfiguration();
        configuration.setBeanIntrospector(introspector);
        return new Introspections(introspector, new DefaultValidator(configuration));
    }
}
