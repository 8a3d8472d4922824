package dev.sonde.chat.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads text, {@code {{ }}} and {@code {% %}}. */
final class StatementParser {
    private static final Statement NOTHING = (scope, out) -> {};

    private final Tokens tokens;
    private final ExpressionParser expressions;
    private int loops;

    StatementParser(List<Token> tokens) {
        this.tokens = new Tokens(tokens);
        this.expressions = new ExpressionParser(this.tokens);
    }

    Statement template() {
        Statement all = until(Set.of());
        if (!tokens.at(Token.Kind.END)) {
            throw tokens.unexpected("the end of the template");
        }
        return all;
    }

    /** Statements up to a tag of one of these names, whose name is the next token then. */
    private Statement until(Set<String> ends) {
        List<Statement> statements = new ArrayList<>();
        while (!tokens.at(Token.Kind.END)) {
            int line = tokens.peek().line();
            Token token = tokens.next();
            if (token.kind() == Token.Kind.DATA) {
                statements.add((scope, out) -> out.append(token.text()));
            } else if (token.kind() == Token.Kind.PRINT_BEGIN) {
                Expression value = expressions.list();
                tokens.expect(Token.Kind.PRINT_END, "'}}'");
                statements.add(Block.at(line, (scope, out) -> out.append(Values.text(value.in(scope)))));
            } else if (ends.contains(tokens.peek().text())) {
                return new Block(statements);
            } else {
                statements.add(Block.at(line, statement()));
            }
        }
        if (!ends.isEmpty()) {
            throw tokens.unexpected("one of " + new java.util.TreeSet<>(ends));
        }
        return new Block(statements);
    }

    private Statement statement() {
        Token tag = tokens.expect(Token.Kind.NAME, "the name of a tag");
        return switch (tag.text()) {
            case "if" -> condition();
            case "for" -> loop();
            case "set" -> set();
            case "macro" -> macro();
            case "call" -> callBlock();
            case "break" -> jump(tag, Loop.Jump.BREAK);
            case "continue" -> jump(tag, Loop.Jump.CONTINUE);
            case "generation" -> {
                end();
                yield inner("endgeneration");
            }
            default -> throw JinjaException.at(tag.line(), "the tag '" + tag.text() + "' is not known");
        };
    }

    private void end() {
        tokens.expect(Token.Kind.BLOCK_END, "'%}'");
    }

    /** The statements up to {@code ending}, which is taken. */
    private Statement inner(String ending) {
        Statement body = until(Set.of(ending));
        tokens.name(ending);
        end();
        return body;
    }

    private Statement condition() {
        Expression condition = expressions.list();
        end();
        Statement then = until(Set.of("elif", "else", "endif"));
        Statement otherwise = NOTHING;
        if (tokens.takeName("elif")) {
            otherwise = condition();
        } else if (tokens.takeName("else")) {
            end();
            otherwise = inner("endif");
        } else {
            tokens.name("endif");
            end();
        }
        Statement last = otherwise;
        return (scope, out) -> (Values.truth(condition.in(scope)) ? then : last).render(scope, out);
    }

    private Statement loop() {
        List<String> targets = names("in");
        Expression items = expressions.loopList();
        Expression filter = tokens.takeName("if") ? expressions.expression() : Expression.of(true);
        if (tokens.atName("recursive")) {
            throw JinjaException.at(tokens.peek().line(), "recursive loops are not known");
        }
        end();
        loops++;
        Statement body = until(Set.of("else", "endfor"));
        loops--;
        Statement otherwise = NOTHING;
        if (tokens.takeName("else")) {
            end();
            otherwise = inner("endfor");
        } else {
            tokens.name("endfor");
            end();
        }
        return new Loop(targets, items, filter, body, otherwise);
    }

    private List<String> names(String before) {
        boolean bracketed = tokens.takeOperator("(");
        List<String> names = new ArrayList<>(List.of(tokens.name()));
        while (tokens.takeOperator(",")) {
            names.add(tokens.name());
        }
        if (bracketed) {
            tokens.operator(")");
        }
        if (!before.isEmpty()) {
            tokens.name(before);
        }
        return names;
    }

    private Statement jump(Token tag, Loop.Jump jump) {
        end();
        if (loops == 0) {
            throw JinjaException.at(tag.line(), "'" + tag.text() + "' outside of a loop");
        }
        return (scope, out) -> {
            throw jump;
        };
    }

    private Statement set() {
        List<String> targets = names("");
        boolean variable = targets.size() == 1 && tokens.takeOperator(".");
        String attribute = variable ? tokens.name() : "";
        Expression value = tokens.takeOperator("=") ? assigned() : written();
        return (scope, out) -> {
            if (variable) {
                Assignment.inNamespace(targets.get(0), attribute, value.in(scope), scope);
            } else {
                Assignment.spread(targets, value.in(scope), scope);
            }
        };
    }

    private Expression assigned() {
        Expression value = expressions.list();
        end();
        return value;
    }

    /** {@code {% set name %}...{% endset %}}. */
    private Expression written() {
        end();
        Statement body = inner("endset");
        return scope -> {
            var text = new StringBuilder();
            body.render(scope.inside(), text);
            return text.toString();
        };
    }

    private Statement macro() {
        return macro(tokens.name(), parameters(), "endmacro");
    }

    /** {@code {% call(parameters) macro(...) %}...{% endcall %}}: the macro can call what stands inside as {@code caller}. */
    private Statement callBlock() {
        Macro.Parameters parameters = tokens.atOperator("(") ? parameters() : Macro.Parameters.NONE;
        Expression call = expressions.expression();
        Statement caller = macro(Arguments.CALLER, parameters, "endcall");
        return (scope, out) -> {
            Scope inside = scope.inside();
            caller.render(inside, out);
            out.append(Values.text(call.in(inside)));
        };
    }

    private Statement macro(String name, Macro.Parameters parameters, String ending) {
        end();
        int around = loops;
        loops = 0;
        Statement body = inner(ending);
        loops = around;
        return new Macro(name, parameters, body);
    }

    private Macro.Parameters parameters() {
        List<String> names = new ArrayList<>();
        List<Expression> defaults = new ArrayList<>();
        tokens.operator("(");
        while (!tokens.takeOperator(")")) {
            String name = tokens.name();
            names.add(name);
            defaults.add(
                    tokens.takeOperator("=")
                            ? expressions.expression()
                            : Expression.of(new Undefined("'" + name + "'")));
            if (!tokens.atOperator(")")) {
                tokens.operator(",");
            }
        }
        return new Macro.Parameters(names, defaults);
    }
}
