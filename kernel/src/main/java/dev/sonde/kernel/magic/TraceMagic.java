package dev.sonde.kernel.magic;

import dev.sonde.kernel.display.CellDisplay;
import dev.sonde.kernel.session.CellOutcome;
import dev.sonde.suite.SuiteResult;
import java.util.List;

/** Shows how the evaluations of the last suite were served. */
final class TraceMagic {

    static final Magic MAGIC = new Magic(
            "trace",
            Magic.Form.LINE,
            "",
            MagicTakes.NOTHING,
            "Shows the hit rates of the suite that ran last, by probe and by view.",
            "The same as result.trace() of its result.",
            List.of(),
            TraceMagic::run);

    private TraceMagic() {}

    private static CellOutcome run(MagicCall call) {
        SuiteResult latest = SuiteRecord.latest()
                .orElseThrow(() -> new MagicException("No suite has run yet. suite { … }.run(model) runs one."));
        System.out.println(latest.title());
        CellDisplay.current().display(latest.trace());
        return call.done();
    }
}
