package dev.sonde.dsl

import dev.sonde.probe.trainingdrift.TrainingDriftEvidence
import dev.sonde.probe.trainingdrift.TrainingDriftSpec
import dev.sonde.suite.SuiteResult
import java.util.Optional

/**
 * Did the training go well, as far as its log tells? No forward pass, no model.
 *
 * ```
 * trainingDrift("log") { storePath = "runs/v3" }   // logs/train-*.jsonl, or trainer_state.json
 * ```
 *
 * @throws IllegalArgumentException if a threshold is out of its range
 */
fun trainingDrift(name: String, describe: TrainingDriftBuilder.() -> Unit = {}): TrainingDriftSpec =
    TrainingDriftBuilder(name).apply(describe).build()

/** Adds a [trainingDrift] and returns it: the typed key of its result. */
fun SuiteBuilder.trainingDrift(name: String, describe: TrainingDriftBuilder.() -> Unit = {}): TrainingDriftSpec =
    add(TrainingDriftBuilder(name).apply(describe).build())

/** The result of a [trainingDrift], with its evidence typed. */
operator fun SuiteResult.get(spec: TrainingDriftSpec): Finding<TrainingDriftEvidence> = finding(spec.name)

/** The words inside `trainingDrift { … }`. */
@SondeDsl
class TrainingDriftBuilder internal constructor(
    private val name: String,
) {
    /** Where the log is, relative to the notebook; null: the folder of the adapter under test. */
    var storePath: String? = null

    /** Fewest logged steps; with fewer the probe is skipped. */
    var minSteps: Int = TrainingDriftSpec.DEFAULT_STEPS

    /** How many steps the trend, the beginning and the end are taken over. */
    var rollingWindow: Int = TrainingDriftSpec.DEFAULT_STEPS

    /** From how many standard deviations above the trend on a loss may be called a spike. */
    var spikeSigma: Double = TrainingDriftSpec.DEFAULT_SPIKE_SIGMA

    /** Smallest smoothness that passes. */
    var assertSmoothnessGte: Double = TrainingDriftSpec.DEFAULT_SHARE

    /** Largest loss at the end, as a share of that at the beginning. */
    var assertConvergenceRatioLte: Double = TrainingDriftSpec.DEFAULT_SHARE

    /** Most spikes that pass. */
    var assertInstabilityEventsLte: Int = 0

    internal fun build() =
        TrainingDriftSpec(
            name,
            Optional.ofNullable(storePath),
            minSteps,
            rollingWindow,
            spikeSigma,
            assertSmoothnessGte,
            assertConvergenceRatioLte,
            assertInstabilityEventsLte,
            SondeSession.directory,
        )
}
