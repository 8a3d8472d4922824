package dev.sonde.table;

import dev.sonde.suite.mine.MinedCase;
import dev.sonde.suite.mine.MinedOutliers;
import dev.sonde.suite.mine.MinedParaphrase;
import dev.sonde.suite.mine.MinedParaphrases;
import dev.sonde.suite.mine.MinedPrompt;
import java.util.OptionalDouble;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What miners found, as tables. */
public final class MinedTables {
    private MinedTables() {}

    /** One row per prompt, in the order of the find; p is adjusted over the pool. */
    public static Table prompts(MinedOutliers mined) {
        StringColumn prompt = StringColumn.create("prompt");
        DoubleColumn shift = DoubleColumn.create("shift (nats)");
        DoubleColumn nulls = DoubleColumn.create("null median");
        DoubleColumn over = DoubleColumn.create("times null");
        DoubleColumn p = DoubleColumn.create("p adjusted");
        StringColumn base = StringColumn.create("base says");
        StringColumn tuned = StringColumn.create("tuned says");
        for (MinedPrompt each : mined.ranked()) {
            prompt.append(each.prompt());
            shift.append(each.shift());
            append(nulls, each.nullMedian());
            append(over, each.overNull());
            append(p, each.pAdjusted());
            base.append(each.base());
            tuned.append(each.tuned());
        }
        return Table.create("mined prompts", prompt, shift, nulls, over, p, base, tuned);
    }

    /** One row per rewording, the hardest of each prompt first. */
    public static Table paraphrases(MinedParaphrases mined) {
        StringColumn prompt = StringColumn.create("prompt");
        StringColumn rewording = StringColumn.create("rewording");
        DoubleColumn lift = DoubleColumn.create("gain (nats per token)");
        DoubleColumn gap = DoubleColumn.create("less than the prompt's by");
        DoubleColumn base = DoubleColumn.create("base (nats per token)");
        StringColumn refused = StringColumn.create("refused because");
        for (MinedCase each : mined.cases()) {
            for (MinedParaphrase candidate : each.candidates()) {
                prompt.append(each.prompt());
                rewording.append(candidate.text());
                lift.append(candidate.lift());
                gap.append(candidate.gap());
                base.append(candidate.baseNats());
                refused.append(candidate.refused().orElse(""));
            }
        }
        return Table.create("mined paraphrases", prompt, rewording, lift, gap, base, refused);
    }

    private static void append(DoubleColumn column, OptionalDouble value) {
        if (value.isPresent()) {
            column.append(value.getAsDouble());
        } else {
            column.appendMissing();
        }
    }
}
