package dev.sonde.dsl

import dev.sonde.probe.gradientghost.GradientGhostEvidence
import dev.sonde.probe.gradientghost.GradientGhostSpec
import dev.sonde.suite.SuiteResult
import java.util.Optional

/**
 * Was the adapter trained at all, as far as its files tell? No forward pass, no model.
 *
 * ```
 * val ghost = gradientGhost("trained?") { adapterPath = "runs/v3" }
 * suite("Files") { +ghost }.run()
 * ```
 *
 * @throws IllegalArgumentException if a threshold is out of its range
 */
fun gradientGhost(name: String, describe: GradientGhostBuilder.() -> Unit = {}): GradientGhostSpec =
    GradientGhostBuilder(name).apply(describe).build()

/** Adds a [gradientGhost] and returns it: the typed key of its result. */
fun SuiteBuilder.gradientGhost(name: String, describe: GradientGhostBuilder.() -> Unit = {}): GradientGhostSpec =
    add(GradientGhostBuilder(name).apply(describe).build())

/** The result of a [gradientGhost], with its evidence typed. */
operator fun SuiteResult.get(spec: GradientGhostSpec): Finding<GradientGhostEvidence> = finding(spec.name)

/** The words inside `gradientGhost { … }`. */
@SondeDsl
class GradientGhostBuilder internal constructor(
    private val name: String,
) {
    /** Folder of the adapter, relative to the notebook; null: that of the model under test. */
    var adapterPath: String? = null

    /** Fewest steps of a training, where a file tells them. */
    var minStepsThreshold: Int = GradientGhostSpec.DEFAULT_MIN_STEPS

    /** How many times as much as noise alone the gradients of a layer may point one way. */
    var undertrainedLayerRatio: Double = GradientGhostSpec.DEFAULT_LAYER_RATIO

    /** Largest share of layers without a real update. */
    var layerFailureFrac: Double = GradientGhostSpec.DEFAULT_FAILURE_FRAC

    internal fun build() =
        GradientGhostSpec(
            name,
            Optional.ofNullable(adapterPath),
            minStepsThreshold,
            undertrainedLayerRatio,
            layerFailureFrac,
            SondeSession.directory,
        )
}
