package io.lintel.oauth2;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/// The scopes of a request or a grant, in the order they were asked for, each once.
public record Scopes(List<Scope> values) {

    public Scopes {
        values = List.copyOf(new LinkedHashSet<>(values));
    }

    public static Scopes of(Scope... scopes) {
        return new Scopes(List.of(scopes));
    }

    /// Reads a space-delimited list; the empty text is no scope.
    public static Scopes parse(String text) {
        var scopes = new ArrayList<Scope>();
        for (var part : text.split(" ", -1)) {
            if (!part.isEmpty()) {
                scopes.add(new Scope(part));
            }
        }
        return new Scopes(scopes);
    }

    public boolean contains(Scope scope) {
        return values.contains(scope);
    }

    public boolean containsAll(Scopes others) {
        return values.containsAll(others.values);
    }

    public Scopes without(Scope scope) {
        return new Scopes(values.stream().filter(each -> !each.equals(scope)).toList());
    }

    public Scopes without(Collection<Scope> scopes) {
        return new Scopes(values.stream().filter(each -> !scopes.contains(each)).toList());
    }

    /// The clients named by audience scopes, in order.
    public List<ClientId> audiences() {
        return values.stream().flatMap(scope -> scope.audience().stream()).toList();
    }

    /// As in `scope`: delimited by spaces.
    @Override
    public String toString() {
        return values.stream().map(Scope::value).collect(Collectors.joining(" "));
    }
}
