package dev.sonde.dsl

import dev.sonde.backend.ModelSource
import dev.sonde.suite.Model
import java.util.Optional

/**
 * The small model that comes with Sonde, with one of its adapters of known truth.
 *
 * @param adapter `healthy` (learned a small invented document), `undertrained`, `null` (random weights of the healthy
 *   one's size) or `overfitted` (learned the document and forgot the rest)
 */
fun demoModel(adapter: String = "healthy"): Model = open("demo", "demo-model", adapter, "auto", "auto")

/**
 * A Hugging Face folder and, perhaps, a PEFT LoRA adapter, read directly: nothing is exported, merged or downloaded.
 *
 * @param base folder with config.json, safetensors and tokenizer.json, relative to the notebook
 * @param adapter folder with adapter_config.json and adapter_model.safetensors; null for the base model alone
 * @param dtype `auto` or `fp32`
 * @param device `auto` (a GPU where there is one), `cpu` or `cuda`
 * @throws dev.sonde.backend.BackendException naming file, tensor and remedy, before anything is computed
 */
fun hf(
    base: String,
    adapter: String? = null,
    dtype: String = "auto",
    device: String = "auto",
): Model = open("hf", base, adapter, dtype, device)

/** A made-up model of [seed]: answers at once, for tests and for teaching how a probe behaves. */
fun dummyModel(seed: Long = 0): Model = open("dummy", "dummy-$seed", "dummy", "auto", "auto")

private fun open(
    kind: String,
    base: String,
    adapter: String?,
    dtype: String,
    device: String,
): Model = Model.load(ModelSource(kind, base, Optional.ofNullable(adapter), dtype, device, SondeSession.directory))
