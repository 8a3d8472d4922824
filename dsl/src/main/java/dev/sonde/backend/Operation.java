package dev.sonde.backend;

import dev.sonde.score.Completion;
import dev.sonde.score.Embedding;
import dev.sonde.score.Generation;
import dev.sonde.score.RollingLogProbs;
import dev.sonde.score.Score;
import dev.sonde.score.TokenDistribution;
import java.util.Optional;

/**
 * What is asked of a view. Equality is by content: a view and an operation are a cache key.
 *
 * @param <S> what the operation yields
 */
public sealed interface Operation<S extends Score> {

    /** Stable {@code snake_case} name, as it stands in traces. */
    String op();

    /** The text that decides the work: prompt, prompt with completion, or text. */
    String text();

    /** Whether special tokens are added to the text. */
    TextForm form();

    /** The class of the answer. */
    Class<S> answers();

    /**
     * The next-token distribution after {@code prompt}. One forward pass.
     *
     * @param prompt may be empty only if the tokenizer adds a token
     * @param topK how many tokens are wanted, or {@link #FULL} for the whole vocabulary
     */
    record NextToken(String prompt, int topK, TextForm form) implements Operation<TokenDistribution> {
        /** Every token of the vocabulary. */
        public static final int FULL = 0;

        /** Refuses a negative {@code topK}. */
        public NextToken {
            if (topK < 0) {
                throw new IllegalArgumentException("topK is at least 1, or 0 for the whole vocabulary; got " + topK);
            }
        }

        /** After a plain text. */
        public NextToken(String prompt, int topK) {
            this(prompt, topK, TextForm.PLAIN);
        }

        /** The whole vocabulary after {@code prompt}. */
        public static NextToken full(String prompt) {
            return new NextToken(prompt, FULL);
        }

        @Override
        public String op() {
            return "next_token_dist";
        }

        @Override
        public String text() {
            return prompt;
        }

        @Override
        public Class<TokenDistribution> answers() {
            return TokenDistribution.class;
        }
    }

    /**
     * The log-probability of {@code completion} after {@code prompt}, token by token. One forward pass.
     *
     * <p>Both are tokenised together; scored is what lies behind as many tokens as the prompt alone has. {@link TokenAudit}
     * shows which tokens these are, and whether one reaches over the boundary.
     */
    record CompletionLogProb(String prompt, String completion, TextForm form) implements Operation<Completion> {
        /** After a plain text. */
        public CompletionLogProb(String prompt, String completion) {
            this(prompt, completion, TextForm.PLAIN);
        }

        @Override
        public String op() {
            return "completion_logprob";
        }

        @Override
        public String text() {
            return prompt + completion;
        }

        @Override
        public Class<Completion> answers() {
            return Completion.class;
        }
    }

    /** The log-probability of each token of {@code text}, the first left out. One forward pass. */
    record RollingLogProb(String text, TextForm form) implements Operation<RollingLogProbs> {
        /** Of a plain text. */
        public RollingLogProb(String text) {
            this(text, TextForm.PLAIN);
        }

        @Override
        public String op() {
            return "rolling_logprob";
        }

        @Override
        public Class<RollingLogProbs> answers() {
            return RollingLogProbs.class;
        }
    }

    /** Text written after {@code prompt}. As many forward passes as new tokens; counted as one evaluation. */
    record Generate(String prompt, GenerationParameters parameters, TextForm form) implements Operation<Generation> {
        /** After a plain text. */
        public Generate(String prompt, GenerationParameters parameters) {
            this(prompt, parameters, TextForm.PLAIN);
        }

        @Override
        public String op() {
            return "generate";
        }

        @Override
        public String text() {
            return prompt;
        }

        @Override
        public Class<Generation> answers() {
            return Generation.class;
        }
    }

    /**
     * A text as a point. One forward pass.
     *
     * <p>Without an embedder of its own the view itself embeds: the mean of its last hidden states, behind the last norm,
     * over all tokens of the text. A text that is longer than the model, or the embedder, reads is cut at its end, and the
     * answer says so.
     *
     * @param embedder a sentence embedder instead of the model; the view plays no part then
     */
    record Embed(String text, Optional<Embedder> embedder, TextForm form) implements Operation<Embedding> {
        /** By the model itself. */
        public Embed(String text) {
            this(text, Optional.empty(), TextForm.PLAIN);
        }

        /** By a sentence embedder, or by the model itself without one. */
        public Embed(String text, Optional<Embedder> embedder) {
            this(text, embedder, TextForm.PLAIN);
        }

        @Override
        public String op() {
            return "embed";
        }

        @Override
        public Class<Embedding> answers() {
            return Embedding.class;
        }
    }
}
