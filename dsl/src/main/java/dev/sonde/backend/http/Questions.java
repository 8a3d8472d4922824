package dev.sonde.backend.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.backend.BackendException;
import dev.sonde.backend.GenerationParameters;

/**
 * Writes requests to {@code /completions}. Every setting that changes a number is sent, because vLLM otherwise takes what
 * the model's {@code generation_config.json} says.
 */
record Questions(Dialect dialect) {

    /** The best {@code k} tokens after a prompt. */
    ObjectNode nextToken(String model, String prompt, int k) {
        return sampled(question(model, prompt, 1, k), GenerationParameters.greedy(1));
    }

    /** The log-probability of each token of {@code text}; OpenAI's dialect cannot but write one more token. */
    ObjectNode echo(String model, String text) {
        ObjectNode question = question(model, text, dialect == Dialect.VLLM ? 0 : 1, 1);
        return sampled(question.put("echo", true), GenerationParameters.greedy(1));
    }

    /** Text after a prompt. */
    ObjectNode generation(String model, String prompt, GenerationParameters parameters) {
        return sampled(question(model, prompt, parameters.maxNewTokens(), 1), parameters);
    }

    /** The text of one token, from vLLM. */
    ObjectNode text(String model, int tokenId) {
        ObjectNode question = node().put("model", model);
        question.putArray("prompt").add(tokenId);
        return question.put("max_tokens", 0).put("echo", true).put("temperature", 0);
    }

    private ObjectNode question(String model, String prompt, int newTokens, int logProbs) {
        ObjectNode question = node().put("model", model)
                .put("prompt", prompt)
                .put("max_tokens", newTokens)
                .put("logprobs", logProbs);
        if (dialect == Dialect.VLLM) {
            question.put("return_tokens_as_token_ids", true);
        }
        return question;
    }

    private ObjectNode sampled(ObjectNode question, GenerationParameters parameters) {
        question.put("temperature", parameters.temperature())
                .put("top_p", parameters.topP())
                .put("presence_penalty", 0)
                .put("frequency_penalty", 0);
        if (parameters.temperature() > 0) {
            question.put("seed", parameters.seed());
        }
        if (dialect == Dialect.VLLM) {
            question.put("top_k", parameters.topK() == 0 ? -1 : parameters.topK())
                    .put("min_p", 0)
                    .put("repetition_penalty", 1);
        } else if (parameters.topK() > 0) {
            throw new BackendException(
                    "no-top-k",
                    "topK = %d is not part of the OpenAI completion format. Use topK = 0, or 'dialect: vllm' on a server "
                                    .formatted(parameters.topK())
                            + "that speaks it.");
        }
        return question;
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
