package dev.sonde.kernel.magic;

import dev.sonde.kernel.display.ValueRenderer;
import dev.sonde.kernel.library.LibraryPlace;
import dev.sonde.kernel.session.CellInterpreter;
import dev.sonde.kernel.session.CellOutcome;
import dev.sonde.kernel.session.CellSession;
import dev.sonde.kernel.session.EvaluationWatch;
import dev.sonde.kernel.session.RunningCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs cells that hold magics.
 *
 * <ol>
 *   <li>The cell is taken apart. An unknown magic or option is its error, and nothing of it has run.
 *   <li>Its pieces run from top to bottom, Kotlin and magics in turn; a piece that fails ends the cell.
 *   <li>The last piece's value is the cell's.
 * </ol>
 */
public final class MagicInterpreter implements CellInterpreter {

    private final MagicRegistry registry;
    private final MagicState state;
    private final StartSettings start;

    MagicInterpreter(MagicRegistry registry, MagicState state, StartSettings start) {
        this.registry = registry;
        this.state = state;
        this.start = start;
    }

    /** A session with Kotlin cells that see the DSL and may hold magics; begins as the environment asks. */
    public static CellSession session(ValueRenderer renderer) {
        return session(renderer, LibraryPlace.standard(), System.getenv());
    }

    static CellSession session(ValueRenderer renderer, LibraryPlace place, Map<String, String> environment) {
        CellSession session = CellSession.kotlin(renderer);
        var state = new MagicState(session, place);
        var start = new StartSettings(environment);
        start.apply(state);
        session.interpretWith(new MagicInterpreter(MagicRegistry.standard(), state, start));
        return session;
    }

    private interface Step {
        CellOutcome run() throws Exception;
    }

    @Override
    public CellOutcome interpret(RunningCell cell) throws Exception {
        start.begin(cell);
        MagicText text = MagicText.of(cell.code());
        if (!text.hasMagics()) {
            return cell.kotlin();
        }
        var steps = new ArrayList<Step>();
        for (MagicText.Part part : text.parts()) {
            if (part instanceof MagicText.Kotlin kotlin) {
                steps.add(() -> cell.kotlin(kotlin.padded(), EvaluationWatch.NONE));
            } else {
                var call = (MagicText.Call) part;
                try {
                    MagicCall prepared = prepare(call, cell);
                    steps.add(() -> run(prepared));
                } catch (MagicException wrong) {
                    return failed(cell, call, wrong);
                }
            }
        }
        return run(cell, steps);
    }

    private static CellOutcome run(RunningCell cell, List<Step> steps) throws Exception {
        CellOutcome outcome = new CellOutcome.Done(cell.number());
        for (Step step : steps) {
            outcome = step.run();
            if (outcome instanceof CellOutcome.Failed) {
                return outcome;
            }
        }
        return outcome;
    }

    private static CellOutcome run(MagicCall call) throws Exception {
        try {
            return call.magic().action().run(call);
        } catch (MagicException wrong) {
            return failed(call.cell(), call.text(), wrong);
        }
    }

    private MagicCall prepare(MagicText.Call call, RunningCell cell) {
        Magic magic = registry.require(call);
        if (magic.takes() == MagicTakes.KOTLIN) {
            return new MagicCall(magic, call, Set.of(), List.of(), cell, state);
        }
        var options = new TreeSet<String>();
        var words = new ArrayList<String>();
        List<String> known = magic.options().stream().map(MagicOption::name).toList();
        for (String word : MagicWords.of(call.rest())) {
            if (!word.startsWith("-") || word.equals("-")) {
                words.add(word);
            } else if (known.contains(word)) {
                options.add(word);
            } else {
                throw unknownOption(magic, call, word, known);
            }
        }
        if (magic.takes() == MagicTakes.NOTHING && !words.isEmpty()) {
            throw new MagicException("%s takes nothing, got '%s'.".formatted(call.shownName(), call.rest()));
        }
        return new MagicCall(magic, call, options, words, cell, state);
    }

    private static MagicException unknownOption(Magic magic, MagicText.Call call, String word, List<String> known) {
        String there = known.isEmpty() ? "It has none." : "It has " + String.join(", ", known) + ".";
        return new MagicException("%s has no option '%s'. %s %%help %s says more."
                .formatted(call.shownName(), word, there, magic.name()));
    }

    private static CellOutcome failed(RunningCell cell, MagicText.Call call, MagicException wrong) {
        int width = call.shownName().length();
        return cell.failed("MagicError", String.valueOf(wrong.getMessage()), call.line(), call.column(), width);
    }
}
