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
            Magic.Form.BOTH,
            "[SECONDS|off]",
            MagicTakes.WORDS_ABOVE_KOTLIN,
            "Interrupts this cell and every later one that takes longer; %%timeout this cell alone.",
            """
            %timeout 30 is thirty seconds; 500ms, 30s, 5m and 1h work too. Without a value it says the limit; 'off' lifts it.
            %%timeout 30 on the first line is for this cell alone, whatever the limit of the others.
            With --once the limit is for the rest of this cell only.
            SONDE_TIMEOUT in the kernel's environment sets the limit from the start.""",
            List.of(new MagicOption("--once", "For this cell only.")),
            TimeoutMagic::run);

    private TimeoutMagic() {}

    private static CellOutcome run(MagicCall call) {
        CellSession session = call.state().session();
        Optional<String> word = call.word();
        if (call.text().body().isPresent()) {
            return below(call);
        }
        if (word.isEmpty()) {
            System.out.println(session.cellLimit()
                    .map(limit -> "Each cell may take %s.".formatted(Stopwatch.duration(limit.toNanos())))
                    .orElse("Cells may take as long as they like."));
        } else if (word.get().equals("off")) {
            session.limitCells(Optional.empty());
            call.cell().lift();
        } else {
            Duration limit = TimeLimit.of(word.get());
            call.cell().limit(limit);
            if (!call.has("--once")) {
                session.limitCells(Optional.of(limit));
                System.out.println("This cell and each later one may take %s. %%%%timeout limits one cell alone."
                        .formatted(Stopwatch.duration(limit.toNanos())));
            }
        }
        return call.done();
    }

    /** The limit of the session stays; it is that of the next cell. */
    private static CellOutcome below(MagicCall call) {
        String limit = call.requiredWord();
        MagicText.Call text = call.text();
        String code = text.body().orElse("");
        if (code.isBlank()) {
            throw new MagicException(
                    "%%%%timeout limits the lines below it. For all cells write %%timeout %s.".formatted(limit));
        }
        if (limit.equals("off")) {
            call.cell().lift();
        } else {
            call.cell().limit(TimeLimit.of(limit));
        }
        return call.cell().below("\n".repeat(text.line()) + code);
    }
}
