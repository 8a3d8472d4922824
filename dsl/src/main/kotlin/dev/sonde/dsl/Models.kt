package dev.sonde.dsl

import dev.sonde.backend.ModelSource
import dev.sonde.cache.StorePlace
import dev.sonde.suite.Model
import java.util.Optional
import java.util.function.Consumer

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
 * @param dtype of the weights in memory: `fp32`; `bf16` or `fp16` as the file has them, half the room for some time; `auto`: fp32
 *   where that fits. Computed is in fp32 with each: the results are the same
 * @param device `auto` (a GPU where there is one), `cpu` or `cuda`
 * @param cache folder in which answers are kept for later runs, relative to the notebook; `off` keeps them in memory; null
 *   is `SONDE_CACHE`, or `sonde` in your cache folder. At most 4 GiB; see [dev.sonde.cache.DiskStore]
 * @throws dev.sonde.backend.BackendException naming file, tensor and remedy, before anything is computed
 */
fun hf(
    base: String,
    adapter: String? = null,
    dtype: String = "auto",
    device: String = "auto",
    cache: String? = null,
): Model {
    val source = ModelSource("hf", base, Optional.ofNullable(adapter), dtype, device, SondeSession.directory)
    val warn = Consumer<String> { System.err.println(it) }
    val store =
        if (cache == null) {
            StorePlace.storeFor(source, warn)
        } else {
            StorePlace.store(StorePlace.named(cache).map { SondeSession.directory.resolve(it) }, warn)
        }
    return Model.load(source, store)
}

/**
 * A model on an OpenAI-compatible completion server, such as vLLM with `--enable-lora --lora-modules tuned=path`: base and
 * adapter are asked for by name. The server gives its best tokens only, so that divergences are lower bounds, and neither
 * another strength of the adapter nor null adapters; probes that need these are skipped.
 *
 * @param url such as `http://localhost:8000/v1`; nothing else is contacted, redirects are not followed
 * @param base the model's name on the server
 * @param adapter the adapter's name there; null for the base model alone
 * @param keyVariable the environment variable that holds the server's key, never the key itself; null for none
 * @param concurrency requests under way at one time
 * @param topK tokens of a distribution that the server gives at most (vLLM: `--max-logprobs`, 20 unless set)
 * @param options others by their names in suite files: `retries`, `timeout_seconds`, `connect_timeout_seconds`, `dialect`,
 *   `revision`
 * @throws dev.sonde.backend.BackendException if the server cannot be reached, or has not these models
 */
fun http(
    url: String,
    base: String,
    adapter: String? = null,
    keyVariable: String? = null,
    concurrency: Int = 8,
    topK: Int = 20,
    options: Map<String, String> = emptyMap(),
): Model {
    var source =
        ModelSource
            .http(url, base, Optional.ofNullable(adapter))
            .withOption("concurrency", concurrency.toString())
            .withOption("top_k", topK.toString())
    keyVariable?.let { source = source.withOption("key_variable", it) }
    options.forEach { (key, value) -> source = source.withOption(key, value) }
    return Model.load(source)
}

/** A made-up model of [seed]: answers at once, for tests and for teaching how a probe behaves. */
fun dummyModel(seed: Long = 0): Model = open("dummy", "dummy-$seed", "dummy", "auto", "auto")

private fun open(
    kind: String,
    base: String,
    adapter: String?,
    dtype: String,
    device: String,
): Model = Model.load(ModelSource(kind, base, Optional.ofNullable(adapter), dtype, device, SondeSession.directory))
