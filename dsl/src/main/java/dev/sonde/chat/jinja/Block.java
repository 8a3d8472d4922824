package dev.sonde.chat.jinja;

import java.util.List;

/** Statements one after the other. */
record Block(List<Statement> statements) implements Statement {
    @Override
    public void render(Scope scope, StringBuilder out) {
        statements.forEach(statement -> statement.render(scope, out));
    }

    /** {@code statement}, with errors that name its line. */
    static Statement at(int line, Statement statement) {
        return (scope, out) -> {
            try {
                statement.render(scope, out);
            } catch (JinjaException e) {
                throw e.in(line);
            }
        };
    }
}
