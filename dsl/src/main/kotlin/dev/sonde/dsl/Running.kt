package dev.sonde.dsl

import dev.sonde.suite.Model
import dev.sonde.suite.RunOptions
import dev.sonde.suite.Runner
import dev.sonde.suite.Suite
import dev.sonde.suite.SuiteResult
import java.util.Optional

/**
 * Runs the suite on [model], with live progress in a notebook.
 *
 * An interrupt keeps what is done: the result is returned with `complete == false`, and a second call goes on from there.
 *
 * @param trace file for one JSON line per use of an evaluation, relative to the notebook
 */
fun Suite.run(model: Model, trace: String? = null): SuiteResult {
    val file = Optional.ofNullable(trace?.let { SondeSession.directory.resolve(it) })
    return Runner.run(this, model, RunOptions(SondeSession.listener.get(), file))
}

/**
 * Runs a suite whose probes look at files only, without a model.
 *
 * @throws IllegalArgumentException naming the kind of a probe that needs a model
 */
fun Suite.run(): SuiteResult = Runner.run(this, RunOptions(SondeSession.listener.get(), Optional.empty()))
