package io.lintel.server.connectors;

import io.lintel.server.settings.Mistakes;
import io.lintel.server.settings.Node;
import io.lintel.server.settings.Place;
import io.lintel.server.settings.Section;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.reflect.exception.InstantiationException;
import io.micronaut.core.type.Argument;
import jakarta.validation.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Makes one record, and the records in it, from keys and values, by what Micronaut's introspection knows of
/// it.
final class RecordBinding {

    private final Introspections introspections;
    private final Mistakes mistakes;
    private final Values values;

    RecordBinding(Introspections introspections, Mistakes mistakes) {
        this.introspections = introspections;
        this.mistakes = mistakes;
        this.values = new Values(this, introspections.introspector(), mistakes);
    }

    /// The record, or null if there were mistakes.
    <T> @Nullable T bind(Class<T> type, Node.Mapping mapping) {
        var before = mistakes.size();
        var introspection = introspections.introspector().getIntrospection(type);
        var bound = components(introspection, mapping);
        if (bound == null) {
            return null;
        }
        // Once more as a whole, for rules that concern more than one component.
        for (var violation : introspections.violations(bound, introspection)) {
            mistakes.add(at(mapping, violation.getPropertyPath()), violation.getMessage());
        }
        return mistakes.size() == before ? bound : null;
    }

    /// The record without the rules that concern the whole of it.
    <T> @Nullable T components(BeanIntrospection<T> type, Node.Mapping mapping) {
        var before = mistakes.size();
        return Section.<@Nullable T>read(mapping, mistakes, section -> {
            var components = Arrays.stream(type.getConstructorArguments())
                    .map(component -> component(type, component, section))
                    .toArray();
            return mistakes.size() == before ? instantiate(type, components, section.place()) : null;
        });
    }

    private @Nullable Object component(BeanIntrospection<?> type, Argument<?> component, Section section) {
        var before = mistakes.size();
        var key = KeySpelling.of(component.getName());
        var node = section.find(key);
        var written = node != null && !isAbsent(node, component);
        var value = node != null && written ? values.of(node, component) : missing(component, section.place(key));
        if (mistakes.size() == before) {
            for (var violation : introspections.violations(type, component, value)) {
                mistakes.add(
                        below(section.place(key), node, violation.getPropertyPath()),
                        written ? violation.getMessage() : "is missing (" + violation.getMessage() + ")");
            }
        }
        return value;
    }

    /// Empty text is the same as nothing, except that it switches a default text off.
    private static boolean isAbsent(Node node, Argument<?> component) {
        return node instanceof Node.Scalar scalar
                && scalar.text().isEmpty()
                && !(component.getType().equals(String.class)
                        && component.getAnnotationMetadata().hasAnnotation(Bindable.class));
    }

    private @Nullable Object missing(Argument<?> component, Place place) {
        var otherwise = component.getAnnotationMetadata().stringValue(Bindable.class, "defaultValue");
        if (otherwise.isPresent()) {
            return values.ofDefault(otherwise.get(), component, place);
        }
        return component.isNullable() ? null : values.empty(component, place);
    }

    private <T> @Nullable T instantiate(BeanIntrospection<T> type, @Nullable Object[] components, Place place) {
        try {
            return type.instantiate(components);
        } catch (IllegalArgumentException refused) {
            mistakes.add(place, String.valueOf(refused.getMessage()));
        } catch (InstantiationException refused) {
            if (!(refused.getCause() instanceof IllegalArgumentException cause)) {
                throw refused;
            }
            mistakes.add(place, String.valueOf(cause.getMessage()));
        }
        return null;
    }

    /// Where the value stands that a path from the whole record leads to.
    private static Place at(Node.Mapping mapping, Path path) {
        Node node = mapping;
        var place = mapping.place();
        for (var step : path) {
            node = element(node, step.getIndex());
            if (step.getName() != null && node instanceof Node.Mapping keys) {
                place = keys.place().key(KeySpelling.of(step.getName()));
                node = keys.find(step.getName());
            }
            place = node == null ? place : node.place();
        }
        return place;
    }

    /// Where the element stands that a path from one component leads to.
    private static Place below(Place component, @Nullable Node node, Path path) {
        for (var step : path) {
            node = element(node, step.getIndex());
        }
        return node == null ? component : node.place();
    }

    private static @Nullable Node element(@Nullable Node node, @Nullable Integer index) {
        return index != null
                        && node instanceof Node.Sequence list
                        && index < list.items().size()
                ? list.items().get(index)
                : node;
    }
}
