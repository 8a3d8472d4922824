package dev.sonde.bench;

/**
 * What one round does.
 *
 * @param items evaluations answered, at least 1
 * @param tokens real tokens that went through the model, without padding; 0 where nothing was computed
 */
public record Work(long items, long tokens) {

    /** Refuses a round that does nothing. */
    public Work {
        if (items < 1 || tokens < 0) {
            throw new IllegalArgumentException(
                    "A round does something, got %d items, %d tokens".formatted(items, tokens));
        }
    }
}
