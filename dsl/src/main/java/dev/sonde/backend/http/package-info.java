/**
 * Models behind OpenAI-compatible completion servers, vLLM above all: base and LoRA adapter side by side by name.
 *
 * <p>Decided here: nothing is contacted but the URL that the user gives; redirects are not followed; the key comes from
 * an environment variable that the user names, and stays in {@link dev.sonde.backend.http.ApiKey}. A server holds the
 * weights, so there is no other strength and no null adapter, and it names only its best tokens, so that divergences are
 * lower bounds. Whatever a reply says is checked before it becomes a number: a reply that contradicts itself is a failure
 * of that one evaluation.
 */
@NullMarked
package dev.sonde.backend.http;

import org.jspecify.annotations.NullMarked;
