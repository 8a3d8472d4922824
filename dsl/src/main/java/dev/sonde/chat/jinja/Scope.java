package dev.sonde.chat.jinja;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The variables that can be seen at one place; a scope inside hides those outside and goes away with its block. */
final class Scope {
    private final Optional<Scope> outside;
    private final Map<String, Object> variables = new HashMap<>();

    private Scope(Optional<Scope> outside) {
        this.outside = outside;
    }

    static Scope of(Map<String, Object> variables) {
        var scope = new Scope(Optional.empty());
        scope.variables.putAll(variables);
        return scope;
    }

    Scope inside() {
        return new Scope(Optional.of(this));
    }

    Object get(String name) {
        Object value = variables.get(name);
        if (value != null) {
            return value;
        }
        return outside.map(scope -> scope.get(name)).orElseGet(() -> new Undefined("'" + name + "'"));
    }

    void set(String name, Object value) {
        variables.put(name, value);
    }
}
