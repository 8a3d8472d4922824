package dev.sonde.chat.jinja;

import java.util.List;

/** Where {@code set} and {@code for} put values. */
final class Assignment {
    private Assignment() {}

    /** Sets one name, or each of several to its item. */
    static void spread(List<String> names, Object value, Scope scope) {
        if (names.size() == 1) {
            scope.set(names.get(0), value);
            return;
        }
        List<?> values = Values.items(value);
        if (values.size() != names.size()) {
            throw JinjaException.of(values.size() + " values cannot be spread over " + names);
        }
        for (int i = 0; i < names.size(); i++) {
            scope.set(names.get(i), values.get(i));
        }
    }

    /** Sets a variable of a namespace. */
    static void inNamespace(String namespace, String name, Object value, Scope scope) {
        if (!(scope.get(namespace) instanceof Namespace own)) {
            throw JinjaException.of("'" + namespace + "' is not a namespace, so '" + name + "' of it cannot be set");
        }
        own.variables().put(name, value);
    }
}
