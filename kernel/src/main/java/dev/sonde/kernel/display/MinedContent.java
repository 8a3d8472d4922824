package dev.sonde.kernel.display;

import dev.sonde.plot.MinedBars;
import dev.sonde.suite.mine.MinedOutliers;
import dev.sonde.suite.mine.MinedParaphrases;
import dev.sonde.table.MinedTables;
import java.util.Map;

/** What miners found. */
final class MinedContent {
    private static final int SHOWN = 12;

    private MinedContent() {}

    static Map<String, Object> of(MinedOutliers mined) {
        return new Content()
                .title("Prompts that the adapter moves most")
                .text(mined.conclusion())
                .warnings(mined.dropped())
                .table(MinedTables.prompts(mined).first(SHOWN))
                .picture(MinedBars.of(mined, SHOWN))
                .bundle();
    }

    static Map<String, Object> of(MinedParaphrases mined) {
        return new Content()
                .title("Prompts in other words")
                .text(mined.conclusion())
                .warnings(mined.dropped())
                .table(MinedTables.paraphrases(mined).first(SHOWN))
                .bundle();
    }
}
