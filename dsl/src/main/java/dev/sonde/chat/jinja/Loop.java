package dev.sonde.chat.jinja;

import java.util.List;

/**
 * {@code for}.
 *
 * @param targets one name, or several that each item is spread over
 * @param filter which items count at all
 * @param otherwise what is written if none does
 */
record Loop(List<String> targets, Expression items, Expression filter, Statement body, Statement otherwise)
        implements Statement {

    /** {@code break} and {@code continue}; a plain exception without a stack, caught by the loop around it. */
    static final class Jump extends RuntimeException {
        private static final long serialVersionUID = 1L;
        static final Jump BREAK = new Jump();
        static final Jump CONTINUE = new Jump();

        private Jump() {
            super("outside of a loop", null, false, false);
        }
    }

    @Override
    public void render(Scope scope, StringBuilder out) {
        List<?> kept = Values.items(items.in(scope)).stream()
                .filter(item -> Values.truth(filter.in(bound(scope, item))))
                .toList();
        if (kept.isEmpty()) {
            otherwise.render(scope.inside(), out);
        }
        for (int i = 0; i < kept.size(); i++) {
            Scope turn = bound(scope, kept.get(i));
            turn.set("loop", new LoopState(kept, i));
            try {
                body.render(turn, out);
            } catch (Jump jump) {
                if (jump == Jump.BREAK) {
                    return;
                }
            }
        }
    }

    private Scope bound(Scope scope, Object item) {
        Scope inside = scope.inside();
        Assignment.spread(targets, item, inside);
        return inside;
    }
}
