package dev.sonde.kernel.magic;

import dev.sonde.kernel.comm.Comm;
import dev.sonde.kernel.comm.Comms;
import dev.sonde.kernel.repl.CellCompiler;
import dev.sonde.kernel.repl.CellVariable;
import dev.sonde.kernel.session.CellOutcome;
import dev.sonde.kernel.session.EvaluationWatch;
import dev.sonde.suite.Model;
import java.util.List;
import java.util.stream.Collectors;

/** Frees the values of variables. */
final class ResetMagic {

    static final Magic MAGIC = new Magic(
            "reset",
            Magic.Form.LINE,
            "[NAME…]",
            MagicTakes.VARIABLES,
            "Frees the values of these variables, or of all, and closes the models among them.",
            """
            Using such a name afterwards is an error that says so, until a cell declares it again. Functions, classes
            and imports stay. A star stands for any letters: %reset res* frees the results of cells.""",
            List.of(),
            ResetMagic::run);

    private static final int LIMIT_NAMES = 10;

    private ResetMagic() {}

    private static CellOutcome run(MagicCall call) {
        CellCompiler compiler = call.state().session().compiler();
        List<CellVariable> all = compiler.variables();
        List<CellVariable> freed = call.words().isEmpty() ? all : VariableNames.pick(call.words(), all);
        CellOutcome outcome;
        try {
            closeComms(call, freed);
        } finally { // whatever the end of one throws
            outcome = free(call, compiler, freed);
        }
        return outcome;
    }

    private static CellOutcome free(MagicCall call, CellCompiler compiler, List<CellVariable> freed) {
        if (freed.isEmpty()) {
            System.out.println("No cell has declared a variable yet, so there is none to free.");
            return call.done();
        }
        freed.forEach(variable -> compiler.forget(variable.name()));
        long closed = freed.stream()
                .map(CellVariable::value)
                .filter(Model.class::isInstance)
                .map(Model.class::cast)
                .distinct()
                .filter(model -> compiler.variables().stream().noneMatch(left -> left.value() == model))
                .peek(Model::close)
                .count();
        System.out.println(told(freed, closed));
        return refuseUse(call, freed);
    }

    private static void closeComms(MagicCall call, List<CellVariable> freed) {
        Comms comms = call.state().session().comms();
        if (call.words().isEmpty()) {
            comms.reset();
        } else {
            List<CellVariable> left = call.state().session().compiler().variables().stream()
                    .filter(variable -> !freed.contains(variable))
                    .toList();
            comms.close(freed.stream()
                    .map(CellVariable::value)
                    .filter(Comm.class::isInstance)
                    .map(Comm.class::cast)
                    .filter(comm -> left.stream().noneMatch(variable -> variable.value() == comm))
                    .toList());
        }
    }

    private static String told(List<CellVariable> freed, long closed) {
        String names = freed.stream().limit(LIMIT_NAMES).map(CellVariable::name).collect(Collectors.joining(", "));
        String more = freed.size() > LIMIT_NAMES ? ", … (%,d in all)".formatted(freed.size()) : "";
        String models = closed == 0 ? "" : ", and closed %,d model%s".formatted(closed, closed == 1 ? "" : "s");
        return "Freed " + names + more + models + ".";
    }

    /** Declares each name anew, as something that must not be used. */
    private static CellOutcome refuseUse(MagicCall call, List<CellVariable> freed) {
        String code = freed.stream()
                .map(CellVariable::name)
                .map(name -> "@kotlin.Deprecated(\"'" + name + "' was freed by %reset. Run the cell that declares it"
                        + " again.\", level = kotlin.DeprecationLevel.ERROR) val `" + name + "`: kotlin.Nothing"
                        + " get() = throw kotlin.IllegalStateException()")
                .collect(Collectors.joining("\n"));
        return call.cell().kotlin(code, EvaluationWatch.NONE);
    }
}
