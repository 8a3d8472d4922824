package dev.sonde.backend;

/** How a null adapter's weights are drawn. */
public enum NullRecipe {
    /** Gaussian A and B of the adapter's rank, scaled so that the Frobenius norm of BA equals the adapter's, module by module. */
    MATCHED_NORM("matched-norm");

    private final String id;

    NullRecipe(String id) {
        this.id = id;
    }

    /** Stable name, as it stands in view ids and files. */
    public String id() {
        return id;
    }
}
