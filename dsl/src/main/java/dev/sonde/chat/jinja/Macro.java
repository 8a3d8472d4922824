package dev.sonde.chat.jinja;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A macro where it is defined. */
record Macro(String name, Parameters parameters, Statement body) implements Statement {
    private static final int DEEPEST = 100;

    /**
     * What a macro takes.
     *
     * @param defaults one for each name; {@link Undefined} where there is none
     */
    record Parameters(List<String> names, List<Expression> defaults) {
        static final Parameters NONE = new Parameters(List.of(), List.of());
    }

    /** A macro as a value. */
    private static final class Bound implements Callable {
        private final Macro macro;
        private final Scope scope;
        private int depth;

        Bound(Macro macro, Scope scope) {
            this.macro = macro;
            this.scope = scope;
        }

        @Override
        public Object call(Arguments arguments) {
            if (++depth > DEEPEST) {
                throw JinjaException.of(
                        "the macro '" + macro.name + "' calls itself more than " + DEEPEST + " times deep");
            }
            String text = macro.call(scope.inside(), arguments);
            depth--;
            return text;
        }
    }

    @Override
    public void render(Scope scope, StringBuilder out) {
        scope.set(name, new Bound(this, scope));
    }

    /** The arguments that a function is called with: a macro is handed the {@code call} block around it. */
    static Arguments handed(Callable function, Arguments arguments, Scope scope) {
        return function instanceof Bound ? arguments.withCaller(scope.get(Arguments.CALLER)) : arguments;
    }

    private String call(Scope inside, Arguments arguments) {
        Map<String, Object> named = new LinkedHashMap<>(arguments.named());
        Object caller = named.remove("caller");
        if (caller != null) {
            inside.set("caller", caller);
        }
        List<Object> given = new Arguments(name, arguments.positional(), named)
                .bind(parameters.names().toArray(String[]::new));
        for (int i = 0; i < given.size(); i++) {
            Object value = given.get(i);
            inside.set(
                    parameters.names().get(i),
                    value instanceof Undefined ? parameters.defaults().get(i).in(inside) : value);
        }
        var text = new StringBuilder();
        body.render(inside, text);
        return text.toString();
    }
}
