package dev.sonde.backend;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What an optimiser of the Adam family remembered at the end of a training.
 *
 * @param file its name, for people
 * @param globalStep how many steps were taken; empty where no file says
 * @param epoch how often the data was seen; empty where no file says
 * @param bestValidationLoss as the training noted it; empty where it noted none that is finite
 * @param parameters those whose two moments are there, in the optimiser's order
 * @param unread parameters whose state is kept in another form, such as that of 8-bit optimisers
 */
public record OptimizerState(
        String file,
        OptionalLong globalStep,
        OptionalDouble epoch,
        OptionalDouble bestValidationLoss,
        List<Moments> parameters,
        int unread) {

    /** Copies {@code parameters}. */
    public OptimizerState {
        parameters = List.copyOf(parameters);
    }

    /**
     * The moments of one parameter.
     *
     * @param id its place in the optimiser, from 0
     * @param elements how many numbers it has
     * @param step how many steps it was part of, at least 0
     * @param squaredMeans sum of the squares of {@code exp_avg}
     * @param meanSquares sum of {@code exp_avg_sq}
     * @param beta1 how much of {@code exp_avg} a step keeps
     * @param beta2 how much of {@code exp_avg_sq} a step keeps
     * @param notFinite how many numbers of both are not finite; they are in neither sum
     */
    public record Moments(
            long id,
            long elements,
            double step,
            double squaredMeans,
            double meanSquares,
            double beta1,
            double beta2,
            long notFinite) {}
}
