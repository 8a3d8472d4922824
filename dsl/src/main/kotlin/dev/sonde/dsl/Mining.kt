package dev.sonde.dsl

import dev.sonde.plot.MinedBars
import dev.sonde.plot.SondeFigure
import dev.sonde.probe.Divergence
import dev.sonde.suite.Model
import dev.sonde.suite.mine.MinedOutliers
import dev.sonde.suite.mine.MinedParaphrases
import dev.sonde.suite.mine.OutlierMiner
import dev.sonde.suite.mine.OutlierSettings
import dev.sonde.suite.mine.ParaphraseMiner
import dev.sonde.suite.mine.Rewordings
import dev.sonde.table.MinedTables
import tech.tablesaw.api.Table

/**
 * Which of these prompts does the adapter move most, and beyond what null adapters do? 2 + [nulls] forward passes a prompt.
 *
 * ```
 * val mined = model.mineOutliers(prompts)
 * mined.standingOut()                        // at 5 % for the whole pool
 * suite("Mined") { nullAdapter(); +mined.toDeltaKl("most moved", 8) }.run(model)
 * ```
 *
 * @param nulls null adapters that each prompt is compared with; 0 for none
 * @throws IllegalArgumentException if there is no prompt, or no adapter
 */
fun Model.mineOutliers(
    pool: Collection<String>,
    nulls: Int = OutlierSettings.DEFAULT.nulls(),
    divergence: Divergence = OutlierSettings.DEFAULT.divergence(),
    seed: Long = 0,
): MinedOutliers = OutlierMiner.mine(this, pool, OutlierSettings(nulls, divergence, seed))

/**
 * On which wordings of these prompts is the least left of what the adapter learned? Two forward passes a wording.
 *
 * ```
 * model.mineParaphrases("Question: Who built it?\nAnswer:" to " Odric Venn").toProbe("hard wordings", 3)
 * ```
 *
 * @param cases prompts with their answers
 * @param baseLoss how much less likely the answer may be to base after a wording, in nats a token
 * @throws IllegalArgumentException if there is no prompt, or no adapter
 */
fun Model.mineParaphrases(
    vararg cases: Pair<String, String>,
    baseLoss: Double = ParaphraseMiner.DEFAULT_BASE_LOSS,
): MinedParaphrases = ParaphraseMiner.mine(this, mapOf(*cases), baseLoss, Rewordings::of)

/** One row per prompt, the most moved first. */
fun MinedOutliers.table(): Table = MinedTables.prompts(this)

/** The first [k] prompts beside what null adapters do to them. */
fun MinedOutliers.plot(k: Int = 12): SondeFigure = MinedBars.of(this, k)

/** One row per wording, the hardest of each prompt first. */
fun MinedParaphrases.table(): Table = MinedTables.paraphrases(this)
