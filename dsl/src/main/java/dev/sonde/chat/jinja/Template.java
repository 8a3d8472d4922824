package dev.sonde.chat.jinja;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A template that has been read; safe to render from several threads. */
public final class Template {
    private final Statement statements;

    private Template(Statement statements) {
        this.statements = statements;
    }

    /**
     * Reads a template.
     *
     * @throws JinjaException naming the line, if anything in it is not known here
     */
    public static Template of(String source) {
        try {
            return new Template(new StatementParser(Lexer.tokens(source)).template());
        } catch (StackOverflowError e) {
            throw tooDeep();
        }
    }

    /**
     * The text of the template.
     *
     * @param variables texts, numbers, truth values, lists and maps of these; {@link None#NONE} for Python's None
     * @param now what {@code strftime_now} writes
     * @throws JinjaException naming the line, or saying what the template itself says
     */
    public String render(Map<String, ?> variables, LocalDateTime now) {
        var all = new LinkedHashMap<String, Object>(Functions.all(now));
        variables.forEach((name, value) -> all.put(name, plain(value)));
        var out = new StringBuilder();
        try {
            statements.render(Scope.of(all), out);
        } catch (StackOverflowError e) {
            throw tooDeep();
        }
        return out.toString();
    }

    private static JinjaException tooDeep() {
        return JinjaException.of("it is nested too deeply, or a macro calls itself without an end");
    }

    /** The same value with the number types that templates know. */
    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<Object, Object>();
            map.forEach((key, entry) -> copy.put(key, plain(entry)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Template::plain).toList();
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Float number) {
            return number.doubleValue();
        }
        if (value instanceof String
                || value instanceof Long
                || value instanceof Double
                || value instanceof Boolean
                || value == None.NONE) {
            return value;
        }
        throw JinjaException.of("a template cannot be given a value of " + value.getClass());
    }
}
