package dev.sonde.chat.jinja;

import java.util.List;

/**
 * A macro where it is defined.
 *
 * @param defaults one for each parameter; {@link Undefined} where there is none
 */
record Macro(String name, List<String> parameters, List<Expression> defaults, Statement body) implements Statement {
    private static final int DEEPEST = 100;

    @Override
    public void render(Scope scope, StringBuilder out) {
        int[] depth = {0};
        scope.set(name, (Callable) arguments -> {
            if (++depth[0] > DEEPEST) {
                throw JinjaException.of("the macro '" + name + "' calls itself more than " + DEEPEST + " times deep");
            }
            String text = call(scope.inside(), arguments);
            depth[0]--;
            return text;
        });
    }

    private String call(Scope inside, Arguments arguments) {
        List<Object> given =
                new Arguments(name, arguments.positional(), arguments.named()).bind(parameters.toArray(String[]::new));
        for (int i = 0; i < parameters.size(); i++) {
            Object value = given.get(i);
            inside.set(
                    parameters.get(i),
                    value instanceof Undefined ? defaults.get(i).in(inside) : value);
        }
        var text = new StringBuilder();
        body.render(inside, text);
        return text.toString();
    }
}
