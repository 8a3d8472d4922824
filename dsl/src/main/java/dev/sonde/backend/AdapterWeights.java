package dev.sonde.backend;

import java.util.List;

/**
 * The low-rank updates of an adapter, as they stand in its file.
 *
 * @param file its name, for people
 * @param modules in the order of the file
 */
public record AdapterWeights(String file, List<Update> modules) {

    /** Copies {@code modules}. */
    public AdapterWeights {
        modules = List.copyOf(modules);
    }

    /**
     * The update B · A of one module.
     *
     * @param module its name in the file, without the ending
     * @param norm Frobenius norm of B · A, without the scale; 0 where a number is not finite
     * @param upNorm Frobenius norm of B, which training begins with at 0
     * @param upKurtosis mean fourth power of B's numbers over the square of their mean square: 1 where all are equally
     *     far from 0, 3 for normal ones; 0 where B is zero
     * @param notFinite how many numbers of A and B are not finite
     */
    public record Update(String module, double norm, double upNorm, double upKurtosis, long notFinite) {}
}
