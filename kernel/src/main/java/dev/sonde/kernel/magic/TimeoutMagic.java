package dev.sonde.kernel.magic;

import dev.sonde.kernel.session.CellOutcome;
import dev.sonde.kernel.session.CellSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Limits how long cells may take. */
final class TimeoutMagic {

    static final Magic MAGIC = new Magic(
            "timeout",
            Magic.Form.LINE,
            "[SECONDS|off]",
            MagicTakes.WORDS,
            "Interrupts this cell and every later one that takes longer; 'off' lifts the limit.",
            """
            %timeout 30 is thirty seconds; 500ms, 30s, 5m and 1h work too. Without a value it says the limit.
            With --once the limit is for the rest of this cell only.
            SONDE_TIMEOUT in the kernel's environment sets the limit from the start.""",
            List.of(new MagicOption("--once", "For this cell only.")),
            TimeoutMagic::run);

    private TimeoutMagic() {}

    private static CellOutcome run(MagicCall call) {
        CellSession session = call.state().session();
        Optional<String> word = call.word();
        if (word.isEmpty()) {
            System.out.println(session.cellLimit()
                    .map(limit -> "Each cell may take %s.".formatted(Stopwatch.duration(limit.toNanos())))
                    .orElse("Cells may take as long as they like."));
        } else if (word.get().equals("off")) {
            session.limitCells(Optional.empty());
            call.cell().lift();
        } else {
            Duration limit = TimeLimit.of(word.get());
            if (!call.has("--once")) {
                session.limitCells(Optional.of(limit));
            }
            call.cell().limit(limit);
        }
        return call.done();
    }
}
