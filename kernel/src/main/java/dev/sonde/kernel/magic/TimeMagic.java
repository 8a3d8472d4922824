package dev.sonde.kernel.magic;

import dev.sonde.kernel.session.CellOutcome;
import dev.sonde.kernel.session.RunningCell;
import java.util.List;

/** Says how long code takes. */
final class TimeMagic {

    static final Magic MAGIC = new Magic(
            "time",
            Magic.Form.BOTH,
            "EXPRESSION",
            MagicTakes.KOTLIN,
            "Runs code and says how long it took: wall and CPU time, forward passes, cache hits.",
            "The time to compile is not counted. CPU is that of all threads together.",
            List.of(),
            TimeMagic::run);

    private TimeMagic() {}

    private static CellOutcome run(MagicCall call) {
        var watch = new Stopwatch();
        CellOutcome outcome = call.text().body().isPresent() ? below(call, watch) : behind(call, watch);
        if (!watch.measured().isEmpty()) {
            System.out.println(watch.measured());
        }
        return outcome;
    }

    private static CellOutcome behind(MagicCall call, Stopwatch watch) {
        MagicText.Call text = call.text();
        if (text.rest().isEmpty()) {
            throw new MagicException("%time needs an expression: %time listOf(1, 2). For a whole cell write %%time.");
        }
        String padding = "\n".repeat(text.line() - 1) + " ".repeat(text.restColumn() - 1);
        return call.cell().kotlin(padding + text.rest(), watch);
    }

    private static CellOutcome below(MagicCall call, Stopwatch watch) {
        MagicText.Call text = call.text();
        if (!text.rest().isEmpty()) {
            throw new MagicException(
                    "%%time takes the code below it. For one line write %time {code}.".replace("{code}", text.rest()));
        }
        RunningCell cell = call.cell();
        return cell.kotlin("\n".repeat(text.line()) + text.body().orElse(""), watch);
    }
}
