package dev.sonde.suite.mine;

import java.util.OptionalDouble;

/**
 * What the adapter does to one prompt of a pool.
 *
 * @param prompt as given
 * @param index in the pool, without its repetitions, from 0
 * @param shift divergence between base and the tuned view, in nats
 * @param nullMedian median shift under the null adapters; empty without any
 * @param overNull how many times that median the shift is; empty without any
 * @param pAdjusted chance that, were the adapter one of the null ones, any prompt as far down the list would stand out as
 *     much; Westfall and Young's step-down over the pool. Empty without null adapters
 * @param base best next tokens of base
 * @param tuned best next tokens of the tuned view
 */
public record MinedPrompt(
        String prompt,
        int index,
        double shift,
        OptionalDouble nullMedian,
        OptionalDouble overNull,
        OptionalDouble pAdjusted,
        String base,
        String tuned) {}
