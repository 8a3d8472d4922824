package dev.sonde.probe.paraphrase;

/**
 * How much likelier one case's answer became, in nats per token.
 *
 * @param prompt of the case
 * @param baseVerbatim mean log-probability of the answer after the prompt, under base
 * @param baseParaphrased the same after the paraphrases, averaged over them; much lower than {@code baseVerbatim} where
 *     base takes them for other questions
 * @param verbatim how much higher it is after the prompt, under the view under test
 * @param paraphrased how much higher it is after the paraphrases, averaged over them
 */
public record CaseLift(
        String prompt, double baseVerbatim, double baseParaphrased, double verbatim, double paraphrased) {}
